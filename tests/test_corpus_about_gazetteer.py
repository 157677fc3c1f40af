from corpus.about.gazetteer import Municipality, municipalities


def test_a_city_has_its_code_prefecture_and_reading() -> None:
    assert Municipality("142085", "神奈川県", "逗子市", "ずしし", None, "city.zushi.kanagawa.jp") in municipalities()


def test_a_code_keeps_its_leading_zero() -> None:
    assert [each.code for each in municipalities() if each.name == "鶴岡市"] == ["062031"]


def test_a_ward_of_a_designated_city_bears_the_name_of_its_city() -> None:
    wards = [each for each in municipalities() if each.name == "川崎市" and each.ward == "高津区"]
    assert [(ward.code, ward.prefecture, ward.kana) for ward in wards] == [("141348", "神奈川県", "かわさきし")]


def test_a_special_ward_of_tokyo_is_a_municipality_of_its_own() -> None:
    assert [(each.code, each.ward) for each in municipalities() if each.name == "世田谷区"] == [("131121", None)]


def test_two_cities_of_one_name_are_both_there() -> None:
    assert [each.prefecture for each in municipalities() if each.name == "府中市"] == ["東京都", "広島県"]


def test_every_code_is_unique_and_ends_in_its_check_digit() -> None:
    codes = [each.code for each in municipalities()]
    assert len(set(codes)) == len(codes) == 1916
    # 総務省: 11 less the rest of dividing by 11 the digits weighed 6 to 2; of a two-digit result, the last digit.
    for code in codes:
        weighed = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=False))
        assert int(code[5]) == (11 - weighed % 11) % 10, code
