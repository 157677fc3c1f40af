"""Data that a page keeps in its own scripts and shows only where a browser runs them."""

from pathlib import Path

import pytest

from tests.test_corpus_readers_webpage import lines

NURSERIES = """
<h1>汐見町 子育てナビ</h1><p>町の保育園です。</p><h2>免責</h2><p>内容は変わることがあります。</p>
<script>
  // const OLD = [{ name: '旧園', phone: '1' }];
  const nurseries = [
    { id: 'a1', name: 'なぎさ保育園', address: '浜町2-1', hours: '7:00〜18:00<br>(延長19:00)', phone: '0467-45-2222', url: 'https://nagisa.example/' },
    { id: 'a2', name: "しおさい保育園", address: '港町3', phone: '0467-45-3333', },
  ];
  let shown = nurseries.filter((each) => each.name.includes(query)).map((each) => ({ label: each.name, icon: 'pin' }));
</script>
"""


def test_records_in_a_script_are_a_table_under_a_heading_of_their_own(tmp_path: Path) -> None:
    assert lines(tmp_path, NURSERIES)[4:] == [
        "このページのデータ",
        "名称\t所在地\t受付時間\t電話番号",
        "なぎさ保育園\t浜町2-1\t7:00〜18:00、(延長19:00)\t0467-45-2222",
        "しおさい保育園\t港町3\t\t0467-45-3333",
    ]


@pytest.mark.parametrize(
    ("script", "told"),
    [
        pytest.param(
            "var papers = {'会社勤め': '就労証明書', '自営業': '申告書の写し'}",
            ["会社勤め\t就労証明書", "自営業\t申告書の写し"],
            id="Japanese names and values",
        ),
        pytest.param(
            'window.data = {"groups": [{"title": "必要なもの", "items": [{"label": "申請書", "note": "窓口にあります"}, {"label": "印鑑", "note": ""}]}]}',
            ["名称\t備考", "申請書\t窓口にあります", "印鑑"],
            id="records inside a record",
        ),
        pytest.param(
            "x = [{name: '港園', tags: ['0歳から', '一時保育']}, {name: '浜園', tags: []}]",
            ["名称\ttags", "港園\t0歳から、一時保育", "浜園"],
            id="a list of words in a field",
        ),
        pytest.param("x = [{id: 1, icon: 'pin'}, {id: 2, icon: 'map'}]", [], id="nothing Japanese"),
        pytest.param("x = [{name: '【サンプル】書道教室', phone: '090-0000-0000'}, {name: '【サンプル】塾', phone: ''}]", [], id="samples"),
        pytest.param("t = {'ja': '日本語', 'en': 'English', 'menu': 'メニュー'}", [], id="words of the page's buttons"),
        pytest.param("x = [{name: '港園', phone: '1'", [], id="cut off"),
        pytest.param("'港'," + "[" * 100_000, [], id="brackets without end"),
        pytest.param("'港'," + '{"a":' * 50_000, [], id="braces without end"),
    ],
)  # fmt: skip
def test_only_data_that_tells_something_is_told(tmp_path: Path, script: str, told: list[str]) -> None:
    shown = lines(tmp_path, f"<h1>案内</h1><p>下をご覧ください。</p><script>{script}</script>")
    assert shown == ["案内", "下をご覧ください。", *(["このページのデータ"] if told else []), *told]


def test_what_the_page_shows_already_is_not_told_twice(tmp_path: Path) -> None:
    shown = "<table><tr><td>港園</td><td>45-1111</td></tr><tr><td>浜園</td><td>45-2222</td></tr></table>"
    script = "<script>const d = [{name:'港園',phone:'45-1111'},{name:'浜園',phone:'45-2222'},{name:'丘園',phone:'45-3333'}]</script>"
    assert lines(tmp_path, f"<h1>園</h1>{shown}{script}")[3:] == [
        "このページのデータ",
        "名称\t電話番号",
        "丘園\t45-3333",
    ]


def test_state_that_a_framework_keeps_as_json_is_read(tmp_path: Path) -> None:
    state = '{"props":{"items":[{"name":"こども課","tel":"45-1111"},{"name":"福祉課","tel":"45-2222"}]}}'
    html = f'<h1>窓口</h1><p>一覧</p><script id="__NEXT_DATA__" type="application/json">{state}</script>'
    assert lines(tmp_path, html)[2:] == ["このページのデータ", "名称\t電話番号", "こども課\t45-1111", "福祉課\t45-2222"]
