"""What a newcomer finds on the first run."""

import csv
from pathlib import Path

import pytest

from corpus.about.gazetteer import municipalities
from search.searcher import Searcher

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


@pytest.mark.parametrize(
    ("question", "municipality", "words"),
    [
        ("母の物忘れが心配です", "霧ヶ谷町", "もの忘れ相談会"),
        ("家賃が払えない", "日ノ谷市", "住居確保給付金"),
        ("ひきこもりの相談先", "汐見原市", "ひきこもり相談の専用電話"),
        ("認知症サポーターの人数", "汐見原市", "612人"),
        ("子ども食堂はありますか", "汐見原市", "子ども食堂が6か所"),
        ("手話通訳を頼みたい", "汐見原市", "手話通訳者"),
        ("赤ちゃんの訪問", "汐見原市", "乳児のいるすべての家庭"),
        ("下稲架に住んでいます。相談先の電話は", "汐見原市", "0000-00-1267"),
        ("学校に行けない子の居場所", "霧ヶ谷町", "不登校"),
        ("障害のある人が農業で働く", "汐見原市", "農福連携"),
    ],
)
def test_a_first_question_finds_its_answer_among_five(
    samples: Searcher, question: str, municipality: str, words: str
) -> None:
    results = samples.search(question, k=5).results
    assert any(result.plan.municipality == municipality and words in result.text for result in results)


def test_the_samples_are_six_municipalities_that_do_not_exist() -> None:
    with (SAMPLES / "sources.csv").open(encoding="utf-8", newline="") as file:
        names = [row["municipality"] for row in csv.DictReader(file)]
    assert names == ["汐見原市", "霧ヶ谷町", "鳥見野市", "日ノ谷市", "風早野町", "月守市"]
    assert not {entry.name for entry in municipalities()} & set(names)


def test_together_they_are_long_enough_to_look_around_in(samples: Searcher) -> None:
    catalog = samples.index.catalog
    assert sum(len(catalog.text(plan.id)) for plan in catalog.plans) >= 60_000
    assert all("架空" in catalog.text(plan.id)[:200] for plan in catalog.plans)


def test_an_excerpt_from_a_pdf_says_its_page(samples: Searcher) -> None:
    result = samples.search("月守市のひとり親家庭への支援", k=1).results[0]
    assert result.plan.file == "tsukimori-kodomo.pdf"
    assert result.passage.page is not None
    assert result.passage.page == result.passage.printed_page
