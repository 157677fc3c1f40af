import pytest

from corpus.records.desks.area import Area

# The three areas of 逗子市's centres: facts, printed with their commas, breaks and brackets as they are.
EAST = "桜山3・4・5丁目(35~37番、葉桜団地を除)、沼間、池子"
MIDDLE = "逗子、桜山1・2・5丁目35~37番、葉桜団地のみ、6~9丁目\n\n山の根、新宿1~3・4丁目1~5番(2番29~59号を除く)、\n\n6番38~42号、5丁目"
WEST = "久木、小坪、新宿4丁目2番29~59号、6~16番(6番38~42号を除く)"
PORT_EAST = "港町1～3丁目、4丁目1～12番(5番を除く)、貝寄町、白帆町1～2丁目"
PORT_CENTRE = "港町4丁目5番、4丁目13番以降、5丁目、鐘見町"


@pytest.mark.parametrize(
    ("address", "east", "middle", "west"),
    [
        ("桜山5丁目36番", False, True, False),
        ("桜山5丁目10番", True, False, False),
        ("桜山5丁目10番3号", True, False, False),
        ("葉桜団地", False, True, False),
        ("桜山5丁目 葉桜団地", False, True, False),
        ("桜山5丁目", None, None, False),
        ("桜山3丁目", True, False, False),
        ("桜山3丁目35番", True, False, False),  # the exclusion is of 5丁目
        ("桜山1丁目", False, True, False),
        ("桜山8丁目2番", False, True, False),
        ("桜山", None, None, False),
        ("新宿4丁目2番40号", False, False, True),
        ("新宿4丁目2番10号", False, True, False),
        ("新宿4丁目2番", False, None, None),
        ("新宿4丁目6番40号", False, True, False),
        ("新宿4丁目6番10号", False, False, True),
        ("新宿4丁目6番", False, None, None),
        ("新宿4丁目3番", False, True, False),
        ("新宿4丁目16番1号", False, False, True),
        ("新宿4丁目", False, None, None),
        ("新宿5丁目", False, True, False),
        ("新宿", False, None, None),
        ("久木", False, False, True),
        ("久木8丁目1番", False, False, True),
        ("小坪", False, False, True),
        ("山の根", False, True, False),
        ("沼間2丁目", True, False, False),
        ("池子字桟敷戸1892-2", True, False, False),
        ("逗子7丁目", False, True, False),
        ("披露山", False, False, False),
        ("", False, False, False),
    ],
)
def test_of_three_neighbouring_areas_each_knows_its_own_addresses(
    address: str, east: bool | None, middle: bool | None, west: bool | None
) -> None:
    assert [Area.parse(area).holds(address) for area in (EAST, MIDDLE, WEST)] == [east, middle, west]


@pytest.mark.parametrize(
    "address",
    [
        "新宿４丁目６番４０号",
        "新宿四丁目6番40号",
        "新宿4-6-40",
        "新宿４－６－４０",
        "新宿4丁目6-40",
        "新宿4の6の40",
        "逗子市新宿4-6-40",
        "神奈川県逗子市新宿4丁目6番40号",
        "逗子市 新宿4丁目6番40号",
        "新宿4丁目6番40号の者です",
    ],
)
def test_an_address_is_one_however_it_is_written(address: str) -> None:
    assert [Area.parse(area).holds(address) for area in (EAST, MIDDLE, WEST)] == [False, True, False]


def test_the_name_of_the_city_is_not_the_town_of_the_same_name() -> None:
    assert Area.parse(MIDDLE).holds("逗子市沼間2丁目") is False
    assert Area.parse(MIDDLE).holds("逗子市逗子5-4-33") is True


@pytest.mark.parametrize(
    ("area", "address", "belongs"),
    [
        (PORT_EAST, "港町2丁目", True),
        (PORT_EAST, "港町4丁目5番", False),
        (PORT_EAST, "港町4丁目6番1号", True),
        (PORT_EAST, "港町4丁目13番", False),
        (PORT_EAST, "港町4丁目", None),
        (PORT_EAST, "港町", None),
        (PORT_EAST, "白帆町3丁目", False),
        (PORT_EAST, "汐見原市貝寄町2番8号", True),
        (PORT_CENTRE, "港町4丁目5番", True),
        (PORT_CENTRE, "港町四丁目20番3号", True),
        (PORT_CENTRE, "港町4丁目12番", False),
        (PORT_CENTRE, "港町5丁目1番", True),
        (PORT_CENTRE, "港町3丁目", False),
        ("波織町(大字波織字奥山を除く)", "波織町3番", True),
        ("波織町(大字波織字奥山を除く)", "波織町", None),
        ("波織町(大字波織字奥山を除く)", "大字波織字奥山12", False),
        ("鳶ノ沢、大字波織字奥山", "波織字奥山", True),
        ("本郷地区(大字本郷字川向を除く)", "大字本郷字川向5番地", False),
        ("本郷地区(大字本郷字川向を除く)", "大字本郷120番地", True),
        ("風越地区、大字本郷字川向", "大字本郷字川向5番地", True),
        ("風越地区、大字本郷字川向", "大字本郷120番地", False),
        ("市内全域", "波織町", True),
        ("全地区", "波織町", True),
        ("町内全域(18歳未満)", "大字本郷", True),
        ("市内全域(港町3丁目を除く)", "港町3丁目2番", False),
        ("市内全域(港町3丁目を除く)", "港町", None),
        ("市内全域(港町3丁目を除く)", "鐘見町", True),
        ("港町を除く市内全域", "港町3丁目", False),
        ("港町1丁目(5番のみ)", "港町1丁目5番", True),
        ("港町1丁目(5番のみ)", "港町1丁目6番", False),
        ("港町(一部)", "港町3丁目", None),
        ("港町一部", "港町3丁目", None),
        ("上記以外", "港町", None),
        ("港町一・二丁目", "港町2丁目", True),
        ("港町一~十二丁目", "港町11丁目", True),
        ("港町1、2丁目", "港町1丁目", True),
        ("港町1丁目・3丁目", "港町3丁目", True),
        ("港町1丁目・3丁目", "港町2丁目", False),
        ("港町・鐘見町", "鐘見町", True),
        ("本町5番~8番", "本町7番", True),
        ("本町5~8番", "本町7-2", True),
        ("本町5~8番", "本町9-2", False),
        ("港町1丁目(1~9番(5番を除く)を除く)", "港町1丁目5番", True),
        ("港町1丁目(1~9番(5番を除く)を除く)", "港町1丁目4番", False),
        ("港町1丁目(1~9番(5番を除く)を除く)", "港町1丁目10番", True),
        ("港町1丁目(1~9番", "港町1丁目10番", None),  # the rest of the bracket is lost
        ("港町)、鐘見町", "鐘見町", True),
        ("", "港町", False),
    ],
)
def test_areas_in_the_shapes_that_cities_print(area: str, address: str, belongs: bool | None) -> None:
    assert Area.parse(area).holds(address) is belongs


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("港町四丁目五番", False),
        ("港町四丁目十二番", True),
        ("港町四丁目十三番一号", False),
        ("港町四丁目の三番", True),
        ("港町二丁目三十八番四号", True),
    ],
)
def test_block_and_house_numbers_are_read_in_kanji_too(address: str, inside: bool) -> None:
    assert Area.parse(PORT_EAST).holds(address) is inside


@pytest.mark.parametrize(
    ("area", "address", "inside"),
    [
        ("鐘見町百二十三番地以降", "鐘見町百三十番地", True),
        ("鐘見町百二十三番地以降", "鐘見町一二〇番地", False),
        ("六番町、二番館", "六番町", True),
        ("六番町、二番館", "二番館", True),
    ],
)
def test_kanji_are_numbers_where_they_count_and_names_elsewhere(area: str, address: str, inside: bool) -> None:
    assert Area.parse(area).holds(address) is inside


@pytest.mark.parametrize(
    ("area", "address", "holds"),
    [
        ("波止町1-3丁目", "波止町2丁目", True), ("波止町１－３丁目、椋本", "波止町4丁目", False), ("波止町1丁目2-3", "波止町1丁目5", False),
        ("波止町一丁目から三丁目まで", "波止町3丁目", True), ("波止町2丁目3番から9番まで", "波止町2丁目9番", True),
        ("波止町1、2、5丁目", "波止町3丁目", False), ("波止町1、2、5丁目", "波止町2丁目", True), ("波止町1,3,4~6丁目", "波止町5丁目", True),
        ("波止町、ただし4丁目を除く", "波止町4丁目2番", False), ("波止町（但し、3丁目を除く。）、椋本", "波止町3丁目", False),
        ("波止町(ただし2丁目5番を除く。)", "波止町2丁目6番", True), ("椋本 ただし沢谷は除く", "椋本3", True),
        ("波止町/椋本", "椋本2", True), ("波止町｜椋本", "椋本2", True), ("字沢谷", "沢谷12", True), ("大字沢谷字北", "沢谷12", False),
        ("藤ヶ谷", "藤が谷2", True), ("藤ケ谷", "藤ヶ谷2丁目", True), ("四ツ角町", "四ッ角町1", True), ("池ノ端", "池の端3", True),
        ("JR線以北", "波止町1", None), ("波止町(国道より西側)", "波止町1", None), ("波止町(国道より西側)", "椋本1", False),
        ("第二小学校区", "波止町1", None), ("東部圏域", "東部1", None), ("波止町の線路より南", "椋本1", False), ("（鉄道より東側）", "波止町1", None),
        ("北部自治会", "波止町1", None), ("波止町・椋本自治会", "波止町1", True),
    ],
)  # fmt: skip
def test_areas_are_read_as_they_are_spelt_and_what_no_address_tells_is_unknown(
    area: str, address: str, holds: bool | None
) -> None:
    assert Area.parse(area).holds(address) is holds
