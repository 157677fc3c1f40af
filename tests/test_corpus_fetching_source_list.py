from pathlib import Path

import pytest

from corpus.fetching.source_list import SourceList, read_list
from corpus.fetching.troubles import BadList

GOOD = """
[fetch]
contact = "fukushi@pref.example"
pause_seconds = 2
max_megabytes = 50
hosts = ["files.example"]

[[source]]
address = "https://www.city.kamakura.kanagawa.jp/fukushi/keikaku.pdf"
kind = "地域福祉計画"
period_start = 2024
published = 2024-03-01

[[source]]
address = "https://www.example.jp/plan/"
municipality = "神奈川県逗子市"
links = ["pdf", "docx"]
words = ["障害福祉"]

[[source]]
address = "https://www.example.jp/kouiki.pdf"
municipality_code = "990019"
prefecture = "架空県"
municipality = "汐見広域連合"
"""


def read(tmp_path: Path, text: str) -> SourceList:
    (tmp_path / "一覧.toml").write_text(text, encoding="utf-8")
    return read_list(tmp_path / "一覧.toml")


def test_a_list_says_where_what_and_whose(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    kamakura, zushi, union = found.sources
    assert kamakura.cells == {
        "municipality_code": "142042", "prefecture": "神奈川県", "municipality": "鎌倉市", "kind": "地域福祉計画",
        "period_start": "2024", "published": "2024-03-01",
    }  # fmt: skip
    assert (zushi.cells["municipality_code"], zushi.links, zushi.words) == ("142085", (".pdf", ".docx"), ("障害福祉",))
    assert union.cells == {"municipality_code": "990019", "prefecture": "架空県", "municipality": "汐見広域連合"}
    assert (found.limits.pause, found.limits.max_bytes, found.limits.contact) == (
        2.0,
        50_000_000,
        "fukushi@pref.example",
    )
    assert found.rules.hosts == {"files.example"} and found.rules.private == set()


ENTRY = '[[source]]\naddress = "https://www.city.kamakura.kanagawa.jp/a.pdf"\n'
WRONG = {
    "1 行目が TOML の書き方": "address = \n",
    "終わりのほうが TOML の書き方": "x = " + "[" * 5000,
    "1 つもありません": "",
    "「sources」という項目": '[[sources]]\naddress = "https://x.example/"\n',
    "1 行目: address がありません": '[[source]]\nmunicipality = "鎌倉市"\n',
    "2 行目の address が http か https の住所ではありません": '[[source]]\naddress = "ftp://a.example/"\n',
    "3 行目の adress という項目はありません": ENTRY + 'adress = "x"\n',
    "3 行目の municipality がどちらか分かりません(東京都府中市、広島県府中市)": ENTRY + 'municipality = "府中市"\n',
    "3 行目の municipality が見つかりません": ENTRY + 'municipality = "汐見原市"\n',
    "2 行目の address からは、どの市区町村か分かりません": '[[source]]\naddress = "https://x.example/"\n',
    '3 行目の links は ["…", "…"] の形': ENTRY + 'links = "pdf"\n',
    "3 行目の links に書けるのは pdf、docx、xlsx": ENTRY + 'links = ["exe"]\n',
    "3 行目の words は、links と一緒に": ENTRY + 'words = ["計画"]\n',
    "4 行目の title は文書ひとつのもの": ENTRY + 'links = ["pdf"]\ntitle = "計画"\n',
    "3 行目の kind の値が文字ではありません": ENTRY + "kind = true\n",
    "4 行目の address は、2 行目と同じ": ENTRY + ENTRY,
    "2 行目の pause_seconds は 0 から 60 まで": "[fetch]\npause_seconds = -1\n" + ENTRY,
    "2 行目の max_megabytes は 200 まで": "[fetch]\nmax_megabytes = 10000\n" + ENTRY,
    "2 行目の private_hosts は": '[fetch]\nprivate_hosts = ["http://a/"]\n' + ENTRY,
    "2 行目の hosts は": '[fetch]\nhosts = ["*.example"]\n' + ENTRY,
    "2 行目の contact は半角": '[fetch]\ncontact = "福祉課"\n' + ENTRY,
    "2 行目の retries という項目は": "[fetch]\nretries = 3\n" + ENTRY,
    "fetch は [fetch] と": "fetch = 3\n" + ENTRY,
    "1 件目: [[source]] の書き方": "source = [3]\n",
}


@pytest.mark.parametrize("said", WRONG)
def test_a_wrong_line_is_named(tmp_path: Path, said: str) -> None:
    with pytest.raises(BadList) as error:
        read(tmp_path, WRONG[said])
    first, *_ = lines = str(error.value).splitlines()
    assert said in "".join(lines) and first.startswith("一覧.toml: ")
    assert lines[-1].endswith("直してから、もう一度 fukushi fetch を実行してください。")


def test_all_wrong_lines_are_named_in_their_order(tmp_path: Path) -> None:
    text = "".join(["[fetch]\nfoo = 1\n", '[[source]]\naddress = "x"\nkind = []\n', ENTRY, '[[source]]\nkind = "x"\n'])
    with pytest.raises(BadList) as error:
        read(tmp_path, text)
    assert [line.split()[1] for line in str(error.value).splitlines()] == ["2", "4", "5", "8"]


def test_a_header_within_a_text_misleads_no_line(tmp_path: Path) -> None:
    with pytest.raises(BadList, match="1 件目の foo"):
        read(tmp_path, ENTRY + 'title = """\n[[source]]\n"""\nfoo = 1\n')


def test_a_list_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadList, match="見つかりません"):
        read_list(tmp_path / "nai.toml")
    (tmp_path / "sjis.toml").write_bytes('[[source]]\nmunicipality = "鎌倉市"\n'.encode("cp932"))
    with pytest.raises(BadList, match="UTF-8"):
        read_list(tmp_path / "sjis.toml")
