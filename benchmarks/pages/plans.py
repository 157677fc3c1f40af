"""Whole made-up plans with the desks and indicators that stand in them, for the round trip through file formats."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .habit import FONTS, Habit
from .model import Block, Cell, Heading, Items, MadePlan, Paragraph, Table, told
from .words import RUBY, Words

# The one of the sentences of ``words`` that tells what is aimed at.
_AIM: Final = re.compile(r"年度までに([^。]+?の拠点)を([0-9]+)か所に増やします")


@dataclass(frozen=True, slots=True)
class WholePlan:
    """A plan, how it is set, and its records: desks as name and number, indicators as name, baseline and target."""

    plan: MadePlan
    habit: Habit
    seed: int
    desks: tuple[tuple[str, str], ...]
    indicators: tuple[tuple[str, float | None, float], ...]


def whole_plan(seed: int) -> WholePlan:
    """The plan of a seed: chapters of text and lists, a table of measures, one of indicators and one of desks."""
    words = Words(10_000 + seed)
    kind = words.random.choice(("地域福祉計画", "高齢者福祉計画", "障がい者計画"))
    blocks: list[Block] = [Heading("第1章　計画の策定にあたって", 1), Heading("1　計画策定の背景", 2), *_text(words, 4)]
    blocks += [Heading("2　計画の期間", 2), *_text(words, 2), Heading("第2章　施策の展開", 1)]
    for number, duty in enumerate(words.duties(3), start=1):
        blocks += [Heading(f"基本目標{number}　{duty}を進める", 2), *_text(words, 2)]
        blocks.append(Items(tuple(f"・{words.short()}" for _ in range(4))))
        rows = [("取組", "内容", "担当課")]
        rows += [(name, words.text(words.random.randint(1, 2)), words.office()) for name in words.duties(4)]
        blocks += [_table(rows, (1.4, 4, 1.3)), *_text(words, 1)]
    indicators, table = _indicators(words)
    blocks += [Heading("第3章　計画の推進", 1), Heading("1　成果指標", 2), *_text(words, 1), table, *_text(words, 2)]
    desks, table = _desks(words)
    blocks += [Heading("2　相談窓口", 2), *_text(words, 1), table]
    chance = words.random
    habit = Habit(
        font=chance.choice(FONTS), size=chance.choice((10.5, 11.0)), quarter=chance.random() < 0.5,
        justified=chance.random() < 0.5, repeat_header=chance.random() < 0.5, glyphs=chance.random() < 0.3,
        split_rows=False,
    )  # fmt: skip
    title = f"{words.town()}{kind}"
    aims = _aims(blocks)
    return WholePlan(MadePlan(title, tuple(blocks), title), habit, seed, desks, (*indicators, *aims))


def _aims(blocks: Sequence[Block]) -> Iterator[tuple[str, None, float]]:
    """What sentences say is to be reached."""
    for line in told(blocks):
        yield from ((aim[1], None, float(aim[2])) for aim in _AIM.finditer(line.text))


def _text(words: Words, count: int) -> list[Paragraph]:
    texts = [words.text(words.random.randint(2, 4)) for _ in range(count)]
    return [Paragraph(text, _readings(text) if words.random.random() < 0.2 else ()) for text in texts]


def _readings(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, reading) for word, reading in RUBY.items() if word in text)


def _table(rows: Sequence[tuple[str, ...]], widths: tuple[float, ...]) -> Table:
    return Table(tuple(tuple(map(Cell, row)) for row in rows), widths)


def _indicators(words: Words) -> tuple[tuple[tuple[str, float, float], ...], Table]:
    found: list[tuple[str, float, float]] = []
    rows = [("指標", "現状値（令和5年度）", "目標値（令和11年度）")]
    for duty in words.duties(6):
        name, unit = words.random.choice(
            ((f"{duty}の利用者数", "人"), (f"{duty}の実施か所数", "か所"), (f"{duty}の認知度", "%"))
        )
        now = words.random.randint(10, 60)
        goal = now + words.random.randint(1, 39)
        found.append((name, float(now), float(goal)))
        rows.append((name, f"{now}{unit}", f"{goal}{unit}"))
    return tuple(found), _table(rows, (3, 2, 2))


def _desks(words: Words) -> tuple[tuple[tuple[str, str], ...], Table]:
    found: list[tuple[str, str]] = []
    rows = [("窓口", "電話番号", "所在地", "担当地区")]
    for area in words.areas(6):
        name, phone = f"{area}地域包括支援センター", words.phone()
        found.append((name, phone))
        rows.append(
            (
                name,
                phone,
                f"{area}{words.random.randint(1, 9)}丁目{words.random.randint(1, 30)}番",
                f"{area}、{words.area()}",
            )
        )
    return tuple(found), _table(rows, (2.2, 1.4, 1.6, 1.4))
