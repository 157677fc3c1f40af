"""What every system is given: the passages that fukushi made of the documents, of which each indexes the same ones."""

import json
import pickle
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:  # other systems' processes need no reader of documents
    from corpus.reading import Corpus

PASSAGES: Final = "passages.jsonl"
CORPUS: Final = "corpus.pickle"
Found = list[tuple[str, str]]  # ids and texts of passages, best first
Ask = Callable[[str, int], Found]  # a question, and how many passages are wanted


class System(Protocol):
    """A way to index passages in a folder and to search them; its packages are imported only where it is used."""

    def builder(self, given: Path) -> Callable[[Path], None]:
        """Read the passages of ``given`` into memory; what comes back makes an index of them in a new folder."""
        ...

    def opened(self, index: Path) -> Ask:
        """Open what was built."""
        ...


@dataclass(frozen=True, slots=True)
class Searched:
    """A passage as other systems have it: its text, which they show, and that under its title and headings, which they search."""

    id: str
    plan_id: str
    record_id: str | None
    text: str
    searched: str


def write_given(folder: Path, corpus: "Corpus") -> None:
    """Write ``corpus`` for fukushi, and its passages that can answer for the others."""
    (folder / CORPUS).write_bytes(pickle.dumps(replace(corpus, problems=())))
    lines = (json.dumps(asdict(each), ensure_ascii=False) for each in searched(corpus))
    (folder / PASSAGES).write_text("\n".join(lines), encoding="utf-8")


def searched(corpus: "Corpus") -> Iterator[Searched]:
    """The passages that can answer, in order."""
    titles = {plan.id: plan.title or "" for plan in corpus.plans}
    for each in corpus.passages:
        if each.kind.answers:
            above = (titles[each.plan_id], *each.headings, *each.header)
            # The text of a record begins with its title.
            named = [part for part in above if part and not each.text.startswith(part)]
            yield Searched(each.id, each.plan_id, each.record_id, each.text, "\n".join((*named, each.text)))


def read_passages(folder: Path) -> list[Searched]:
    """What :func:`write_given` wrote for the others."""
    with (folder / PASSAGES).open(encoding="utf-8") as lines:
        return [Searched(**json.loads(line)) for line in lines]
