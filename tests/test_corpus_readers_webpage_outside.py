from pathlib import Path

from corpus.about.metadata import find_metadata
from corpus.readers.webpage import read_webpage

PAGE = """<!DOCTYPE html><!-- saved from url=(0030)https://www.city.zushi.kanagawa.jp/a -->
<html><head><meta charset="utf-8"><title>配食サービス | 逗子市公式サイト</title>
<meta property="og:site_name" content="逗子市公式サイト"><meta name="author" content="逗子市">
<link rel="canonical" href="https://www.city.zushi.kanagawa.jp/haishoku.html"></head>
<body><main><h2>対象</h2><p>一人暮らしの方です。</p></main>
<footer><address>逗子市役所 逗子9丁目</address> Copyright Zushi City</footer></body></html>"""


def test_a_page_says_whose_it_is_around_its_content() -> None:
    [page] = read_webpage(Path("a.html"), PAGE.encode())
    assert page.outside.title == "配食サービス | 逗子市公式サイト"
    assert page.outside.site == ("逗子市公式サイト", "逗子市")
    assert page.outside.addresses == (
        "https://www.city.zushi.kanagawa.jp/haishoku.html",
        "https://www.city.zushi.kanagawa.jp/a",
    )
    assert page.outside.feet == ("逗子市役所 逗子9丁目 Copyright Zushi City",)
    assert "逗子市役所" not in page.text


def test_its_municipality_and_title_are_read_there() -> None:
    found = find_metadata(read_webpage(Path("a.html"), PAGE.encode())[0])
    assert found.municipality is not None
    assert (found.municipality.name, found.title) == ("逗子市", "配食サービス")


def test_a_long_foot_is_a_map_of_the_site() -> None:
    page = PAGE.replace("逗子市役所", "鎌倉市 " * 300)
    assert read_webpage(Path("a.html"), page.encode())[0].outside.feet == ()
