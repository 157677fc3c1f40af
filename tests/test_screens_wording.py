"""The table of sentences."""

import re
from pathlib import Path
from typing import Final

import pytest

from screens.web.first import TOPICS
from screens.wording import LANGUAGES, words_of
from screens.wording.glossary import GLOSSARY
from screens.wording.words import read_table

SCREENS: Final = Path(__file__).parents[1] / "screens"
TABLE: Final = read_table()


def braces(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_every_key_is_used() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in SCREENS.rglob("*.py"))
    names = set(re.findall(r"[\w.]+", code))
    unused = [key for key in TABLE if key not in names and key.removeprefix(key.split(".")[0] + ".") not in names]
    topics = {f"topic.{topic}.{part}" for topic in TOPICS for part in ("name", "ask")}
    assert set(unused) - topics == set()
    assert topics == {key for key in TABLE if key.startswith("topic.")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_keeps_its_placeholders(lang: str) -> None:
    assert all(TABLE[key]["ja"] for key in TABLE)
    assert [key for key, row in TABLE.items() if row[lang] and braces(row[lang]) != braces(row["ja"])] == []


def test_what_is_not_translated_is_told_in_japanese() -> None:
    assert words_of("xx").lang == "ja"
    assert {words_of(lang).tag for lang in LANGUAGES} == {"ja", "en", "zh-Hans", "ko", "vi", "pt", "fil"}
    assert all(words_of(lang)("title.desks") for lang in LANGUAGES)


def test_the_glossary_is_large_and_short_to_read() -> None:
    assert len(GLOSSARY) >= 200
    assert all(meaning.endswith("。") and len(meaning) <= 70 for meaning in GLOSSARY.values())
