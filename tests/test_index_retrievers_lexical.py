from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.text.readings import kana_terms, sound_terms
from corpus.text.tokens import lemmas, terms
from index.retrievers.entry import Entry
from index.retrievers.lexical import Lexical, write_lexical
from index.retrievers.protocol import Scope

PASSAGES = [
    ("shiomi", "見守り活動", "民生委員が、ひとり暮らしの高齢者の見守りを行います。"),
    ("shiomi", "相談支援", "介護の相談は、地域包括支援センターの窓口で受け付けます。"),
    ("shiomi", "相談支援", "相談支援の体制を整えます。"),
    ("kiri", "障害福祉", "障害のある方の相談を、相談支援専門員が受け、サービスの利用を支えます。"),
    ("kiri", "住まい", "サ高住の入居者に生活の助言をします。"),
    ("kiri", "子育て", "保育士の宿舎の借上げに補助します。"),
]


def opened(folder: Path) -> Lexical:
    entries = (
        Entry(row, plan, *map(" ".join, (terms(text), terms(heading), sound_terms(text), lemmas(text))))
        for row, (plan, heading, text) in enumerate(PASSAGES)
    )
    write_lexical(folder / "lexical", entries)
    return Lexical(folder / "lexical")


def rows(
    lexical: Lexical, weights: dict[str, dict[str, float]], depth: int = 10, plans: list[str] | None = None
) -> list[int]:
    return [row for row, _ in lexical.search(weights, depth, None if plans is None else Scope(tuple(plans), ()))]


def test_only_passages_with_the_word_are_found(tmp_path: Path) -> None:
    assert rows(opened(tmp_path), {"body": {"高齢": 1}}) == [0]


def test_of_passages_with_a_word_once_the_shorter_comes_first(tmp_path: Path) -> None:
    assert rows(opened(tmp_path), {"body": {"支援": 1}}) == [2, 1, 3]


def test_the_rarer_word_counts_for_more(tmp_path: Path) -> None:
    # 相談 stands in three of six passages, 宿舎 in one.
    assert rows(opened(tmp_path), {"body": {"相談": 1, "宿舎": 1}})[0] == 5


def test_a_words_weight_can_outdo_its_rarity(tmp_path: Path) -> None:
    assert rows(opened(tmp_path), {"body": {"相談": 5, "宿舎": 1}})[0] != 5


def test_a_pair_of_words_side_by_side_beats_the_same_words_apart(tmp_path: Path) -> None:
    weights = {"body": {"包括": 1.0, "支援": 1.0, "包括+支援": 1.0}}
    assert rows(opened(tmp_path), weights)[0] == 1


def test_a_heading_counts_only_where_headings_are_asked_for(tmp_path: Path) -> None:
    lexical = opened(tmp_path)
    assert rows(lexical, {"body": {"子育て": 1}}) == []
    assert rows(lexical, {"headings": {"子育て": 1}}) == [5]


def test_a_word_typed_in_kana_is_found_by_its_sound(tmp_path: Path) -> None:
    weights = {"sounds": dict.fromkeys(kana_terms("さこうじゅう"), 1.0)}
    assert rows(opened(tmp_path), weights)[0] == 4


def test_a_weight_of_zero_or_less_looks_for_nothing(tmp_path: Path) -> None:
    lexical = opened(tmp_path)
    assert rows(lexical, {"body": {"相談": 0}}) == []
    assert rows(lexical, {"body": {"相談": -1, "高齢": 1}}) == [0]


def test_scores_fall_from_first_to_last_and_equal_ones_stand_by_row(tmp_path: Path) -> None:
    write_lexical(tmp_path / "lexical", [Entry(row, "p", "相談", "", "", "相談") for row in (4, 2, 9)])
    found = Lexical(tmp_path / "lexical").search({"body": {"相談": 1}}, 10, None)
    assert [row for row, _ in found] == [2, 4, 9]
    assert len({score for _, score in found}) == 1


def test_depth_cuts_after_the_best(tmp_path: Path) -> None:
    assert rows(opened(tmp_path), {"body": {"支援": 1}}, depth=2) == [2, 1]


def test_a_filter_is_applied_before_the_cut(tmp_path: Path) -> None:
    lexical = opened(tmp_path)
    assert rows(lexical, {"body": {"支援": 1}}, depth=1) == [2]
    assert rows(lexical, {"body": {"支援": 1}}, depth=1, plans=["kiri"]) == [3]


def test_a_filter_changes_no_score(tmp_path: Path) -> None:
    lexical = opened(tmp_path)
    unfiltered = dict(lexical.search({"body": {"支援": 1}}, 10, None))
    for row, score in lexical.search({"body": {"支援": 1}}, 10, Scope(("kiri",), ())):
        assert score == pytest.approx(unfiltered[row])


def test_several_plans_may_pass_and_unknown_ones_pass_nothing(tmp_path: Path) -> None:
    lexical = opened(tmp_path)
    assert rows(lexical, {"body": {"相談": 1}}, plans=["kiri", "shiomi"]) == rows(lexical, {"body": {"相談": 1}})
    assert rows(lexical, {"body": {"相談": 1}}, plans=["kir", "霧谷"]) == []


def test_no_plan_at_all_passes_nothing(tmp_path: Path) -> None:
    assert rows(opened(tmp_path), {"body": {"相談": 1}}, plans=[]) == []


@pytest.mark.parametrize("weights", [{}, {"body": {}}, {"body": {}, "headings": {}, "sounds": {}}])
def test_an_empty_query_finds_nothing(tmp_path: Path, weights: dict[str, dict[str, float]]) -> None:
    assert rows(opened(tmp_path), weights) == []


@pytest.mark.parametrize("term", ["介護 AND 相談", "*", "body:相談", '"', "(", "", "+"])
def test_a_term_is_never_read_as_a_query_language(tmp_path: Path, term: str) -> None:
    assert rows(opened(tmp_path), {"body": {term: 1}}) == []


def test_a_plan_id_is_matched_whole_whatever_stands_in_it(tmp_path: Path) -> None:
    entries = [Entry(0, "汐見 計画/2024 (案)", "相談", "", "", "相談"), Entry(1, "汐見", "相談", "", "", "相談")]
    write_lexical(tmp_path / "lexical", entries)
    lexical = Lexical(tmp_path / "lexical")
    assert rows(lexical, {"body": {"相談": 1}}, plans=["汐見 計画/2024 (案)"]) == [0]
    assert rows(lexical, {"body": {"相談": 1}}, plans=["汐見"]) == [1]


def test_frequency_counts_passages_not_words(tmp_path: Path) -> None:
    lexical = opened(tmp_path)
    assert (lexical.frequency("相談"), lexical.frequency("高齢"), lexical.frequency("猫")) == (3, 1, 0)
    assert lexical.size == 6


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    write_lexical(tmp_path / "lexical", [])
    lexical = Lexical(tmp_path / "lexical")
    assert lexical.size == 0
    assert rows(lexical, {"body": {"相談": 1}}) == []


def test_a_folder_that_is_no_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        Lexical(tmp_path)


def test_a_disk_that_goes_away_is_an_error_of_the_disk(tmp_path: Path) -> None:
    def entries() -> Iterator[Entry]:
        yield Entry(0, "shiomi", "相談", "", "", "相談")
        (tmp_path / "lexical").rename(tmp_path / "unplugged")

    with pytest.raises(OSError, match="could not be written"):
        write_lexical(tmp_path / "lexical", entries())


def test_among_most_plans_the_same_is_found_as_by_the_plans_alone(tmp_path: Path) -> None:
    # Every second plan of one, two and three passages; each has the word, the longer ones of a plan score less.
    passages = [(f"p{plan}", ["見守り"] + ["配食"] * place) for plan in range(60) for place in range(1 + plan % 3)]
    entries = (Entry(row, plan, " ".join(body), "", "", "見守り 配食") for row, (plan, body) in enumerate(passages))
    write_lexical(tmp_path / "lexical", entries)
    lexical = Lexical(tmp_path / "lexical")
    held = {plan: [row for row, (name, _) in enumerate(passages) if name == plan] for plan, _ in passages}
    for left_out in (["p0"], ["p2", "p5"], [f"p{plan}" for plan in range(0, 60, 3)]):
        chosen = tuple(plan for plan in held if plan not in left_out)
        runs = tuple((held[plan][0], held[plan][-1]) for plan in chosen)
        for depth in (1, 7, 30, 500):
            found = lexical.search({"body": {"見守り": 1, "配食": 0.5}}, depth, Scope(chosen, runs))
            assert found == lexical.search({"body": {"見守り": 1, "配食": 0.5}}, depth, Scope(chosen, ()))
            assert len(found) == min(depth, sum(map(len, (held[plan] for plan in chosen))))
