"""Layouts that were written after the readers; three of them have since led to changes, so they are no longer unseen."""

import random
from collections.abc import Sequence
from dataclasses import replace

from .rows import Row, bare, era, short

Page = tuple[str, list[Row]]


def with_direction(rng: random.Random, rows: Sequence[Row]) -> Page:
    """An arrow and a desk behind the values."""
    r = rows[0]
    head = f"指標名 現状（{short(r.then)}） 目標（{short(r.by)}） 方向性 担当課 "
    return head + " ".join(f"{r.name} {r.base} {r.target} ↑ 福祉課" for r in rows) + "\n", list(rows)


def html_cells(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Cells of a web page, a line each."""
    r = rows[0]
    lines = [
        "指標 |",
        f"基準値 ({era(r.then, rng)}) |",
        f"実績値 ({era(r.between, rng)}) |",
        f"目標値 ({era(r.by, rng)}) |",
        "---|---|---|---|",
    ]
    for r in rows:
        lines += [f"{r.name} |", f"{r.base} |", f"{r.middle} |", f"{r.target} |"]
    return "評価指標の状況\n" + "\n".join(lines) + "\n", list(rows)


def told_in_brackets(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Role and year in brackets."""
    lines = [f"{r.name}：{r.base}（{era(r.then, rng)}実績）→{r.target}（{era(r.by, rng)}目標）" for r in rows]
    return "計画の指標\n" + "\n".join(lines) + "\n", list(rows)


def merged_cells(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A first column whose cells are merged."""
    r = rows[0]
    head = f"基本目標\t指標\t現状値（{era(r.then, rng)}）\t目標値（{era(r.by, rng)}）"
    lines = [f"{'支え合うまち' if n == 0 else ''}\t{r.name}\t{r.base}\t{r.target}" for n, r in enumerate(rows)]
    return "数値目標\n" + "\n".join([head, *lines]) + "\n", list(rows)


def tabbed_achieved(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Tabs, with a rate of achievement."""
    r = rows[0]
    head = f"指標\t目標値（{era(r.by, rng)}）\t実績値（{era(r.by, rng)}）\t達成率"
    lines = [f"{r.name}\t{r.target}\t{r.middle}\t{rng.randint(50, 99)}.5%" for r in rows]
    return "進捗の評価\n" + "\n".join([head, *lines]) + "\n", [replace(r, base="") for r in rows]


def figures_first(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A sentence with both years before their values."""
    told = [replace(r, target=r.target.replace("以上", "")) for r in rows if r.target[0].isdigit()]
    lines = [
        f"{r.name}を、{era(r.then, rng)}の{r.base}から、{era(r.by, rng)}までに{r.target}以上に引き上げます。"
        for r in told
    ]
    return "目標\n" + "".join(lines) + "\n", told


def two_line_header(rng: random.Random, rows: Sequence[Row]) -> Page:
    """The years on the second line of the header."""
    r = rows[0]
    head = f"項目 基準値 目標値\n{era(r.then, rng)} {era(r.by, rng)}\n"
    return head + "\n".join(f"{r.name} {r.base} {r.target}" for r in rows) + "\n", list(rows)


def years_below(rng: random.Random, rows: Sequence[Row]) -> Page:
    """The year on the line below its value."""
    lines = ["重要業績評価指標", "基準値", "目標値"]
    for r in rows:
        lines += [r.name, r.base, f"（{era(r.then, rng)}）", r.target, f"（{era(r.by, rng)}）"]
    return "\n".join(lines) + "\n", list(rows)


def markdown(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A table of Markdown."""
    r = rows[0]
    head = f"| 評価指標 | 単位 | 現状 {era(r.then, rng)} | 目標 {era(r.by, rng)} |\n|---|---|---|---|"
    lines = [f"| {r.name} | {r.unit} | {bare(r.base, r.unit)} | {bare(r.target, r.unit)} |" for r in rows]
    return "指標\n\n" + "\n".join([head, *lines]) + "\n", list(rows)


def years_in_labels(rng: random.Random, rows: Sequence[Row]) -> Page:
    """基準年 and 目標年."""
    lines = [f"◆{r.name}　基準年（{short(r.then)}）　{r.base}　目標年（{short(r.by)}）　{r.target}" for r in rows]
    return "成果を測る指標\n" + "\n".join(lines) + "\n", list(rows)


def year_before_value(rng: random.Random, rows: Sequence[Row]) -> Page:
    """The year before each value, no bracket."""
    out = " ".join(f"{r.name} {era(r.then, rng)} {r.base} {era(r.by, rng)} {r.target}" for r in rows)
    return "【KPI】 指標 現状値 目標値 " + out + "\n", list(rows)


def targets_of_years(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Two targets of two years."""
    r = rows[0]
    head = f"指標\t{era(r.then, rng)}実績\t{era(r.between, rng)}目標\t{era(r.by, rng)}目標"
    return "成果目標\n" + "\n".join(
        [head, *(f"{r.name}\t{r.base}\t{r.middle}\t{r.target}" for r in rows)]
    ) + "\n", list(rows)


MORE = (
    with_direction, html_cells, told_in_brackets, merged_cells, tabbed_achieved, figures_first, two_line_header, years_below, markdown, years_in_labels, year_before_value, targets_of_years,
)  # fmt: skip
