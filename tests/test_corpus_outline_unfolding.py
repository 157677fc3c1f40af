"""A chapter on one line gets its lines back: from marks, from sentences, and nowhere else."""

import pytest

from corpus.outline.lines import classify
from corpus.outline.tree import Section, outline
from corpus.outline.unfolding import LONG, is_folded, unfolded
from corpus.text.markup import read_markup

PROSE = "本市では、だれもが住み慣れた地域で安心して暮らせるよう、住民と事業者と行政が力を合わせて取り組みます。"
FILL = " ".join([PROSE] * 8)


def lines_of(text: str) -> list[str]:
    """The lines of a text that is folded, without the blanks between them."""
    assert len(text) >= LONG
    return [text[start:end].strip() for start, end, _ in unfolded(text, 0, len(text))]


def headings(text: str) -> list[str]:
    """The headings of a document, in order."""

    def walk(section: Section) -> list[str]:
        own = [section.line.title] if section.line else []
        return [*own, *(title for child in section.children if isinstance(child, Section) for title in walk(child))]

    document = read_markup(text)
    return walk(outline(classify(document), document.text))


def test_chapters_sections_and_boxes_are_headings_again() -> None:
    text = f"第3章 計画の推進 第1節 連携と協働 {FILL} 第2節 進行の管理 【基本的な考え方】 {PROSE}"
    assert headings(text) == ["第3章 計画の推進", "第1節 連携と協働", "第2節 進行の管理", "【基本的な考え方】"]


def test_a_mark_may_hold_blanks_and_a_title_too() -> None:
    assert headings(f"第 8 章 食育の 指標 {FILL}") == ["第 8 章 食育の 指標"]


def test_numbers_are_headings_where_they_go_on_and_prose_follows() -> None:
    text = f"{FILL} 1 相談の体制づくり {PROSE} 2 仲間づくり {PROSE}"
    assert lines_of(text)[-4:] == ["1 相談の体制づくり", PROSE, "2 仲間づくり", PROSE]


@pytest.mark.parametrize(
    "run",
    [
        "3 小学校 99.3% 4 中学校 96.4%",
        "5 歳児 が、増えています。",
        "31 年度 の、目標です。",
        "2 仲間づくり を、進めます。",
    ],
)
def test_a_figure_or_a_number_out_of_order_begins_no_line(run: str) -> None:
    assert lines_of(f"{FILL} 前の文です。 {run}")[-1].endswith(run)


def test_items_begin_lines_and_are_no_titles() -> None:
    text = f"{FILL} ●仕事と生活の両立を応援します ●子どもの居場所を増やします"
    assert lines_of(text)[-2:] == ["●仕事と生活の両立を応援します", "●子どもの居場所を増やします"]


def test_a_field_is_no_title() -> None:
    text = f"{FILL} ⑤来館者数: 1,234 千人(令和5年) 【電話】 0123-45-6789 です"
    assert lines_of(text)[-1] == "⑤来館者数: 1,234 千人(令和5年) 【電話】 0123-45-6789 です"


def test_a_letter_spaced_label_is_not_of_the_title_above() -> None:
    assert headings(f"(1) 権利擁護の推進 主 な 取 組 {FILL}")[0] == "(1) 権利擁護の推進"


def test_the_lines_stand_without_a_gap() -> None:
    text = f"第1章 はじめに {FILL} (1)相談 {PROSE} ※図は省きました"
    spans = [(start, end) for start, end, _ in unfolded(text, 0, len(text))]
    assert "".join(text[start:end] for start, end in spans) == text


def test_short_lines_and_lists_of_long_questions_stay_as_they_are() -> None:
    assert not is_folded(read_markup("第1章 はじめに\n" + "\n".join([PROSE] * 20)))
    assert not is_folded(read_markup("\n".join([f"問 {FILL} 答 {FILL}"] * 5)))
    assert is_folded(read_markup(f"ページ 3\n{FILL}"))


def test_the_plan_around_a_chapter_on_one_line_is_read_as_before() -> None:
    assert unfolded("第1章 はじめに 本市では、", 0, 13) == [(0, 13, False)]
