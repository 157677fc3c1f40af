"""Measures written as a numbered heading with labelled fields: 【内容】, 主な取組, 現状と課題, それぞれの取り組み."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .items import is_item, items, statements, without_bullet
from .labels import is_label, is_stop, numbered_title
from .parts import ROW_BREAK_MAX, Draft, Heading, Part, Row, Span, TextLine, closed_up, trimmed

_WHO: Final = re.compile(r".{1,20}(?:できること|取り?組み?|役割)")  # わたしたちにできること, 社協の取り組み
_SPLIT: Final = re.compile(r"実績|成果|結果")  # fields whose line may run several statements together
_INLINE: Final = re.compile(r"【(?P<name>[^】]{1,20})】(?P<gap>[ \t\u3000]*)(?=\S)")
_BRACKETED: Final = re.compile(r"[【■](?P<name>[^】■]{1,40})[】■]")
_ASIDE: Final = re.compile(r"◆|用語解説|※")  # a box beside the measure, or a note under it
_ITEM_RANK: Final = 70  # headings from here on are marks such as ○ and ①
_NAME_MAX: Final = 30  # characters of a title on a line of its own


def labelled_measures(parts: Sequence[Part], text: str) -> Iterator[Draft]:
    """The measures whose fields stand under labels, in the order of their headings.

    A numbered heading becomes a measure with its first labelled field. A label that comes again while two or more
    others are filled belongs to a measure whose heading was lost on the way from the page: that one is named after
    the heading around it and has no number. A label that comes again at once is a page's break in its field, and
    stays inside the field's text. Bullets and tables under ※ and ◆ are beside the measure and left out.
    """
    reader = _Reader(text)
    for place, part in enumerate(parts):
        resumes = isinstance(part, TextLine | Heading) and _row_resumes(parts, place)
        if isinstance(part, TextLine) or (isinstance(part, Heading) and resumes and reader.in_row(part)):
            reader.line(TextLine(part.start, part.end), resumes=resumes)
        elif isinstance(part, Heading):
            reader.heading(part)
        else:
            reader.row(part)
    reader.close()
    yield from sorted(reader.done, key=lambda draft: draft.start)


def _row_resumes(parts: Sequence[Part], place: int) -> bool:
    """Whether the table goes on right after the line, so that the line belongs to the row before it."""
    following = parts[place + 1 : place + 1 + ROW_BREAK_MAX]
    after = next((part for part in following if isinstance(part, Row) or _closes_table(part)), None)
    return isinstance(after, Row) and not after.is_header


def _closes_table(part: Part) -> bool:
    """Whether the part is a heading; ○ and ① between two rows are items of the first, though alone they are headings."""
    return isinstance(part, Heading) and part.rank < _ITEM_RANK


class _Reader:
    """What is open while the parts pass by: the headings, the measure, its label and the run of lines under it."""

    def __init__(self, text: str) -> None:
        self.done: list[Draft] = []
        self._text = text
        self._headings: list[Heading] = []
        self._measure: Draft | None = None
        self._rank = 0  # of the measure's heading
        self._label_rank: int | None = None  # of the headings that are its labels
        self._label: str | None = None
        self._row_label: str | None = None
        self._run: list[Span] = []  # the lines of one field
        self._listed = False  # whether the run began with a bullet or an item's number
        self._names: list[str] = []  # the labels of the measure, each once
        self._broken = False  # a page's break: what follows belongs to the run
        self._prose = False  # the field began with running text, so that a bare noun after it is a picture's caption

    def heading(self, heading: Heading) -> None:
        """A heading is a label, an item of the open field, the next measure, or the end of what is open."""
        words = self._text[heading.start : heading.end]
        if self._label_of(heading.start, heading.end, heading.rank):
            return
        inside = self._measure is not None and heading.rank > self._rank
        titled = numbered_title(words)
        if inside and self._label and (titled or is_item(words)) and not _ASIDE.match(words):
            self._flush()
            self._run, self._listed = [Span(heading.start, heading.end)], is_item(words)
            return
        self._end_label()
        while self._headings and self._headings[-1].rank >= heading.rank:
            self._headings.pop()
        self._headings.append(heading)
        if _ASIDE.match(words):
            return
        if not inside:
            self.close()
        if titled and 30 <= heading.rank < _ITEM_RANK and (not inside or not self._names):
            self._open(heading, *titled)

    def line(self, line: TextLine, *, resumes: bool) -> None:
        """A line is a label, the name of a measure whose heading has none, or text of the open field."""
        if self._measure is None:
            if (titled := self._demoted(line)) is not None:
                self._open(titled, *(numbered_title(self._text[line.start : line.end]) or ("", "")))
            return
        if self._row_label is not None and resumes:
            self._more_of_row(line)
            return
        words = self._text[line.start : line.end]
        if self._label_of(line.start, line.end, None):
            return
        if _ASIDE.match(words):
            if not words.startswith("用語解説"):
                self._end_label()
            return
        if self._label is None:
            if not self._measure.title and not self._names and len(words) <= _NAME_MAX and not words.endswith("。"):
                self._measure.title = words
            elif (titled := self._demoted(line)) is not None:
                self.heading(titled)
            return
        self._text_of_field(line, words)

    def in_row(self, heading: Heading) -> bool:
        """Whether a heading may be an item that a page cut off the row above."""
        return self._row_label is not None and not _closes_table(heading)

    def row(self, row: Row) -> None:
        """A row of two cells whose first names a field, or what someone does, is a field; others end the run."""
        self._flush()
        self._row_label = None
        if self._measure is None or row.names or len(row.cells) != 2:
            return
        name = closed_up(self._words(row.cells[0]))
        if self._names and _WHO.fullmatch(name):
            self._end_label()
            self._row_label = name
            self._names.append(name)
            self._measure.add(name, *items(self._text, row.cells[1].start, row.cells[1].end))

    def _more_of_row(self, line: TextLine) -> None:
        """What a page cut off a row: an item of its own, or the rest of the row's last one."""
        assert self._measure is not None and self._row_label is not None
        if is_item(self._text[line.start : line.end]) or not self._measure.fields:
            self._measure.add(self._row_label, *items(self._text, line.start, line.end))
        else:
            _, last = self._measure.fields.pop()
            self._measure.add(self._row_label, Span(last.start, line.end))

    def close(self) -> None:
        """End the open measure; one without a field was only a heading."""
        self._end_label()
        if self._measure is not None and self._measure.fields and self._measure.title:
            self.done.append(self._measure)
        self._measure, self._names, self._label_rank = None, [], None

    def _open(self, heading: Heading, number: str | None, title: str) -> None:
        self.close()
        self._measure = Draft(number or None, title, heading.start, heading.end)
        self._rank = heading.rank

    def _demoted(self, line: TextLine) -> Heading | None:
        """A heading that the outline made text, since its label is a heading of an outer rank."""
        words = self._text[line.start : line.end]
        if (
            numbered_title(words)
            and re.match(r"[(（]", words)
            and len(words) <= 60
            and not words.endswith(("。", "、"))
        ):
            return Heading(line.start, line.end, 60)
        return None

    def _label_of(self, start: int, end: int, rank: int | None) -> bool:
        """Take the line as a label, with the value that may stand behind it."""
        if self._measure is None:
            return False
        words = self._text[start:end]
        if (inline := _INLINE.match(words)) and ("\t" in inline["gap"] or is_label(inline["name"])):
            self._start_label(closed_up(inline["name"]), start)
            value = trimmed(self._text, start + inline.end(), end)
            split = statements if _SPLIT.search(inline["name"]) else items
            self._measure.add(closed_up(inline["name"]), *split(self._text, value.start, value.end))
            self._prose = True
            return True
        bracketed = _BRACKETED.fullmatch(words)
        name = bracketed["name"] if bracketed else re.sub(r"^[-－]\s+", "", words)
        if is_stop(name):
            self._end_label()
            return rank is None or rank > self._rank
        if not is_label(name):
            if bracketed:
                self._end_label()
            return False
        if rank is not None and rank <= self._rank:
            if self._names and self._label_rank != rank:
                return False
            self._label_rank = rank
        self._start_label(closed_up(name), start)
        return True

    def _start_label(self, name: str, start: int) -> None:
        assert self._measure is not None
        if name == self._label:
            self._broken = True
            return
        self._end_label()
        if name in self._names and len(self._names) > 1:
            around = next((each for each in reversed(self._headings) if each.rank < self._rank), None)
            words = self._text[around.start : around.end] if around else ""
            title = (numbered_title(words) or ("", words))[1]
            rank = self._rank
            self._open(Heading(start, start, rank), None, title)
        if name not in self._names:
            self._names.append(name)
        self._label, self._prose = name, False

    def _text_of_field(self, line: TextLine, words: str) -> None:
        item = is_item(words)
        if item and self._prose and re.match(r"[-－]", words) and not words.endswith("。"):
            self._end_label()  # pictures stand at the end of a field, and what follows them is no part of it
            return
        self._prose = self._prose or not item
        run_ended = bool(self._run) and self._listed and self._ended() and not self._broken
        if item or run_ended:
            self._flush()
        self._listed = self._listed if self._run else item
        self._run.append(Span(line.start, line.end))
        self._broken = False

    def _ended(self) -> bool:
        return self._words(self._run[-1]).endswith(("。", "）", ")"))

    def _flush(self) -> None:
        if self._run and self._measure is not None and self._label is not None:
            start, end = self._run[0].start, self._run[-1].end
            self._measure.add(self._label, without_bullet(self._text, start, end))
        self._run, self._broken = [], False

    def _end_label(self) -> None:
        self._flush()
        self._label = self._row_label = None

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]
