"""Looks for bytes that break a reader: ``python -m benchmarks.fuzz [pdf docx html] [--seconds 60]``, or ``make fuzz``.

atheris (libFuzzer) changes small files made here, led by which lines of the readers they reach. What is found is any exception
that is not the program's own, a crash, and a file that takes half a minute or 2 GB: in ``build/fuzz/found``, told at the end,
exit code 1. Mend it at its cause, and keep the smallest file that shows it as a case in the tests of its reader.
What it reached is kept in ``build/fuzz`` for the next run. It needs the extra ``fuzz``.
"""

import argparse
import subprocess
import sys
import traceback
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import FukushiError
from corpus.plan import Document

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "build" / "fuzz"
_LONGEST: Final = 64_000  # bytes of a file; longer ones are tried less often, and say no more (arbitrary)
_SLOWEST: Final = 30  # seconds; a document has 120
_MEMORY: Final = 2048  # MB
_BETWEEN: Final = b"\0"  # parts of a package; no XML has it

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_PARTS: Final = ("document", "styles", "numbering", "footnotes")

_BODY: Final = f"""<w:document {_W}><w:body>
<w:p><w:pPr><w:pStyle w:val="a"/><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>第1章 相談</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>見守り</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>
<w:p><w:r><w:t>窓口</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>
<w:p><w:ins><w:r><w:ruby><w:rt><w:r><w:t>かな</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>仮名</w:t></w:r></w:rubyBase></w:ruby>
<w:br/><w:tab/><w:sym w:char="F0B7"/></w:r></w:ins><w:sdt><w:sdtContent><w:r><w:t>欄</w:t></w:r></w:sdtContent></w:sdt></w:p>
</w:body></w:document>"""
_STYLES: Final = f"""<w:styles {_W}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/>
<w:basedOn w:val="b"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="b">
<w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style></w:styles>"""
_NUMBERING: Final = f"""<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimalFullWidth"/><w:lvlText w:val="第%1章"/></w:lvl></w:abstractNum><w:num w:numId="1">
<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num></w:numbering>"""
_NOTES: Final = f'<w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>'

_PAGES: Final = (
    "<html><head><meta charset=utf-8><title>窓口</title><base href='http://a.example/'></head><body><main><h1>相談</h1><p>見守り<br>"
    "を続けます。</p><table><tr><th rowspan=2>課<th colspan=2>電話<tr><td>福祉課<td>0000-00-1111</table></main><footer>市</footer>",
    "<ul role=tablist><li><a role=tab href='#t' aria-controls=t>子ども</a></ul><div id=t aria-labelledby=u><dl><dt>対象<dd>"
    "小学生</dl></div><details><summary>費用</summary>なし</details><pre>あ\nい</pre><span class=c>配食</span><span class=c>見守り</span>",
    '<script type="application/ld+json">{"@type":"Question","name":"費用は","acceptedAnswer":{"text":"なし"}}</script>'
    "<script>const a=[{name:'東保育所',phone:'0000-00-1111'},{name:'西保育所',phone:'0000-00-2222'}];</script><p>一覧です。",
    "<!DOCTYPE html><!-- saved from url=(0014)http://a.example --><meta http-equiv=content-type content='text/html;"
    "charset=shift_jis'><article><h2>&#x9AD9;&nbsp;齢</h2><ol><li>届け<ul><li>写し</ul></ol></article><template><p>型</template>",
)  # fmt: skip
_HTML_WORDS: Final = (
    "<table>", "<tr>", "<td>", "<th>", " rowspan=", " colspan=", "<li>", "<ul>", "<dl><dt>", "<dd>", "<h1>", "<br>", "<p>", "</p>",
    "<main>", "<article>", "<nav>", "<script>", "</script>", "<meta charset=", " role=tab", " id=", " href='#", "<ruby>", "<rt>",
    "<svg>", "<template>", "<![CDATA[", "<!--", "-->", "<?xml ", " encoding=", "utf-16", "euc-jp", "cp932", "utf-7", "&#", "&#x10FFFF;",
)  # fmt: skip
_DOCX_WORDS: Final = (
    "<w:p>", "</w:p>", "<w:r>", "<w:t>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:tcPr>", "<w:pPr>", "<w:numPr>", "<w:ilvl w:val=", "<w:numId w:val=",
    "<w:gridSpan w:val=", "<w:vMerge/>", "<w:basedOn w:val=", "<w:del>", "<w:ins>", "<w:txbxContent>", "<w:outlineLvl w:val=", "%1",
    "<w:numFmt w:val=", "aiueo", "iroha", "japaneseCounting", "chicago", "lowerRoman", "w:val=\"-1\"", "w:val=\"99999999999\"",
)  # fmt: skip
_PDF_WORDS: Final = (
    "BT", "ET", "Tf", "Tj", "TJ", "Td", "Tm", "Tr", "cm", "re", "m", "l", "S", "f", "q", "Q", "/MediaBox", "/Rotate", "/CropBox", "/Kids",
    "/Count", "/Parent", "/Type", "/Pages", "/Page", "/ToUnicode", "/W", "/Font", "/XObject", "/Contents", "obj", "endobj", "stream",
    "trailer", "/Root", "/Encrypt", "/Outlines", "/PageLabels", "/UserUnit", "1e9", "-1", "0 0 R",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A reader as a function of bytes, files to begin with, and words of its format."""

    read: Callable[[bytes], tuple[Document, ...]]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...]


def read_pdf(raw: bytes) -> tuple[Document, ...]:
    """A file's bytes, read."""
    from corpus.readers.pdf.document import read_pdf

    return read_pdf(Path("found.pdf"), raw)


def read_html(raw: bytes) -> tuple[Document, ...]:
    """A page's bytes, read."""
    from corpus.readers.webpage import read_webpage

    return read_webpage(Path("found.html"), raw)


def read_docx(raw: bytes) -> tuple[Document, ...]:
    """The parts of a package, or one as it is, read."""
    from corpus.readers.office.docx import read_docx

    return read_docx(Path("found.docx"), raw if raw.startswith(b"PK") else package(raw))


def package(parts: bytes) -> bytes:
    """The Word file of document, styles, numbering and footnotes, with a zero byte between them."""
    contents = dict(zip(_PARTS, parts.split(_BETWEEN), strict=False))
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{"document.main" if name == "document" else name}+xml"/>'
        for name in contents
    )
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in list(contents)[1:]
    )
    first = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        )
        out.writestr("_rels/.rels", f'<Relationships xmlns="{_RELATIONS}">{first}</Relationships>')
        out.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>')
        for name, content in contents.items():
            out.writestr(f"word/{name}.xml", content)
    return file.getvalue()


def _docx_seeds() -> Iterable[bytes]:
    parts = [each.encode() for each in (_BODY, _STYLES, _NUMBERING, _NOTES)]
    return (_BETWEEN.join(parts), parts[0], package(_BETWEEN.join(parts)))


def _pdf_seeds() -> Iterable[bytes]:
    """Uncompressed, so that what is changed is what is drawn."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    for draw in (_lines, _table, _turned):
        file = BytesIO()
        canvas = Canvas(file, pagesize=(300, 200), pageCompression=0, invariant=1)
        for number in (1, 2):
            canvas.setFont("HeiseiMin-W3", 10)
            draw(canvas)
            canvas.drawString(145, 10, f"- {number} -")
            canvas.showPage()
        canvas.save()
        yield file.getvalue()


def _lines(canvas: Canvas) -> None:
    for place, line in enumerate(("第1章 相談", "(1) 見守り", "声をかけ、安否を確かめます。", "1)令和6年度")):
        canvas.drawString(20 + 60 * (place % 2), 170 - 20 * place, line)


def _table(canvas: Canvas) -> None:
    canvas.grid([20, 100, 180, 260], [170, 150, 130, 110])
    for place, cell in enumerate(("区分", "R5", "R6", "配食", "10食", "12食", "見守り", "3件", "－")):
        canvas.drawString(24 + 80 * (place % 3), 155 - 20 * (place // 3), cell)


def _turned(canvas: Canvas) -> None:
    canvas.rotate(90)
    canvas.drawString(20, -40, "縦に置いた表")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(20, -60, "見えない字")


TARGETS: Final = {
    "pdf": Target(read_pdf, _pdf_seeds, _PDF_WORDS),
    "docx": Target(read_docx, _docx_seeds, _DOCX_WORDS),
    "html": Target(read_html, lambda: (each.encode() for each in _PAGES), _HTML_WORDS),
}


def hold(target: Target, raw: bytes) -> None:
    """Read, and let pass what the program says on purpose.

    Raises: whatever else is raised; what lines of this program raised themselves and a reader then told as damage to the file.
    """
    try:
        target.read(raw)
    except FukushiError as error:
        cause = error.__cause__
        if cause is not None and not isinstance(cause, FukushiError | RecursionError) and _is_ours(cause):
            raise cause from None


def _is_ours(error: BaseException) -> bool:
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and Path(frames[-1].filename).is_relative_to(ROOT / "corpus")


def _fuzz(name: str, options: list[str]) -> None:
    """In a process of its own, which libFuzzer ends."""
    import atheris

    with atheris.instrument_imports(include=["corpus.readers"]):
        import corpus.readers
        import corpus.readers.office.docx_numbering
        import corpus.readers.office.docx_text  # noqa: F401

    target = TARGETS[name]
    atheris.Setup([name, *options], lambda raw: hold(target, raw))
    atheris.Fuzz()


def _run(name: str, seconds: int) -> int:
    reached, found = FOLDER / name, FOLDER / "found"
    for folder in (reached, found):
        folder.mkdir(parents=True, exist_ok=True)
    target = TARGETS[name]
    for number, seed in enumerate(target.seeds()):
        (reached / f"seed-{number}").write_bytes(seed)
    words = FOLDER / f"{name}.dict"
    words.write_text("".join('"' + word.replace('"', '\\"') + '"\n' for word in target.words), encoding="utf-8")
    options = [
        f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-timeout={_SLOWEST}", f"-rss_limit_mb={_MEMORY}", f"-dict={words}",
        f"-artifact_prefix={found}/{name}-", "-verbosity=0", "-print_final_stats=1", str(reached),
    ]  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.fuzz", "--in-process", name, *options], cwd=ROOT
    ).returncode


def main() -> int:
    """Each reader in turn; 1 where something was found."""
    if sys.argv[1:2] == ["--in-process"]:
        _fuzz(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", help=f"of {', '.join(TARGETS)}; all where none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for each reader (default: 60)")
    given = parser.parse_args()
    if unknown := set(given.readers) - set(TARGETS):
        parser.error(f"no reader of {', '.join(sorted(unknown))}")
    broken = [name for name in given.readers or TARGETS if _run(name, given.seconds)]
    print(f"Found in {', '.join(broken)}: see {FOLDER.relative_to(ROOT)}/found." if broken else "Nothing was found.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
