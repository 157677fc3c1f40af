"""Pages, guidebooks and lists of questions -> the services in them: a name and labelled fields below it."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from .labels import APPLYING, Label, flowing_labels, label_of
from .naming import is_asked, is_service, name_in_question, name_of

_LINE: Final = re.compile(r"[^\n]+")
_LONG: Final = 150  # characters; a longer line may run many fields together
_NAMES: Final = 40  # lines before a label that may name the service
_DESK_LINES: Final = 6  # lines of a desk under お問い合わせ
_END: Final = re.compile(
    r"\s*(?:このページ|PDFファイルを|PDF形式|<この記事|=====|\[?←|より良いウェブ|アンケート|関連(?:リンク|情報|ページ|ファイル)|カテゴリ|---|\d{1,3}$|ダウンロード)"
)
_LISTED: Final = re.compile(
    r"[-・•◦※*○●◇■→]|[(][^()]{1,12}[)]|[0-9]{1,2}[.)]|[①-⑳]|[【\[]|[ア-コ] "
)  # a line of a list, or 【電話】
_FULL: Final = 35  # characters of a line that the paper broke off; a shorter one ended by itself
_ASKING: Final = re.compile(r"問い?合わ?せ|申込|申し込")


@dataclass(slots=True)
class Draft:
    """A service as it is being read: (name, role, start and end of its text) of each field."""

    name: str
    start: int
    end: int
    fields: list[tuple[str, str, int, int]] = field(default_factory=list)

    @property
    def is_service(self) -> bool:
        """Whether enough is said: two roles of its own, of which one is of applying, or whom to ask about it."""
        roles = {role for _, role, _, _ in self.fields} - {"aside"}
        asks = any(role == "desk" and _ASKING.search(name) for name, role, _, _ in self.fields)
        return len(roles - {"desk"}) >= 2 and (bool(roles & APPLYING) or asks)


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    labels: list[Label]
    name: str | None
    asked: bool


def page_services(flat: str, start: int, end: int, title: str | None) -> list[Draft]:
    """The services of ``flat[start:end]``, a folded text; ``title`` is the document's, which names one whose page has no
    heading.
    """
    found: list[Draft] = []
    lines = list(_lines(flat, start, end))
    for block in _blocks(lines):
        found.extend(_block_services(flat, block, title))
    return [draft for draft in found if draft.is_service]


def _lines(flat: str, start: int, end: int) -> Iterator[_Line]:
    for match in _LINE.finditer(flat, start, end):
        if not match[0].strip():
            continue
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        stop = match.start() + len(match[0].rstrip())
        if _END.match(match[0]):
            yield _Line(begin, stop, [Label("", "end", begin, stop)], None, False)
            continue
        asked = is_asked(match[0])
        label = None if asked else label_of(flat, begin, stop)
        labels = ([label] if label else []) + (flowing_labels(flat, begin, stop) if stop - begin > _LONG else [])
        name = name_in_question(match[0]) if asked else None if labels else name_of(match[0])
        yield _Line(begin, stop, labels, name, asked)


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The entries of a list of questions, each apart; else all lines together."""
    block: list[_Line] = []
    for line in lines:
        if line.asked and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _block_services(flat: str, lines: list[_Line], title: str | None) -> Iterator[Draft]:
    """A service for each name with labels below it.

    A label that comes again behind another name begins the next one, and so does any label behind a desk, with which
    what is said of a service ends. The document's title names the first alone.
    """
    reader = _Reader(flat, lines[0].asked, title)
    before = lines[0]
    for line in lines:
        for label in line.labels:
            reader.label(label, line)
        if not line.labels:
            reader.line(line, before)
        before = line
    reader.close(lines[-1].end)
    yield from reader.done


class _Reader:
    """What is open while the lines pass by: the service, its label, and the lines since that may name the next."""

    def __init__(self, flat: str, asked: bool, title: str | None) -> None:
        self.done: list[Draft] = []
        self._flat, self._asked, self._title = flat, asked, title
        self._draft: Draft | None = None
        self._open: Label | None = None
        self._names: deque[_Line] = deque(maxlen=_NAMES)
        self._seen: set[str] = set()
        self._lines = 0  # since the label

    def label(self, label: Label, line: _Line) -> None:
        """A label ends the field before it, and may begin the next service."""
        name = _named(self._names, self._asked)
        tells = label.role not in ("end", "aside", "desk")
        if self._draft is not None and tells:
            again = label.role in self._seen and name is not None and is_service(name.name or "")
            if again or "desk" in self._seen:
                self.close(name.start if name is not None else line.start)
        if self._draft is None:
            called = _called(name, self._title, self._asked) if tells else None
            if called is None:
                return
            begin = name.start if name is not None and name.name == called else line.start
            self._draft, self._title = Draft(called, begin, line.end), None
        else:
            self._end_field(label.start)
        self._open = None if label.role == "end" else label
        self._seen.add(label.role)
        self._names.clear()
        self._lines = 0

    def line(self, line: _Line, before: _Line) -> None:
        """A line without a label goes on with the field, or may name what follows."""
        self._lines += 1
        if line.name is not None:
            self._names.append(line)
        if self._open is not None and _ended(self._open, line, before, self._lines, self._flat):
            self._end_field(line.start)

    def close(self, stop: int) -> None:
        """End the open service."""
        self._end_field(stop)
        if self._draft is not None:
            self.done.append(self._draft)
        self._draft, self._seen = None, set()

    def _end_field(self, stop: int) -> None:
        """Give the open label its text, up to where the next begins."""
        label, self._open = self._open, None
        if label is None or self._draft is None:
            return
        body = self._flat[label.value : stop]
        start = label.value + len(body) - len(body.lstrip(" \n:。\t|"))
        end = label.value + len(body.rstrip(" \n\t|#*■◆【"))
        if start < end:
            self._draft.fields.append((label.name, label.role, start, end))
            self._draft.end = max(self._draft.end, end)


def _ended(label: Label, line: _Line, before: _Line, lines: int, flat: str) -> bool:
    """Whether the label's text ended before a line: a desk has few, and a text beside its label goes on only in a list."""
    if label.role == "desk" and lines > _DESK_LINES:
        return True
    beside = flat[label.value : flat.find("\n", label.start, line.start)].strip() != ""
    return beside and not _LISTED.match(flat, line.start, line.end) and before.end - before.start < _FULL


def _named(names: Sequence[_Line], asked: bool) -> _Line | None:
    """The line that names what follows: the last that is called like a service, else the first; of an entry its question."""
    if asked:
        return names[0] if names and names[0].asked else None
    return next((line for line in reversed(names) if is_service(line.name or "")), names[0] if names else None)


def _called(name: _Line | None, title: str | None, asked: bool) -> str | None:
    own = name.name if name is not None else None
    if asked or (own is not None and is_service(own)):
        return own
    titled = name_of(re.sub(r"[((][^()()]*[))]$", "", title)) if title else None
    return titled if titled is not None and is_service(titled) else None
