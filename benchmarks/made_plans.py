"""Made-up plans, of as many passages as are wanted: the load of a benchmark, not a test set. Nothing in them is true.

Structure and sentences are those of the samples (``corpus/samples_text`` and the text files of ``corpus/samples``), with
figures drawn anew; towns and names are those of real municipalities, so that a larger corpus has more words, as a real one has.
Every part of a plan that bears a number in brackets is one passage by its length, so that passages are counted as they are made.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.made_measures import CAME, HOW, WHAT, WHOM
from corpus.about.gazetteer import Municipality, municipalities
from corpus.about.sources import COLUMNS
from corpus.about.towns import towns_of
from corpus.text.sentences import sentence_spans

PASSAGES: Final = (300, 1000)  # of a plan, at least and at most
_CORPUS: Final = Path(__file__).parents[1] / "corpus"
_KINDS: Final = ("地域福祉計画", "障害者計画", "高齢者保健福祉計画", "こども計画", "総合計画", "健康増進計画")
_COUNTED: Final = (("参加者数", "人"), ("実施回数", "回"), ("相談件数", "件"), ("箇所数", "か所"), ("世帯数", "世帯"))
_SECTIONS: Final = 8  # parts of a section, and sections of a chapter; arbitrary
_FEWEST: Final = 4  # parts of a section: fewer may be one passage together
_MOST: Final = 430  # characters of a part: a longer one would be cut
_FIGURE: Final = re.compile(r"\d[\d,]*+(?:\.\d+)?+(?![年月日条時分歳(（)）])")  # may be another one
_LABEL: Final = re.compile(r"^(?:【.+?】\t|[①-⑳◇○・] ?|\(\d+\) )+")
# What speaks of the samples' own places.
_MADE: Final = re.compile(r"架空|見本|電話|汐見原|霧ヶ谷|鳥見野|日ノ谷|風早野|月守|https?:")


@dataclass(frozen=True, slots=True)
class MadePlan:
    """A plan as it would lie in a folder: a row of ``sources.csv`` and the text of its file."""

    id: str
    place: Municipality
    kind: str
    text: str
    passages: int

    @property
    def title(self) -> str:
        return f"{self.place.name}{self.kind}"

    @property
    def file(self) -> str:
        return f"{self.id}.txt"


@dataclass(frozen=True, slots=True)
class _Writer:
    """By what the parts of one plan are drawn."""

    chance: Random
    towns: Sequence[str]

    def town(self) -> str:
        return self.chance.choice(self.towns)

    def number(self, most: int = 4000) -> str:
        return f"{self.chance.randint(2, most):,}"

    def sentence(self) -> str:
        """A sentence of the samples with other figures, sometimes of a town."""
        said = _FIGURE.sub(self._redrawn, self.chance.choice(_sentences()))
        return f"{self.town()}では、{said}" if self.chance.random() < 0.3 else said

    def _redrawn(self, figure: re.Match[str]) -> str:
        return "".join(str(self.chance.randint(1, 9)) if digit.isdigit() else digit for digit in figure[0])


def plans(passages: int, seed: int = 0, a_plan: tuple[int, int] = PASSAGES) -> Iterator[MadePlan]:
    """Plans of exactly ``passages`` passages together, of municipalities in turn; the same for the same ``seed``.

    Each has ``a_plan`` passages (least, most), the last one as well what would be too little for another.
    """
    chance = Random(seed)
    places = [each for each in municipalities() if each.ward is None]
    chance.shuffle(places)
    left, number = passages, 0
    while left:
        place, kind = places[number % len(places)], _KINDS[(number + number // len(places)) % len(_KINDS)]
        own = chance.randint(*a_plan)
        own = own if left - own >= a_plan[0] else left
        writer = _Writer(chance, sorted(towns_of({place.code})) or [place.name])
        yield MadePlan(f"p{number:05}", place, kind, _text(place, kind, own, writer), own)
        left, number = left - own, number + 1


def write_plans(folder: Path, made: Iterator[MadePlan]) -> list[MadePlan]:
    """Write the files and ``sources.csv`` beside them; the plans, without their texts."""
    written = []
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(COLUMNS)
        for plan in made:
            (folder / plan.file).write_text(plan.text, encoding="utf-8")
            place = plan.place
            rows.writerow((plan.id, plan.file, place.code, place.prefecture, place.name, plan.title, plan.kind, "確定", 2024, 2029, "2024-03", ""))  # fmt: skip
            written.append(MadePlan(plan.id, place, plan.kind, "", plan.passages))
    return written


def questions(count: int, seed: int = 0) -> list[str]:
    """What might be asked of such plans, ``count`` different questions that name no municipality."""
    chance = Random(seed)
    forms = (
        "{}への{}について",
        "{}です。{}はありますか",
        "{}のための{}はどこで相談できますか",
        "{} {}",
        "{}の{}の利用者は何人ですか",
    )
    pairs = [(whom, what) for whom in WHOM for what in WHAT]
    return [chance.choice(forms).format(*pair) for pair in chance.sample(pairs, count)]


@cache
def _sentences() -> tuple[str, ...]:
    """The sentences of the samples that speak of no place, no desk and no file of theirs."""
    files = [*sorted((_CORPUS / "samples").glob("*.txt")), *sorted((_CORPUS / "samples_text").glob("*.txt"))]
    lines = [_LABEL.sub("", line) for file in files for line in file.read_text("utf-8").split("\n")]
    found = [line[start:end].strip() for line in lines if "\t" not in line for start, end in sentence_spans(line)]
    whole = [
        each for each in found if each.endswith("。") and all(each.count(a) == each.count(b) for a, b in ("「」", "()"))
    ]
    return tuple(dict.fromkeys(each for each in whole if 20 <= len(each) <= 150 and not _MADE.search(each)))


def _text(place: Municipality, kind: str, passages: int, writer: _Writer) -> str:
    """A cover, which is the first passage, then chapters of sections of parts."""
    parts = [_cover(place, kind, writer)]
    sections = max(1, (passages - 1 + _SECTIONS - _FEWEST) // _SECTIONS)
    for number in range(passages - 1):
        section = min(number // _SECTIONS, sections - 1)
        own = number - section * _SECTIONS
        if own == 0 and section % _SECTIONS == 0:
            parts.append(f"第{section // _SECTIONS + 1}章 {writer.chance.choice(WHAT)}")
        if own == 0:
            parts.append(f"第{section % _SECTIONS + 1}節 {writer.chance.choice(WHOM)}を支える取組")
        write = writer.chance.choices(tuple(_PARTS), tuple(_PARTS.values()))[0]
        parts.append(f"({own + 1}) {write(writer)}")
    return "\n\n".join(parts) + "\n"


def _cover(place: Municipality, kind: str, writer: _Writer) -> str:
    said = _told("", writer, 120)
    return f"{place.name}{kind}\n計画期間 2024(令和6)年度～2029(令和11)年度\n令和6年3月\n\n{said}"


def _told(beginning: str, writer: _Writer, least: int) -> str:
    """``beginning`` and sentences behind it, until there are ``least`` characters; never more than ``_MOST``."""
    while len(beginning) < least:
        if len(longer := beginning + writer.sentence()) <= _MOST:
            beginning = longer
    return beginning


def _prose(writer: _Writer) -> str:
    """A measure as running text."""
    title = f"{writer.chance.choice(WHOM)}への{writer.chance.choice(WHAT)}"
    how = "。".join(writer.chance.sample(HOW, 2))
    return _told(f"{title}\n\n{writer.town()}で{how}。", writer, writer.chance.randint(160, 330))


def _card(writer: _Writer) -> str:
    """A measure as the rows of a table."""
    whom, what = writer.chance.choice(WHOM), writer.chance.choice(WHAT)
    said = _told(f"{whom}のために{what}を進める。", writer, 120)
    return f"{what}\n\n事業名\t{whom}{what}事業\n担当課\t{writer.town()}福祉課\n事業内容\t{said}\n対象者\t{whom}、市内に住む{writer.chance.choice(WHOM)}"


def _reported(writer: _Writer) -> str:
    """A measure under labels, with what came of it."""
    came = writer.chance.choice(CAME).format(writer.number())
    how = writer.chance.choice(HOW)
    return f"{writer.chance.choice(WHOM)}の{writer.chance.choice(WHAT)}\n\n【内容】\t{_told('', writer, 70)}\n【効果】\t{how}。\n【実績】\t{came}。{_told('', writer, 30)}"


def _targets(writer: _Writer) -> str:
    """A table of indicators."""
    what = writer.chance.choice(WHAT)
    rows = [
        f"{what}の{counted}\t{writer.number()}{unit}\t{writer.number()}{unit}"
        for counted, unit in writer.chance.sample(_COUNTED, 4)
    ]
    head = f"{what}の評価指標\n\n{_told('', writer, 30)}\n\n指標\t現状値(令和5年度)\t目標値(令和11年度)"
    return "\n".join((head, *rows))


def _figures(writer: _Writer) -> str:
    """A table of years."""
    rows = [
        f"令和{year}年度\t{writer.number()}人\t{writer.number()}件\t{writer.number(90)}.{year}%" for year in range(1, 6)
    ]
    return "\n".join(
        (f"{writer.chance.choice(WHOM)}の動き\n\n{_told('', writer, 40)}\n\n年度\t人数\t件数\t割合", *rows)
    )


def _desk(writer: _Writer) -> str:
    """An office with what it does and how it is reached."""
    number = f"099-{writer.chance.randint(100, 999)}-{writer.chance.randint(1000, 9999)}"
    name = f"{writer.town()}相談支援センター"
    return f"{name}\n\n{_told('', writer, 60)}\n\n所在地 {writer.town()}{writer.chance.randint(1, 30)}番地\n電話 {number}\n受付時間 平日8時30分～17時15分"


# How often each kind of part comes, roughly as in the samples.
_PARTS: Final[dict[Callable[[_Writer], str], int]] = {_prose: 52, _card: 18, _reported: 12, _targets: 7, _figures: 6, _desk: 5}  # fmt: skip
