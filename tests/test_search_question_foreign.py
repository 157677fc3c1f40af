"""Questions in other languages and romaji are put in the words that plans use; Japanese ones stay as they are."""

from collections import Counter

import pytest

from search.question.danger.said import dangers
from search.question.foreign.places import with_names
from search.question.foreign.rendering import in_japanese
from search.question.foreign.romaji import hiragana, kana_of
from search.question.foreign.terms import folded, matched, terms
from search.question.lexicon import lexicon

LANGUAGES = ("en", "zh", "ko", "vi", "pt", "tl")


def test_each_language_has_at_least_150_terms_each_once_with_official_words_and_a_known_theme() -> None:
    rows = terms()
    counted = Counter(term.language for term in rows)
    assert set(counted) == set(LANGUAGES)
    assert min(counted.values()) >= 150
    assert max(Counter((term.language, folded(term.said)) for term in rows).values()) == 1
    assert all(all(term.official) and term.said for term in rows)
    assert {term.theme for term in rows} <= {entry.theme for entry in lexicon().entries}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("I have depression", ("うつ病",)),
        ("How much is a hearing aid?", ("補聴器", "費用はいくら")),
        ("我怀孕了,去哪里咨询?", ("妊娠", "相談窓口はどこ")),
        ("我懷孕了", ("妊娠",)),
        ("보청기 비용은 얼마예요", ("補聴器", "費用はいくら")),
        ("Mẹ tôi bị trầm cảm", ("うつ病",)),
        ("me toi bi tram cam", ("うつ病",)),
        ("Qual o telefone da creche?", ("保育所", "電話番号")),
        ("depressao", ("うつ病",)),
        ("Saan ang day service?", ("デイサービス", "窓口はどこ")),
    ],
)
def test_a_question_in_another_language_has_the_plans_words(question: str, words: tuple[str, ...]) -> None:
    rendering = in_japanese(question, ())
    assert all(word in rendering.text for word in words), rendering.text
    assert all(expansion.official for expansion in rendering.understood)
    assert rendering.understood


@pytest.mark.parametrize(
    "question",
    ["DVの相談", "DV", "NPO", "NPO法人", "ICTの活用", "DV 相談窓口", "相談窓口", "介護保険申請", "不登校", "総合的支援", "QOL向上", "ADHD支援",
     "how do I fix my bicycle", "how much is a bicycle", "Where is the station?", "PDCA", "2024"],
)  # fmt: skip
def test_japanese_and_what_is_not_understood_stay_as_they_are(question: str) -> None:
    assert in_japanese(question, ()).text == question


def test_terms_are_whole_words_and_the_longest_counts() -> None:
    assert [term.said for term in matched("After School care at the nursery school", ("en",))] == [
        "after school care",
        "nursery school",
    ]
    assert matched("parenthesis", ("en",)) == []


@pytest.mark.parametrize(
    ("written", "kana"),
    [("kaigo", "かいご"), ("shougai", "しょうがい"), ("syougai", "しょうがい"), ("gakkou", "がっこう"), ("shin'ya", "しんや"), ("sōdan", "そうだん"), ("matcha", "まっちゃ"), ("konnichi", "こんにち"), ("street", "")],
)  # fmt: skip
def test_romaji_in_hiragana(written: str, kana: str) -> None:
    assert kana_of(written) == kana


def test_only_what_reads_as_romaji_is_taken_for_it() -> None:
    assert hiragana("kaigo no soudan wa doko") == "かいご の そうだん は どこ"
    assert hiragana("haha ga boketekita") == "はは が ぼけてきた"
    assert hiragana("my mother needs care") == ""
    assert hiragana("NPO") == ""


@pytest.mark.parametrize("spelt", ["Otaru city", "Otaru-shi", "otaru City", "Ōtaru-shi"])
def test_a_municipality_in_latin_letters(spelt: str) -> None:
    assert with_names(f"I live in {spelt}.", ())[1] == ("小樽市",)
    assert with_names("I live in a small town with a date", ())[1] == ()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("I want to die", "自殺"), ("想死", "自殺"), ("죽고 싶어요", "自殺"), ("quero morrer", "自殺"), ("muốn chết", "自殺"),
        ("gusto ko nang mamatay", "自殺"), ("my husband hits me", "暴力"), ("남편이 저를 때려요", "暴力"),
        ("Alguém da família me bate", "暴力"), ("Estou sofrendo violência doméstica", "暴力"),
        ("家で 暴力を 受けて います。相談したい", "暴力"), ("ごはんを 三日 食べて いません", "食べ物"),
    ],
)  # fmt: skip
def test_danger_in_another_language_is_heard(question: str, kind: str) -> None:
    assert kind in dangers(question)


@pytest.mark.parametrize(
    ("question", "rendered"),
    [
        ("Where in 函館市 can I get advice about raising children?", "函館市の子育ての相談窓口はどこですか"),
        ("Ở 函館市, tôi có thể hỏi về nuôi dạy con ở đâu?", "函館市の子育ての窓口はどこですか"),
        ("O que fazer em 函館市 quando não consigo pagar o aluguel?", "函館市の住居確保給付金について知りたい"),
        ("Saan maaaring sumangguni tungkol sa kaigo sa 函館市?", "函館市の介護の相談窓口はどこですか"),
    ],
)
def test_a_city_in_kanji_does_not_make_a_question_chinese(question: str, rendered: str) -> None:
    assert in_japanese(question, ()).text == rendered


@pytest.mark.parametrize(
    ("question", "rendered"),
    [
        ("Qual é o telefone do clube (汐見児童館)?", "汐見児童館の電話番号は何番ですか"),
        ("请告诉我「こども女性相談課」的电话号码。", "こども女性相談課の電話番号は何番ですか"),
        ("「こども医療費」って何?", "「こども医療費」って何?"),
    ],
)
def test_a_japanese_name_that_was_copied_into_a_question_is_kept(question: str, rendered: str) -> None:
    assert in_japanese(question, ()).text == rendered
