"""Which desk an address leads to: every town that a table of areas prints, asked for in everyday words.

``python -m benchmarks.routing`` reads the samples and, where they are at hand, the five plans and the documents of many
cities, asks of each town after the desks that print it, and writes the table of docs/benchmarks.md. Which desk is right is
known from the printed table, not from how the program reads it: a town's name stands in the areas of its desks alone.
"""

import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.shared import SHARED
from benchmarks.table import Table, publish
from corpus.about.sources import read_sources
from corpus.reading import Corpus, read_corpus
from corpus.records.desks.desk import Desk
from index.build import build_index
from search.answerer import Answerer
from search.searcher import Searcher

_HERE: Final = Path(__file__).parents[1]
_FOLDERS: Final = (
    ("samples", _HERE / "corpus" / "samples"),
    ("five plans", SHARED / "plans"),
    ("cities", SHARED / "cities"),
)
# What is asked of a kind of desk, by a word of its name; {place} is the municipality and the town.
_MATTERS: Final = {
    "包括支援": (
        "{place}に住む母の介護のことで、どこに電話すればいいですか", "{place} 物忘れの相談窓口", "{place}で一人暮らしの祖母が心配です。どこに相談しますか",
        "{place}です。父が歩けなくなって困っています。相談先を教えてください", "{place}の{kind}はどこ", "介護の相談 {place} 電話番号",
    ),
    "小学校": (
        "{place}に引っ越します。子どもが通う小学校の電話番号は", "{place} 校区の小学校はどこ", "{place}から通う小学校を教えてください",
        "{place}に住んでいます。うちの子の小学校に電話したい", "住所は{place}です。小学校はどこになりますか", "{place} 小学校 電話",
    ),
    "": (
        "{place} 担当の{kind}の電話番号", "{place}に住んでいます。{kind}はどこですか", "{place}を受け持つ{kind}に電話したい",
        "{place}の者です。{kind}の番号を教えて", "{kind} {place} 電話", "うちは{place}です。{kind}はどこになりますか",
    ),
}  # fmt: skip
_KIND: Final = re.compile(
    r"(?:子育て|地域|健康|福祉|保健|障害者|相談|総合|支援|包括|小|中)*(?:センター|支所|出張所|事務所|学校|窓口|相談室|保健所)"
)
_ASIDE: Final = re.compile(r"[(（][^()（）]*[)）]")
_TOWN: Final = re.compile(
    r"(?:大字|字)?(?P<name>[^\d０-９\s、,・。()（）〜～~]{2,10}?)(?=[0-9０-９一二三四五六七八九十]+(?:丁目|番|・|~|〜|～)|$)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a town, and the ids of the desks whose areas print it."""

    text: str
    right: frozenset[str]
    among: frozenset[str]  # the desks among which the area decides


def questions(corpus: Corpus) -> Iterator[Asked]:
    """Six questions on each town of each group of desks that have areas."""
    cities = {plan.id: plan.municipality or "" for plan in corpus.plans}
    groups: dict[tuple[str, str], list[Desk]] = defaultdict(list)
    for desk in corpus.of(Desk):
        if desk.areas and (kind := kind_of(desk.name)):
            groups[cities[desk.plan_id], kind].append(desk)
    for (city, kind), desks in groups.items():
        if len({desk.name for desk in desks}) > 1:
            among = frozenset(desk.name for desk in desks)
            for town, right in towns(desks).items():
                matters = next(rows for word, rows in _MATTERS.items() if word in kind)
                for matter in matters:
                    yield Asked(matter.format(place=f"{city}{town}", kind=kind), right, among)


def kind_of(name: str) -> str:
    """What the desk is, without its own name: 地域包括支援センター of 東部地域包括支援センター."""
    found = list(_KIND.finditer(_ASIDE.sub("", name)))
    return found[-1][0] if found else ""


def towns(desks: Sequence[Desk]) -> Mapping[str, frozenset[str]]:
    """The towns that the areas print, each with the names of the desks that print it."""
    printed: dict[str, set[str]] = defaultdict(set)
    for desk in desks:
        for area in desk.areas:
            for part in re.split(r"[、,，/／\n]", _ASIDE.sub("", area)):
                if found := _TOWN.match(part.strip()):
                    printed[found["name"]].add(desk.name)
    return {town: frozenset(names) for town, names in printed.items()}


def outcome(answerer: Answerer, asked: Asked) -> str:
    """What became of a question: the right desk first, another of its kind, a question back, or none of them."""
    answer = answerer.ask(asked.text)
    names = [choice.desk.name for choice in answer.desks if choice.desk.name in asked.among]
    if names:
        return "right" if names[0] in asked.right else "wrong"
    return "asked back" if answer.clarify is not None else "none"


def measure() -> Mapping[str, Sequence[Table]]:
    """Ask all questions of each folder that is there."""
    rows = []
    for name, folder in _FOLDERS:
        sources = folder / "sources.csv"
        if not sources.is_file():
            continue
        inner = [folder / each for each in ("corpus", "more") if (folder / each).is_dir()]
        corpus = read_corpus(inner or [folder], read_sources(sources))
        asked = list(questions(corpus))
        with tempfile.TemporaryDirectory() as place:
            build_index(Path(place), corpus, None)
            answerer = Answerer(Searcher.open(Path(place)))
            counts = Counter(outcome(answerer, each) for each in asked)
        rows.append((name, str(len(asked)), *(str(counts[key]) for key in ("right", "asked back", "none", "wrong"))))
    return {"routing": [Table(("areas of", "questions", "right", "asked back", "none", "wrong"), tuple(rows))]}


if __name__ == "__main__":
    raise SystemExit(publish(partial(measure), ("routing",)))
