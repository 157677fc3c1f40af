"""A PDF as it looks: pages drawn, and where quoted words are printed."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableDocument
from corpus.plan import text_digest
from corpus.readers.pdf.document import read_pdf
from corpus.readers.pdf.page import Box
from corpus.readers.pdf.viewing import Printed, draw, find_printed, rectangles

FONT = "HeiseiKakuGo-W5"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
PAGES = (
    ("第1章 相談", "市は、総合相談の窓口を一階に置きます。", "だれでも予約なしで相談できます。"),
    ("第2章 見守り", "民生委員が月に一度、お宅を訪ねます。"),
)


@pytest.fixture
def plan(tmp_path: Path) -> tuple[Path, str, str]:
    """A PDF of two pages, its text and the digest of its bytes."""
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=(400, 600))
    for lines in PAGES:
        for place, line in enumerate(lines):
            canvas.setFont(FONT, 12)
            canvas.drawString(50, 520 - 20 * place, line)
        canvas.showPage()
    canvas.save()
    (document,) = read_pdf(path, path.read_bytes())
    return path, document.text, hashlib.sha256(path.read_bytes()).hexdigest()


def found(plan: tuple[Path, str, str], words: str, tmp_path: Path) -> Printed:
    path, text, sha256 = plan
    start = text.index(words)
    return find_printed(start, start + len(words), text_digest(text), sha256, tmp_path / "scans", path)


def test_quoted_words_are_found_where_they_are_printed(plan: tuple[Path, str, str], tmp_path: Path) -> None:
    printed = found(plan, "窓口を一階に", tmp_path)
    ((page, (box,)),) = printed.pages
    assert (printed.certain, page) == (True, 1)
    before = len("市は、総合相談の")
    assert box.left == pytest.approx(50 + 12 * before, abs=2)
    assert box.right == pytest.approx(50 + 12 * (before + 6), abs=2)
    assert box.top < 600 - 500 < box.bottom + 3


def test_words_on_two_lines_have_a_rectangle_each(plan: tuple[Path, str, str], tmp_path: Path) -> None:
    path, text, sha256 = plan
    start, end = text.index("置きます"), text.index("予約")
    printed = find_printed(start, end, text_digest(text), sha256, tmp_path, path)
    assert [(page, len(boxes)) for page, boxes in printed.pages] == [(1, 2)]
    assert printed.on(2) == ()


def test_nothing_is_marked_where_the_file_gives_another_text(plan: tuple[Path, str, str], tmp_path: Path) -> None:
    path, text, sha256 = plan
    assert find_printed(0, 5, text_digest(text + "。"), sha256, tmp_path, path) == Printed(False)


def test_a_file_that_has_changed_is_neither_drawn_nor_searched(plan: tuple[Path, str, str], tmp_path: Path) -> None:
    path, text, sha256 = plan
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(UnreadableDocument):
        draw(1, sha256, path)
    with pytest.raises(UnreadableDocument):
        find_printed(0, 5, text_digest(text), sha256, tmp_path, path)


def test_a_page_is_drawn_whole(plan: tuple[Path, str, str]) -> None:
    path, _, sha256 = plan
    picture = draw(2, sha256, path)
    assert (picture.width, picture.height, picture.pages) == (400, 600, 2)
    image = Image.open(BytesIO(picture.png))
    assert image.size == (800, 1200)
    assert len(image.convert("L").getcolors() or ()) > 1  # something is printed on it
    for page in (0, 3):
        with pytest.raises(UnreadableDocument):
            draw(page, sha256, path)


def test_a_page_as_large_as_a_wall_is_drawn_small(tmp_path: Path) -> None:
    path = tmp_path / "wall.pdf"
    canvas = Canvas(str(path), pagesize=(14_000, 14_000))
    canvas.drawString(10, 10, "map")
    canvas.save()
    picture = draw(1, hashlib.sha256(path.read_bytes()).hexdigest(), path)
    assert max(Image.open(BytesIO(picture.png)).size) <= 1600


def test_characters_side_by_side_share_a_rectangle() -> None:
    row = [Box(x, 0, x + 10, 10) for x in (0, 10, 20)]
    assert list(rectangles([*row, None, Box(100, 0, 110, 10)])) == [Box(0, 0, 30, 10), Box(100, 0, 110, 10)]
    assert len(list(rectangles([*row, Box(0, 15, 10, 25)]))) == 2  # the next line of a cell
    assert len(list(rectangles([Box(0, y, 10, y + 10) for y in (0, 10, 20)]))) == 3  # vertical writing
