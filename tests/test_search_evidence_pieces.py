from search.evidence.pieces import pieces_of

PAGE = (
    "補聴器の購入費を助成します。\n対象とならないもの\n- 集音器\n- 受診費用、文書料\n- 助成を決める前に買った補聴器\n\n"
    "2 申請書類\n申請書、医師の意見書、印鑑と健康保険証のうつし\n\n申込みは随時です。"
)


def told(text: str) -> list[str]:
    return [" ".join(text[left:right].split()) for left, right in pieces_of(text)]


def test_the_items_of_a_list_are_told_together_under_their_label() -> None:
    assert told(PAGE) == [
        "補聴器の購入費を助成します。",
        "対象とならないもの - 集音器 - 受診費用、文書料 - 助成を決める前に買った補聴器",
        "2 申請書類 申請書、医師の意見書、印鑑と健康保険証のうつし",
        "申込みは随時です。",
    ]


def test_a_label_and_its_value_on_lines_of_their_own_are_told_together() -> None:
    assert told("第1期\n\n4月30日\n\n第2期\n\n7月31日\n納めるのは銀行です。") == [
        "第1期 4月30日 第2期 7月31日",
        "納めるのは銀行です。",
    ]


def test_rows_of_a_table_and_what_only_names_something_stay_alone() -> None:
    assert told("児童館の名\t児童館の所在地\n浜児童館\t浜町1-2\n山児童館\t山町3-4") == [
        "児童館の名 児童館の所在地",
        "浜児童館 浜町1-2",
        "山児童館 山町3-4",
    ]
    assert told("お知らせ") == []


def test_short_lines_are_told_together_up_to_two_hundred_characters() -> None:
    items = [f"・{number:02}番の会場はみなと公民館です" for number in range(1, 31)]
    together = told("\n".join(items))
    assert max(map(len, together)) <= 200
    assert " ".join(together) == " ".join(items)


def test_where_a_list_begins_anew_another_starts() -> None:
    assert told("持ち物\n・印鑑\n・健康保険証のうつし\n届ける所\n・健康課\n・各支所の窓口") == [
        "持ち物 ・印鑑 ・健康保険証のうつし",
        "届ける所 ・健康課 ・各支所の窓口",
    ]


def test_what_is_of_the_site_is_never_told() -> None:
    page = "トップ > くらし > ごみ > 粗大ごみの出し方\n更新日:2024年4月1日\n印刷用ページを表示する\n粗大ごみは電話で申し込みます。"
    assert told(page) == ["粗大ごみは電話で申し込みます。"]


def test_a_heading_with_one_arrow_is_of_the_page() -> None:
    assert told("令和5年度の目標値 > 令和8年度の目標値です。") == ["令和5年度の目標値 > 令和8年度の目標値です。"]
