from search.ranking.diversity import demote_repeats, take_turns

CAFE = "認知症カフェを市内五か所で毎月一回開き、家族の相談にも応じます。"
CAFE_AGAIN = "(再掲)認知症カフェを市内五か所で毎月一回開き、\n 家族の相談にも応じます。"
SALON = "歩いて行ける公民館で住民が体操や茶話会のサロンを開きます。"
TAXI = "予約に応じて走る乗合タクシーを平日に三台運行します。"
TEXTS = {1: CAFE, 2: CAFE_AGAIN, 3: SALON, 4: TAXI}


def test_a_measure_printed_twice_does_not_follow_itself() -> None:
    assert demote_repeats([1, 2, 3, 4], TEXTS.get, 4) == [1, 3, 4, 2]


def test_the_better_of_two_repeats_stays() -> None:
    assert demote_repeats([2, 3, 1], TEXTS.get, 3) == [2, 3, 1]
    assert demote_repeats([2, 1, 3], TEXTS.get, 3) == [2, 3, 1]


def test_what_comes_after_the_wanted_number_is_left_as_it_is() -> None:
    assert demote_repeats([3, 1, 2, 4], TEXTS.get, 2) == [3, 1, 2, 4]


def test_a_repeat_is_shown_where_there_is_nothing_else() -> None:
    assert demote_repeats([1, 2], TEXTS.get, 10) == [1, 2]


def test_plans_that_share_a_phrase_are_no_repeats() -> None:
    texts = {
        1: "個別避難計画の作成を進めます。対象は286人です。",
        2: "個別避難計画の作成率は三割で、訓練を年二回行います。",
    }
    assert demote_repeats([1, 2], texts.get, 2) == [1, 2]


def test_texts_shorter_than_a_shingle_are_compared_whole() -> None:
    assert demote_repeats([1, 2, 3], {1: "見守り", 2: "見守り", 3: "配食"}.get, 3) == [1, 3, 2]


def test_nothing_stays_nothing() -> None:
    assert demote_repeats([], TEXTS.get, 5) == []
    assert take_turns([], {}) == []


def test_cities_take_turns_in_the_order_of_their_best_passage() -> None:
    city = {1: "鎌倉市", 2: "鎌倉市", 3: "逗子市", 4: "鎌倉市", 5: "逗子市"}
    assert take_turns([1, 2, 3, 4, 5], city) == [1, 3, 2, 5, 4]
