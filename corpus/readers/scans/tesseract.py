"""Tesseract, the program: whether it is here and knows Japanese, how to bring it, and many lines read in one run."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from .drawn import DPI

if TYPE_CHECKING:
    from .picture import Grey

_PROGRAM: Final = "tesseract"
LEVEL: Final = "jpn"
VERTICAL: Final = "jpn_vert"
FIGURES: Final = "eng"  # reads the commas of figures that stand alone, which the Japanese model takes for full stops
_ONE_LINE: Final = "7"  # --psm: the picture is one line
_ONE_BLOCK_DOWN: Final = "5"  # --psm: one block of vertical writing
_WORD: Final = "5"  # the level of a word in the table that it writes
_COMMANDS: Final = {
    "linux": "apt-get install tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert",
    "darwin": "brew install tesseract tesseract-lang",
    "win32": "winget install UB-Mannheim.TesseractOCR",
}


@dataclass(frozen=True, slots=True)
class Read:
    """What a line says, and how sure that is, from 0 to 1."""

    text: str
    confidence: float


class TooSlow(Exception):
    """A page was not read within its time."""


@cache
def can_read() -> bool:
    """Whether Tesseract is installed with the models that are used."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return False
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return {LEVEL, VERTICAL, FIGURES} <= set(listed.stdout.split())


def how_to_bring_it() -> str:
    """A sentence with the command that installs it on this machine."""
    command = _COMMANDS.get(sys.platform, _COMMANDS["linux"])
    return f"文字認識(OCR)で読むには、{command} を実行してから、もう一度 fukushi build を実行してください。"


def read_lines(lines: "Sequence[Grey]", language: str, seconds: float) -> list[Read]:
    """Each of ``lines``, pictures with white around their type, read by a model in one run of the program.

    Raises: TooSlow; OSError where the program cannot be run, or fails.
    """
    if not lines:
        return []
    pages = _as_tiff(lines)
    mode = _ONE_BLOCK_DOWN if language == VERTICAL else _ONE_LINE
    command = [_PROGRAM, "stdin", "stdout", "-l", language, "--psm", mode, "--dpi", str(DPI), "tsv"]
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # more of them wait for each other on lines so short
    try:
        made = subprocess.run(command, input=pages, capture_output=True, timeout=seconds, check=False, env=one_thread)
    except subprocess.TimeoutExpired as error:
        raise TooSlow from error
    if made.returncode:
        raise OSError(f"{_PROGRAM} {made.returncode}")
    return _by_line(made.stdout.decode("utf-8", "replace"), len(lines))


def _as_tiff(lines: "Sequence[Grey]") -> bytes:
    """Every line as a page of one file, which goes through a pipe: a process that is killed leaves nothing behind."""
    from PIL import Image

    first, *others = map(Image.fromarray, lines)
    file = BytesIO()
    first.save(file, "TIFF", save_all=True, append_images=others)
    return file.getvalue()


def _by_line(table: str, count: int) -> list[Read]:
    words: list[list[tuple[str, float]]] = [[] for _ in range(count)]
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text, place = row.get("text") or "", int(row["page_num"]) - 1
        if row["level"] == _WORD and text.strip() and 0 <= place < count:
            words[place].append((text.strip(), max(float(row["conf"]), 0.0) / 100))
    return [_joined(each) for each in words]


def _joined(words: Sequence[tuple[str, float]]) -> Read:
    """The words of a line put together: a blank is left only between two in Latin letters."""
    text = ""
    for word, _ in words:
        text += f" {word}" if text and _is_latin(text[-1]) and _is_latin(word[0]) else word
    letters = sum(len(word) for word, _ in words)
    return Read(text, sum(len(word) * sure for word, sure in words) / letters if letters else 0.0)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
