import time

import pytest

from corpus.fetching.page import Link, address_ending, documents_among, read_page
from corpus.fetching.signature import form_of, is_as_promised

HERE = "http://www.city.example/fukushi/index.html"


def links(html: str) -> list[tuple[str, str]]:
    return [
        (link.address.removeprefix("http://www.city.example"), link.text)
        for link in read_page(html.encode(), HERE).links
    ]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="a.pdf">計画</a>', ("/fukushi/a.pdf", "計画")),
        ("<A HREF='/a.pdf'> 第1章\n 総論 </A>", ("/a.pdf", "第1章 総論")),
        ('<a href="../a%20b.pdf#page=3"><img src="x.png" alt="概要版"></a>', ("/a%20b.pdf", "概要版")),
        ('<a href="計画.pdf">計画', ("/fukushi/%E8%A8%88%E7%94%BB.pdf", "計画")),
        ('<base href="/base/"><p><a href=a.pdf>計画</a>', ("/base/a.pdf", "計画")),
        ('<a href="a.pdf"><span>計画</span><script>x()</script></a>', ("/fukushi/a.pdf", "計画")),
        ('<a href="a.pdf?v=1&amp;w=2">計画</a>', ("/fukushi/a.pdf?v=1&w=2", "計画")),
        ("<a href=' a.pdf '>計画</a><a href='a.pdf'>もう一度</a>", ("/fukushi/a.pdf", "計画")),
    ],
)  # fmt: skip
def test_a_link_is_its_address_and_its_words(html: str, found: tuple[str, str]) -> None:
    assert links(html) == [found]


@pytest.mark.parametrize(
    "href",
    ["", "#top", "mailto:a@b.example", "javascript:void(0)", "tel:03", "http://", "http://[", "data:text/html,x"],
)
def test_what_leads_to_no_other_page_is_no_link(href: str) -> None:
    assert [
        address for address, _ in links(f'<a href="{href}">計画</a>') if not address.startswith("/fukushi/index.html")
    ] == []


def test_a_page_in_shift_jis_is_read() -> None:
    raw = '<html><meta charset="Shift_JIS"><a href="a.pdf">障害福祉計画</a>'.encode("cp932")
    assert [link.text for link in read_page(raw, HERE).links] == ["障害福祉計画"]


@pytest.mark.parametrize(
    "piece", ["<!--", "<a href=x>", "<![", "<a href='", "<script>", "<b>", "&#", "<table><td>", "\0"]
)
def test_no_page_takes_long(piece: str) -> None:
    began = time.monotonic()
    read_page(b"<html>" + piece.encode() * (2_000_000 // len(piece)), HERE)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("raw", [b"", b"   ", b"<", b"\xff\xfe", b"<html>", b"\0"])
def test_a_page_that_holds_nothing_has_no_links(raw: bytes) -> None:
    assert read_page(raw, HERE).links == ()


@pytest.mark.parametrize(
    ("address", "text", "ending"),
    [
        ("http://a.example/keikaku.PDF", "計画", ".pdf"),
        ("http://a.example/%E8%A8%88%E7%94%BB.pdf?v=2", "計画", ".pdf"),
        ("http://a.example/files/download/12", "計画書(PDF:2,345KB)", ".pdf"),
        ("http://a.example/dl.php?id=3", "計画書 [ワード形式:30KB]", ".docx"),
        ("http://a.example/x.xlsx", "PDF ではない表", ".xlsx"),
        ("http://a.example/reader.html", "PDFの開き方", None),
        ("http://a.example/pdf/", "PDF一覧", None),
        ("http://a.example/x", "pdfs", None),
        ("http://a.example/x.zip", "計画(まとめて)", None),
    ],
)
def test_a_document_is_known_by_its_address_or_else_by_its_name(address: str, text: str, ending: str | None) -> None:
    endings = [each for each in (".pdf", ".docx", ".xlsx") if list(documents_among([Link(address, text)], [each], ()))]
    assert endings == ([ending] if ending else [])


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"%PDF-1.4\n", "pdf"), (b"\n\n%PDF-1.7", "pdf"), (b"PK\x03\x04\x14", "zip"), (b"<!DOCTYPE html>", "html"),
        (b"\xef\xbb\xbf\r\n<html lang=ja>", "html"), (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', "html"),
        (b"<!-- a --><!-- b -->\n<HEAD>", "html"), (b"plan_id,file\n", "text"), ("計画".encode("cp932"), "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", None), (b"\x89PNG\r\n\x1a\n\0", None), (b"", None), (b" \n", None),
        (b"\x1f\x8b\x08\x00", None), (b"<!---->" * 140 + b"\x00", None),
    ],
)  # fmt: skip
def test_what_bytes_are_is_told_by_how_they_begin(head: bytes, form: str | None) -> None:
    assert form_of(head) == form


@pytest.mark.parametrize(
    ("address", "form", "kept"),
    [
        ("http://a.example/x.pdf", "pdf", True), ("http://a.example/x.pdf", "html", False), ("http://a.example/x.docx", "zip", True),
        ("http://a.example/x.docx", "pdf", False), ("http://a.example/x.csv", "text", True), ("http://a.example/x.csv", "html", False),
        ("http://a.example/x.html", "html", True), ("http://a.example/x.html", "pdf", True), ("http://a.example/x", "text", False),
        ("http://a.example/x", "pdf", True), ("http://a.example/x.php?f=a.csv", "html", True), ("http://a.example/x", None, False),
    ],
)  # fmt: skip
def test_an_address_that_names_a_type_is_held_to_it(address: str, form: str | None, kept: bool) -> None:
    assert is_as_promised(form, address_ending(address)) == kept
