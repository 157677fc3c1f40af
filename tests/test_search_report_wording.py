"""Shared wording of two texts."""

import numpy as np

from search.report.nearness.wording import Grams, Letters, aligned

OURS = "市は、成年後見制度の申立てに要る費用を助成します。"
THEIRS = "町では令和6年度から、成年後見制度の申立てに要る費用を、一部助成します。"


def shared(ours: str, theirs: str) -> list[tuple[str, str]]:
    spans = aligned(Letters.of(ours), Letters.of(theirs))
    return [(ours[a:b], theirs[c:d]) for a, b, c, d in spans]


def test_the_longest_run_that_both_have_is_marked_in_both() -> None:
    assert shared(OURS, THEIRS) == [("成年後見制度の申立てに要る費用を", "成年後見制度の申立てに要る費用を")]


def test_marks_are_offsets_into_the_verbatim_text_whatever_stands_between_its_letters() -> None:
    assert shared("地域の 福祉・相談\n窓口を設ける", "地域の福祉相談窓口を閉じる") == [
        ("地域の 福祉・相談\n窓口を", "地域の福祉相談窓口を")
    ]


def test_a_width_of_letters_makes_no_difference() -> None:
    assert shared("ＮＰＯ法人支援センター", "NPO法人支援センター") == [
        ("ＮＰＯ法人支援センター", "NPO法人支援センター")
    ]


def test_a_letter_is_marked_once() -> None:
    assert len(shared("地域包括支援センター", "地域包括支援センターと地域包括支援センター")) == 1


def test_short_runs_are_words_and_are_not_marked() -> None:
    assert shared("相談支援を行う", "相談支援が続く") == []


def test_what_is_left_out_takes_no_part() -> None:
    start = OURS.index("成年")
    assert aligned(Letters.of(OURS, [(start, len(OURS))]), Letters.of(THEIRS)) == ()


def test_a_copy_within_a_long_text_counts_by_the_shorter_one() -> None:
    copied = (
        "高齢者の見守りを行う事業者と協定を結び、異変に気づいたときは市へ連絡してもらう仕組みを広げ、年に一度は研修会を開きます。"
        * 2
    )
    texts = [
        copied,
        f"はじめに。{copied}おわりに、別の取組として移動販売車の巡回を支え、買い物に困る集落を減らします。",
        "全く別のことを述べる文章です。",
    ]
    grams = Grams.of([Letters.of(text) for text in texts])
    near = grams.shared(np.array([0]), np.array([1, 2]))[0]
    assert near[0] > 0.5
    assert near[1] == 0


def test_a_text_without_letters_shares_nothing() -> None:
    grams = Grams.of([Letters.of(""), Letters.of("。、・")])
    assert grams.shared(np.array([0]), np.array([1])).tolist() == [[0.0]]
