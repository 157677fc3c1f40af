"""What replies say of themselves is known by the table of fixed sentences, whatever names and numbers stand in it."""

from typing import Final

import pytest

from screens.wording import LANGUAGES, said, said_text, words_of
from screens.wording.said import is_fixed, read_said
from search.answers.messages import compared, not_here, not_indexed, not_surely_of
from search.desks import checked, choice
from search.errors import EmptyQuestion, QuestionTooLong, UnknownMunicipality
from search.question.places import Place
from search.urgent.helplines import _CARE, MESSAGES, helplines
from tests.made_report import made_plan

OTHERS: Final = [lang for lang in LANGUAGES if lang != "ja"]
PLACES: Final = (Place("青波市", ("12207",), True), Place("霧野町", (), False))


def sentences() -> list[str]:
    """Every sentence that a reply may say, as the program makes it."""
    return [
        *MESSAGES.values(), _CARE, choice._WHERE, choice._BESIDE,
        choice._ELSEWHERE.format("計画"), choice._MEANT.format("窓口台帳"), choice._NUMBER.format("電話番号", "計画"),
        "青波3丁目は、この窓口の担当地域です。", "青波3丁目は、番地によって担当の窓口が分かれます。何丁目何番何号ですか。",
        checked.switchboard_why(None), not_surely_of(PLACES, ("ある計画", "別の計画")), not_here(PLACES),
        not_indexed("霧野町", PLACES, (made_plan(1, "青波市"),)), compared(("青波市",), ("霧野町", "花岬市")) or "",
        *(str(error) for error in (EmptyQuestion(), QuestionTooLong(2100, 2000), UnknownMunicipality("あ市", ("青波市",)))),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", OTHERS)
def test_every_row_is_written_in_every_language(lang: str) -> None:
    assert [row["ja"] for row in read_said() if not row[lang]] == []


@pytest.mark.parametrize("text", sentences())
def test_what_a_reply_says_of_itself_is_translated_but_for_names(text: str) -> None:
    told = said(text, words_of("en"))
    japanese = "".join(each.text for each in told if each.is_japanese)
    assert all(mark not in japanese for mark in "。はをにですます"), japanese


def test_names_of_places_and_plans_stay() -> None:
    text = "青波市の計画 3 件を調べましたが、青波センターの所在地は見当たりません。市区町村の代表電話にお問い合わせください。"
    assert said_text(text, words_of("en")) == (
        "We searched 3 plans of 青波市, but did not find the address of 青波センター. "
        "Please call the main number of your municipal office."
    )
    assert [each.text for each in said(text, words_of("en")) if each.is_japanese] == ["青波市", "青波センター"]
    assert said_text(text, words_of("ja")) == text


def test_what_is_no_fixed_sentence_stays_japanese_beside_one_that_is() -> None:
    told = said("きのうは雨でした。変わっていることがあるので、お確かめください。", words_of("en"))
    assert [(each.text, each.is_japanese) for each in told] == [
        ("きのうは雨でした。", True),
        (" ", False),
        ("They may have changed, so please check.", False),
    ]


def test_every_helpline_and_its_hours_are_translated() -> None:
    names = {line.name for line in helplines()} - {"#いのちSOS"}  # a name, and no more
    assert {
        each for each in (*names, *(line.hours for line in helplines() if line.hours)) if not is_fixed(each)
    } == set()
