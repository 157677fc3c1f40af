"""What readers said of passages and sentences that the program found: 2 answers, 1 speaks of the matter, 0 does not.

``short.jsonl`` and ``held.jsonl`` (every fourth question, from which nothing is learned) are short questions of five hands who
knew no document, each put to two municipalities, most of whose documents say nothing of it; ``near.jsonl`` has sentences that
were told as near, of own questions as they stand and put to another municipality. Places are offsets in a document's text as
it is read; ``texts.json`` has the digests of those texts.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.questions import text_digest
from corpus.passage import Passage
from index.catalog import Catalog

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Place:
    """A judged part of a document."""

    doc: str
    start: int
    end: int
    grade: int  # 0 to 2


@dataclass(frozen=True, slots=True)
class JudgedPlaces:
    """A question and what was said of what was found for it."""

    id: str
    query: str
    places: tuple[Place, ...]

    @property
    def group(self) -> str:
        """The same for one question put to several municipalities."""
        return self.id.removesuffix("-c").removesuffix("-p")

    def grade(self, passage: Passage) -> int | None:
        """The highest of what was judged in ``passage``; None where nothing was."""
        inside = [
            place.grade
            for place in self.places
            if place.doc == passage.plan_id and place.start < passage.end and passage.start < place.end
        ]
        return max(inside, default=None)


def read_judged(name: str, of: str, catalog: Catalog) -> Iterator[JudgedPlaces]:
    """The questions of one file over ``catalog``, without the places of documents that read otherwise than when judged.

    Args:
        name: "short", "held" or "near".
        of: "plans" (the five) or "cities".
        catalog: of an index that has them.
    """
    digests = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))
    same = {plan.id for plan in catalog.plans if digests.get(plan.id) == text_digest(catalog.text(plan.id))}
    for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = tuple(Place(**each) for each in row["judged"] if each["doc"] in same)
        if row["of"] == of and places:
            yield JudgedPlaces(row["id"], row["query"], places)
