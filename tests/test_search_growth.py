"""What a question does does not grow with the plans of the index: what was found out of all of them once is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.catalog import PlanEntry, Plans
from search.answerer import Answerer
from search.searcher import Searcher

# Of each kind one to begin with, and another.
FIRST = (
    "親の介護のことで相談したい",
    "里親の登録数は",
    "図書館の電話番号を教えて",
    "汐見原市の灯見坂2丁目です。介護の窓口は",
    "全市の避難行動要支援者の取組を比べて",
    "川崎市の保育所は",
)
OTHERS = (
    "家賃が払えない。どこに相談すればいい",
    "認知症サポーターの人数",
    "税務署の電話番号を教えて",
    "月守市の待機児童は何人ですか。窓口は",
    "全市の手話通訳の取組を比べて",
    "横浜市の保育所は",
)


def test_no_question_goes_through_all_plans(samples_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answerer = Answerer(Searcher.open(samples_index))
    whole = len(answerer.searcher.index.catalog.plans)
    for question in FIRST:
        answerer.ask(question)
    gone_through: list[int] = []

    def counted(plans: Plans) -> Iterator[PlanEntry]:
        gone_through.append(len(plans))
        return tuple.__iter__(plans)

    monkeypatch.setattr(Plans, "__iter__", counted)
    for question in OTHERS:
        answerer.ask(question)
    assert max(gone_through, default=0) <= whole / 2
