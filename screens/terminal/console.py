"""The terminal as the program writes to it: no text of a document, a file's name or a question steers it."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderableType, RenderHook, RenderResult
from rich.segment import Segment

from corpus.text.steering import STEERING

# A blank for each, so that what is marked in a text stays where it is.
_BLANKS: Final = dict.fromkeys(STEERING, " ")


def open_console(*, stderr: bool = False, width: int | None = None) -> Console:
    """A console on standard output or error that prints every control character as a blank."""
    console = Console(stderr=stderr, width=width)
    console.push_render_hook(_Harmless())
    return console


def say(console: Console, sentence: str) -> None:
    """Print a sentence as it stands, unbroken."""
    sentence = sentence.encode("utf-8", "replace").decode("utf-8")  # a file's name may be no text at all
    console.print(sentence, highlight=False, markup=False, soft_wrap=True)


def shown(text: str) -> str:
    """``text`` with a blank for every character that would steer the terminal."""
    return text.translate(_BLANKS)


class _Harmless(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Shown(each) for each in renderables]


class _Shown:
    """Whatever it holds, with its text made harmless; the console's own codes for colours and bars pass."""

    def __init__(self, renderable: RenderableType) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        segments: Iterable[Segment] = console.render(self._renderable, options)
        for segment in segments:
            yield segment if segment.control else Segment(shown(segment.text), segment.style)
