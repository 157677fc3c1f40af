"""The bed: what is on each of its documents and by which habit it is set. A third is kept apart, unseen while mending."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from .habit import FONTS, Habit
from .model import (
    Block,
    Cards,
    Cell,
    Chart,
    Columns,
    Heading,
    Items,
    MadePlan,
    PageBreak,
    Paragraph,
    Table,
    Vertical,
)  # fmt: skip
from .words import RUBY, Words

_EACH: Final = 3  # documents of a kind; the last is unseen


@dataclass(frozen=True, slots=True)
class Description:
    """A document of the bed: its kind, its content, how it is set."""

    kind: str
    plan: MadePlan
    habit: Habit
    seed: int
    unseen: bool

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.kind}-{self.seed}"


def descriptions() -> list[Description]:
    """Every document of the bed, the same ones each time."""
    found = []
    for number, (kind, (make, habit)) in enumerate(_KINDS.items()):
        for place in range(_EACH):
            seed = 100 * number + place
            words = Words(seed)
            blocks = make(words)
            title = f"{words.town()}第{words.random.randint(2, 8)}期{words.random.choice(('地域福祉計画', '高齢者福祉計画', '障がい者計画'))}"
            plan = MadePlan(title, blocks, title)
            found.append(Description(kind, plan, _varied(words, habit), seed, place == _EACH - 1))
    return found


def _varied(words: Words, habit: Habit) -> Habit:
    """The habit of a kind with the chances of everyday: type, size, rules, how it is drawn."""
    chance = words.random
    return replace(
        habit,
        font=chance.choice(FONTS),
        size=chance.choice((10.0, 10.5, 11.0, 12.0)),
        leading=chance.choice((1.5, 1.65, 1.8)),
        margin=chance.choice((56.0, 64.0, 72.0)),
        rules=chance.choice(("lines", "filled")),
        glyphs=habit.glyphs or chance.random() < 0.3,
        quarter=habit.quarter or chance.random() < 0.4,
        justified=habit.justified or chance.random() < 0.4,
        shuffled=habit.shuffled or chance.random() < 0.3,
        centred=chance.random() < 0.5,
        repeat_header=chance.random() < 0.5,
        number=chance.choice(("- {} -", "{}", "{}ページ")),
    )


def _paragraphs(words: Words, count: int) -> list[Block]:
    return [Paragraph(words.text(words.random.randint(2, 4))) for _ in range(count)]


def _running(words: Words) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("第1章　計画の策定にあたって", 1)]
    for number, title in enumerate(("計画策定の背景", "計画の位置づけ", "計画の期間", "策定の体制", "圏域の考え方"), 1):
        blocks += [Heading(f"{number}　{title}", 2), *_paragraphs(words, 5)]
    return tuple(blocks)


def _furigana(words: Words) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("わかりやすい版", 1)]
    for _ in range(8):
        text = words.text(2)
        blocks.append(Paragraph(text, tuple((word, reading) for word, reading in RUBY.items() if word in text)))
    return tuple(blocks)


def _two_columns(words: Words) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for duty in words.duties(3):
        sides = [(Heading(f"({side}) {words.duty()}", 3), *_paragraphs(words, 4)) for side in (1, 2)]
        blocks += [Heading(f"{duty}の現状", 2), Columns(sides[0], sides[1]), PageBreak()]
    return tuple(blocks[:-1])


def _columns_with_tables(words: Words) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for duty in words.duties(3):
        rows = (("地区", "人数"), *((area, words.figure()) for area in words.areas(4)))
        table = Table(tuple(tuple(map(Cell, row)) for row in rows), (1, 1))
        sides = [(*_paragraphs(words, 2), *((table,) if side else ()), *_paragraphs(words, 1)) for side in (0, 1)]
        blocks += [Heading(f"{duty}の取組", 2), Columns(sides[0], sides[1]), PageBreak()]
    return tuple(blocks[:-1])


def _vertical(words: Words) -> tuple[Block, ...]:
    kanji = str.maketrans("0123456789,.%()", "〇一二三四五六七八九、・割（）")
    texts = tuple(words.text(3).translate(kanji).replace("SNS", "交流サイト") for _ in range(5))
    return (Vertical(("ごあいさつ", *texts)), Heading("目次の前に", 2), *_paragraphs(words, 3))


def _merged(words: Words) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("成果指標の一覧", 1), *_paragraphs(words, 1)]
    for goal in words.duties(3):
        blocks += [Heading(f"{goal}の指標", 2)]
        head = (
            (Cell("基本目標", down=2), Cell("指標", down=2), Cell("実績", across=2), Cell("目標値", down=2)),
            (Cell("令和4年度"), Cell("令和5年度")),
        )
        body: list[tuple[Cell, ...]] = []
        for group in words.areas(2):
            for place in range(3):
                first = (Cell(f"{group}の支え合い", down=3),) if not place else ()
                figures = (Cell(words.figure()), Cell(words.figure()), Cell(words.figure()))
                body.append((*first, Cell(f"{words.duty()}の利用者数"), *figures))
        blocks.append(Table((*head, *body), (2, 3, 1.5, 1.5, 1.5)))
    return tuple(blocks)


def _wrapped(words: Words) -> tuple[Block, ...]:
    rows = [("事業名", "内容", "担当課", "電話番号")]
    rows += [(f"{duty}事業", words.text(1), words.office(), words.phone()) for duty in words.duties(9)]
    table = Table(tuple(tuple(map(Cell, row)) for row in rows), (1.4, 3.2, 1.1, 1.2))
    return (Heading("事業の一覧", 1), *_paragraphs(words, 1), table, *_paragraphs(words, 2))


def _over_pages(words: Words) -> tuple[Block, ...]:
    rows = [("取組", "内容", "担当課")]
    rows += [(duty, words.text(words.random.randint(3, 9)), words.office()) for duty in words.duties(12)]
    table = Table(tuple(tuple(map(Cell, row)) for row in rows), (1.3, 4.5, 1.3))
    return (Heading("取組の一覧", 1), *_paragraphs(words, 2), table, *_paragraphs(words, 1))


def _cards(words: Words) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number in (1, 2, 3):
        across = words.random.choice((2, 3))
        cards = tuple((duty, words.short(), f"担当　{words.office()}") for duty in words.duties(across * 2))
        blocks += [
            Heading(f"重点施策{number}", 2),
            *_paragraphs(words, 1),
            Cards(cards, across),
            *_paragraphs(words, 1),
        ]
    return tuple(blocks)


def _lists(words: Words) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number, duty in enumerate(words.duties(4), 1):
        marks = words.random.choice(("・", "○", "①②③④⑤⑥"))
        entries = (words.sentence() if words.random.random() < 0.6 else words.short() for _ in range(5))
        texts = tuple(f"{marks[place % len(marks)]}{text}" for place, text in enumerate(entries))
        blocks += [Heading(f"施策{number}　{duty}", 2), *_paragraphs(words, 1), Items(texts)]
    return tuple(blocks)


def _charts(words: Words) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number in (1, 2, 3):
        bars = tuple((area, words.random.randint(20, 900)) for area in words.areas(5))
        chart = Chart(f"図{number}　{words.duty()}の利用者数", bars, "人")
        blocks += [Heading(f"{number}　{words.duty()}の状況", 2), *_paragraphs(words, 2), chart, *_paragraphs(words, 1)]
    return tuple(blocks)


def _desks(words: Words) -> tuple[Block, ...]:
    rows = [(Cell("窓口"), Cell("担当地区"), Cell("所在地"), Cell("電話・FAX"))]
    for area in words.areas(7):
        near = f"{area}、{words.area()}"
        address = f"{words.town()}{area}{words.random.randint(1, 9)}丁目{words.random.randint(1, 30)}番{words.random.randint(1, 20)}号"
        phones = f"電話 {words.phone()}\nFAX {words.phone()}"
        rows.append((Cell(f"{area}地域包括支援センター"), Cell(near), Cell(address), Cell(phones)))
    return (Heading("相談窓口の一覧", 1), *_paragraphs(words, 1), Table(tuple(rows), (1.5, 1, 1.6, 1.4)))


def _edges(words: Words) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number in (1, 2, 3, 4):
        blocks.append(Paragraph(f"事業{number}では協力員{words.random.randint(10, 90)}人を置きます。"))
        blocks += [*_paragraphs(words, words.random.randint(3, 6)), PageBreak()]
    return tuple(blocks[:-1])


def _mixed(words: Words) -> tuple[Block, ...]:
    return (*_running(words)[:8], *_lists(words)[:6], *_wrapped(words)[:3], *_charts(words)[:4])


_PLAIN: Final = Habit()
_KINDS: Final[dict[str, tuple[Callable[[Words], tuple[Block, ...]], Habit]]] = {
    "running text": (_running, _PLAIN),
    "furigana": (_furigana, _PLAIN),
    "two columns": (_two_columns, _PLAIN),
    "two columns with tables": (_columns_with_tables, _PLAIN),
    "vertical": (_vertical, _PLAIN),
    "merged cells": (_merged, _PLAIN),
    "wrapped cells": (_wrapped, _PLAIN),
    "rows over pages": (_over_pages, _PLAIN),
    "cards": (_cards, _PLAIN),
    "lists": (_lists, _PLAIN),
    "charts": (_charts, _PLAIN),
    "desks": (_desks, _PLAIN),
    "text up to the edge": (_edges, Habit(edge=46.0)),
    "watermark": (_mixed, Habit(watermark="素案")),
    "sideways": (_mixed, Habit(sideways=True)),
    "turned by the viewer": (_mixed, Habit(rotated=True)),
    "letter-spaced digits": (_mixed, Habit(spaced_digits=True)),
    "quarter-em gaps": (_mixed, Habit(quarter=True)),
    "glyph by glyph, in no order": (_mixed, Habit(glyphs=True, shuffled=True)),
    "fonts without height": (_mixed, Habit(ascent_zero=True)),
}
