"""Where the words of a passage stand in its text, as bytes: a search does not take apart what it shows."""

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from struct import calcsize, pack, unpack_from
from typing import Final

from corpus.text.folding import fold
from corpus.text.tokens import readable, tokenize

_HEAD: Final = "<cI"  # the kind of the numbers behind it, and how many they are
_BYTE_MAX: Final = 255


@dataclass(frozen=True, slots=True)
class Placed:
    """The words of a passage, as :func:`corpus.text.nouns.words` finds them."""

    words: Sequence[tuple[int, int, str]]  # the content words in order: start and end in the text, dictionary form
    others: Collection[str]  # what else stands in the passage or above it, in dictionary form

    @property
    def lemmas(self) -> frozenset[str]:
        """All of them in dictionary form."""
        return frozenset([lemma for _, _, lemma in self.words]).union(self.others)

    def where(self, lemmas: Collection[str]) -> list[tuple[int, int]]:
        """Where content words stand that have one of ``lemmas``, in any inflection: (start, end), in order."""
        return [(start, end) for start, end, lemma in self.words if lemma in lemmas]


def packed(text: str, above: Collection[str]) -> bytes:
    """The words of ``text``, less what the text itself tells of them; ``above`` are the lemmas of what it stands under."""
    folded = readable(fold(text))
    steps: list[int] = []  # from the end of one word to the start of the next, and to its end
    forms: list[str] = []
    own, others, last, place = set[str](), set(above), 0, 0
    for token in tokenize(folded):
        surface, lemma = token.surface, token.lemma
        start = folded.find(surface, place)
        if start < 0:
            continue
        place = start + len(surface)
        if token.content:
            steps.append(start - last)
            steps.append(place - start)
            forms.append("" if text[start:place].lower() == lemma else lemma)
            own.add(lemma)
            last = place
        else:
            others.add(lemma)
    others -= own
    kind = "B" if max(steps, default=0) <= _BYTE_MAX else "I"
    numbers = bytes(steps) if kind == "B" else pack(f"<{len(steps)}I", *steps)
    told = "\n".join((*forms, *sorted(others)))  # no token holds a line break
    return zlib.compress(pack(_HEAD, kind.encode(), len(steps)) + numbers + told.encode())


def unpacked(content: bytes, text: str) -> Placed:
    """The words of ``text`` that were :func:`packed`."""
    plain = zlib.decompress(content)
    kind, count = unpack_from(_HEAD, plain)
    numbers = f"<{count}{kind.decode()}"
    edges = list(accumulate(unpack_from(numbers, plain, calcsize(_HEAD))))
    forms = plain[calcsize(_HEAD) + calcsize(numbers) :].decode().split("\n")
    places = zip(forms, edges[::2], edges[1::2], strict=False)
    words = [(start, end, form or text[start:end].lower()) for form, start, end in places]
    return Placed(words, frozenset(filter(None, forms[len(words) :])))
