"""Which of very many names stand in a text, without asking for each of them."""

from collections.abc import Iterable


class Finder:
    """Names by their lengths; each leads to the numbers of those that bear it."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        """Take pairs of a name and a number; a name may have several numbers, and a number several names."""
        self._numbers: dict[str, list[int]] = {}
        for name, number in names:
            self._numbers.setdefault(name, []).append(number)
        self._lengths = sorted({len(name) for name in self._numbers})

    def within(self, *texts: str) -> list[int]:
        """The numbers of all names that stand in any of ``texts``, ascending."""
        known = self._numbers
        found = {
            name
            for text in texts
            for length in self._lengths
            for start in range(len(text) - length + 1)
            if (name := text[start : start + length]) in known
        }
        return sorted({number for name in found for number in known[name]})
