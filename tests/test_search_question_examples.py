"""The examples are what they say they are, and nobody copied a judged question into them."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from corpus.text.matching import squeezed
from index.encoder.training.written import HELD_OUT
from search.question.learning.examples import Example, Group, examples, read_groups
from search.question.learning.labels import OFF_TOPIC, THEMES, About, Danger, Wants

LONG = 12  # characters in a row that hardly come twice by chance
# What anybody says when asking; taken out before two texts are compared.
SET_PHRASES = re.compile(
    "お世話になっております|(?:電話)?番号を教えてください|(?:申請に)?必要なものを教えてください|(?:する|もらう|受ける|行く)?ことはできます(?:でしょう)?か|"
    "(?:手続き)?を?すれば(?:いい|よい|良い)(?:の)?(?:でしょう|です)か|なければならない(?:の)?(?:です|でしょう)か|"
    "どこ(?:に|へ|から|で)[^。、]{1,5}ば(?:いい|よい)(?:の)?(?:です|でしょう)か|を?したいのですが|はどこですか|てくれるところはありますか|の仕方を教えてください"
)
# Names of schemes, laws, offices and forms run longer than that; they are written without kana of grammar.
NAME = re.compile(r"[一-龠々ァ-ヶーA-Za-z0-9()・、のと及びお]+")


@cache
def groups() -> list[Group]:
    return read_groups()


@cache
def everything() -> list[Example]:
    return [example for group in groups() for example in group.asks]


def test_no_two_texts_are_the_same() -> None:
    counted = Counter(squeezed(example.text) for example in everything())
    assert [text for text, count in counted.items() if count > 1] == []


def test_texts_are_of_a_length_that_people_type() -> None:
    assert [example.text for example in everything() if not 1 <= len(example.text) <= 600] == []


def test_passages_are_of_a_length_that_is_a_passage() -> None:
    texts = [text for group in groups() for text in (group.passage, *group.near) if text is not None]
    assert [text for text in texts if not 15 <= len(text) <= 600] == []


def test_every_label_has_examples_to_learn_from_and_others_to_measure_on() -> None:
    for held_out in (False, True):
        some = examples(groups(), held_out=held_out)
        assert {example.wants for example in some} == set(Wants)
        assert {danger for example in some for danger in example.danger} == set(Danger)
        assert {about for example in some for about in example.about} == set(About)
    assert {example.theme for example in everything()} == set(THEMES)


def test_whole_hands_are_held_out_with_three_hundred_utterances_of_danger_among_them() -> None:
    assert {example.hand for example in everything()} >= HELD_OUT
    assert len(HELD_OUT) >= 4
    held = examples(groups(), held_out=True)
    assert 0.1 * len(everything()) <= len(held)


def test_what_is_off_topic_is_in_no_danger_and_wants_nothing_of_a_city_hall() -> None:
    strange = [each.text for each in everything() if each.theme == OFF_TOPIC and each.danger]
    assert strange == []


def test_no_real_telephone_number_stands_in_an_example() -> None:
    free = re.compile(r"(?<!\d)0120[-‐ー]\d{2,3}[-‐ー]\d{3}(?!\d)")
    texts = [each.text for each in everything()] + [
        text for group in groups() for text in (group.passage or "", *group.near)
    ]
    assert [text for text in texts if any(set(match[0][5:]) - set("0-‐ーX") for match in free.finditer(text))] == []


def test_no_example_repeats_twelve_characters_of_a_judged_question_or_entry(shared: Path) -> None:
    judged = grams(_judged(shared))
    copied = {
        gram
        for example in everything()
        for gram in grams([example.text])
        if gram in judged and not NAME.fullmatch(gram)
    }
    assert sorted(copied) == []


def _judged(shared: Path) -> Iterable[str]:
    for folder in ("eval/dev", "cities/questions"):
        for path in sorted((shared / folder).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield str(json.loads(line)["query"])
    faq = shared / "eval" / "localgovfaq"
    yield from json.loads((faq / "queries.dev.json").read_text(encoding="utf-8")).values()
    for entry in json.loads((faq / "corpus.json").read_text(encoding="utf-8")).values():
        yield str(entry).partition("\n")[0].removeprefix("Question: ")


def grams(texts: Iterable[str]) -> set[str]:
    parts = (part for text in map(squeezed, texts) for part in SET_PHRASES.split(text))
    return {part[place : place + LONG] for part in parts for place in range(len(part) - LONG + 1)}


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"theme": "dementia"}', '{"theme": "nothing", "passage": null, "asks": []}',
     '{"theme": "care", "passage": null, "asks": [{"text": "a", "wants": "money", "about": [], "danger": []}]}'],
)  # fmt: skip
def test_a_line_that_is_no_group_is_named(tmp_path: Path, line: str) -> None:
    good = '{"theme": "care", "passage": null, "asks": []}'
    (tmp_path / "hand.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^hand\.jsonl:2: "):
        read_groups([tmp_path])
