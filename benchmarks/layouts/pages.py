"""The layouts in which plans print their indicators, and pages that hold none."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from .rows import Row, bare, era, short

Page = tuple[str, list[Row]]
Layout = Callable[[random.Random, Sequence[Row]], Page]


def _lead(rng: random.Random) -> str:
    return rng.choice(
        [
            "第3章 計画の目標\n成果指標\n",
            "4 数値目標\n",
            "■評価指標\n",
            "【重要業績評価指標（KPI）】\n",
            "計画の進み具合を次の指標で確かめます。\n",
        ]
    )


def flat(rng: random.Random, rows: Sequence[Row]) -> Page:
    """All on one line."""
    r = rows[0]
    head = f"指標 現状値（{era(r.then, rng)}） 目標値（{era(r.by, rng)}） "
    return _lead(rng) + head + " ".join(f"{r.name} {r.base} {r.target}" for r in rows) + "\n", list(rows)


def flat_target_first(rng: random.Random, rows: Sequence[Row]) -> Page:
    """One line, the target before what was."""
    r = rows[0]
    head = f"項目 目標値 {era(r.by, rng)} 実績値 {era(r.then, rng)} "
    return _lead(rng) + head + " ".join(f"{r.name} {r.target} {r.base}" for r in rows) + "\n", list(rows)


def cell_a_line(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A cell a line."""
    r = rows[0]
    lines = ["指標", "現状", f"（{era(r.then, rng)}）", "目標", f"（{era(r.by, rng)}）"]
    for r in rows:
        lines += [r.name, r.base, r.target]
    return _lead(rng) + "\n".join(lines) + "\n", list(rows)


def cell_a_line_unit(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A cell a line, the unit in a cell of its own."""
    r = rows[0]
    lines = ["No.", "指標名", "単位", f"基準値\n{era(r.then, rng)}", f"目標値\n{era(r.by, rng)}"]
    for place, r in enumerate(rows, 1):
        lines += [str(place), r.name, r.unit, bare(r.base, r.unit), bare(r.target, r.unit)]
    return _lead(rng) + "\n".join(lines) + "\n", list(rows)


def arrow(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A→B with years in brackets."""
    sign = rng.choice(["→", "⇒", " → ", "　⇒　"])
    lines = [
        f"{rng.choice('・●○')}{r.name}　{r.base}（{short(r.then)}）{sign}{r.target}（{short(r.by)}）" for r in rows
    ]
    return _lead(rng) + "\n".join(lines) + "\n", list(rows)


def arrow_labels(rng: random.Random, rows: Sequence[Row]) -> Page:
    """An arrow between labelled values."""
    lines = [f"{r.name}\n現状値 {r.base}（{era(r.then, rng)}） ⇒ 目標値 {r.target}（{era(r.by, rng)}）" for r in rows]
    return _lead(rng) + "\n".join(lines) + "\n", list(rows)


def labels(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A label and a value a line."""
    lines = [
        f"・{r.name}\n　現状値（{era(r.then, rng)}）：{r.base}\n　目標値（{era(r.by, rng)}）：{r.target}" for r in rows
    ]
    return _lead(rng) + "\n".join(lines) + "\n", list(rows)


def labels_inline(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Labels in brackets on one line."""
    lines = [f"①{r.name} 【現状】{r.base}（{short(r.then)}）【目標】{r.target}（{short(r.by)}）" for r in rows]
    return _lead(rng) + "\n".join(lines) + "\n", list(rows)


def tabbed(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Cells apart by tabs."""
    r = rows[0]
    head = f"指標\t現状値（{era(r.then, rng)}）\t目標値（{era(r.by, rng)}）\t担当課"
    return _lead(rng) + "\n".join([head, *(f"{r.name}\t{r.base}\t{r.target}\t福祉課" for r in rows)]) + "\n", list(rows)


def tabbed_numbered(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Tabs, numbered rows, a column of units."""
    r = rows[0]
    head = f"No.\t指標名\t単位\t基準値（{era(r.then, rng)}）\t目標値（{era(r.by, rng)}）"
    lines = [
        f"{n}\t{r.name}\t{r.unit}\t{bare(r.base, r.unit)}\t{bare(r.target, r.unit)}" for n, r in enumerate(rows, 1)
    ]
    return _lead(rng) + "\n".join([head, *lines]) + "\n", list(rows)


def interim(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Three columns and a mark."""
    r = rows[0]
    head = f"指標 策定時 {era(r.then, rng)} 中間評価 {era(r.between, rng)} 目標 {era(r.by, rng)} 判定 "
    cells = " ".join(f"({n}){r.name} {r.base} {r.middle} {r.target} {rng.choice('◎○△')}" for n, r in enumerate(rows, 1))
    return _lead(rng) + head + cells + "\n", list(rows)


def achieved(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Target, result, rate of achievement."""
    r = rows[0]
    head = f"{era(r.by, rng)} 指標 目標値 実績値 達成率"
    lines = [f"{r.name}\n{r.target}\n{r.middle}\n{rng.randint(50, 120)}.{rng.randint(0, 9)}%" for r in rows]
    return _lead(rng) + head.replace(" ", "\n") + "\n" + "\n".join(lines) + "\n", [replace(r, base="") for r in rows]


def groups(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A row for men and one for women."""
    r = rows[0]
    head = f"指標 現状値（{era(r.then, rng)}） 目標値（{era(r.by, rng)}） "
    told, out = [], []
    for one in rows:
        other = one.middle
        told += [replace(one, subject="男性"), replace(one, subject="女性", base=other)]
        out.append(f"{one.name} 男性 {one.base} {one.target} 女性 {other} {one.target}")
    return _lead(rng) + head + " ".join(out) + "\n", told


def years_as_columns(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Years over the columns."""
    r = rows[0]
    head = f"指標 {era(r.then, rng)} {era(r.between, rng)} {era(r.by, rng)}（目標） "
    return _lead(rng) + head + " ".join(f"{r.name} {r.base} {r.middle} {r.target}" for r in rows) + "\n", list(rows)


def prose(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A sentence states the target."""
    told = [replace(r, target=bare(r.target, "以上"), base="") for r in rows if r.target[0].isdigit()]
    ends = ["以上に引き上げることを目指します。", "以上にします。", "以上とすることを目標とします。"]
    lines = [f"{era(r.by, rng)}までに、{r.name}を{r.target}{rng.choice(ends)}" for r in told]
    return _lead(rng) + "".join(lines) + "\n", told


def prose_both(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A sentence states both."""
    told = [replace(r, target=bare(r.target, "以上")) for r in rows if r.target[0].isdigit()]
    lines = [
        f"{r.name}は、{era(r.then, rng)}の{r.base}から{era(r.by, rng)}には{r.target}に増やすことを目標とします。"
        for r in told
    ]
    return _lead(rng) + "\n".join(lines) + "\n", told


def period(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Labelled by period."""
    r = next((r for r in rows if r.target[0].isdigit()), replace(rows[0], target=rows[0].middle))
    told = [replace(r, base="") for _ in range(2)]
    out = f"(1){r.name}　これまでの実績 第1期 期間 H24～H26 目標数 {bare(r.target, r.unit)} 利用者数 {bare(r.middle, r.unit)} 達成率 60% "
    out += f"第2期 期間 H27～H29 目標数 {bare(r.target, r.unit)} 利用者数 {bare(r.middle, r.unit)} 達成率 70%"
    return out + "\n", told


def piped(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Cells apart by pipes."""
    r = rows[0]
    head = f"指標 | 現状値 {era(r.then, rng)} | 目標値 {era(r.by, rng)} |\n---|---|---|"
    return _lead(rng) + "\n".join([head, *(f"{r.name} | {r.base} | {r.target} |" for r in rows)]) + "\n", list(rows)


def wrapped(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Names broken over two lines."""
    r = rows[0]
    lines = ["評価指標", "計画策定時", era(r.then, rng), "最終目標", era(r.by, rng)]
    for r in rows:
        cut = len(r.name) - 3
        lines += [r.name[:cut], f"{r.name[cut:]}({r.unit})", bare(r.base, r.unit), bare(r.target, r.unit)]
    return _lead(rng) + "\n".join(lines) + "\n", list(rows)


def year_in_cells(rng: random.Random, rows: Sequence[Row]) -> Page:
    """The year behind each value."""
    out = " ".join(f"{r.name} {r.base}（{era(r.then, rng)}） {r.target}（{era(r.by, rng)}）" for r in rows)
    return _lead(rng) + "指標 基準値 目標値 出典 " + out + "\n", list(rows)


def target_only(rng: random.Random, rows: Sequence[Row]) -> Page:
    """A target and nothing else."""
    told = [replace(r, base="") for r in rows if r.target[0].isdigit()]
    return _lead(rng) + "\n".join(f"{r.name}：目標値 {r.target}（{era(r.by, rng)}）" for r in told) + "\n", told


def measures_with_goals(rng: random.Random, rows: Sequence[Row]) -> Page:
    """Under each measure its indicator."""
    out = [
        f"施策{n} {r.name[:5]}の推進\n必要な支援を届けます。\n■指標\n{r.name}\n■{era(r.then, rng)}実績\n{r.base}\n■{era(r.by, rng)}目標\n{r.target}\n■担当\n健康課"
        for n, r in enumerate(rows, 1)
    ]
    return "\n".join(out) + "\n", list(rows)


SEEN: tuple[Layout, ...] = (
    flat, flat_target_first, cell_a_line, cell_a_line_unit, arrow, arrow_labels, labels, labels_inline, tabbed, tabbed_numbered, piped, interim, achieved,
    groups, years_as_columns, prose, prose_both, period, wrapped, year_in_cells, target_only, measures_with_goals,
)  # fmt: skip
