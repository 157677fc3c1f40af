import pytest

from search.evidence.exact.things import Thing, things
from search.question.lexicon import Expansion
from search.question.query import Wanted


def wanted(text: str, *expansions: Expansion) -> Wanted:
    return Wanted(text, {}, {}, expansions)


@pytest.mark.parametrize(
    ("question", "names", "measure"),
    [
        pytest.param("生活保護受給者数", [{"生活", "保護", "受給"}], set(), id="the noun before 数"),
        pytest.param("避難行動要支援者の登録者数", [{"避難", "行動", "要", "支援"}], {"登録"}, id="plain words, one before"),
        pytest.param("全部で何か所か、児童館は", [{"児童", "館"}], set(), id="nothing before: what comes behind"),
        pytest.param("市民活動・ボランティアの登録団体数", [{"ボランティア"}, {"市民", "活動"}], {"登録", "団体"}, id="either"),
        pytest.param("サポーターの登録者数とチーム数", [{"サポーター"}], {"登録"}, id="the first of two"),
        pytest.param("養成講座を受けた人の数", [{"養成", "講座"}], set(), id="a verb is no noun"),
        pytest.param("困窮世帯向け学習支援教室の箇所数", [{"困窮", "向け", "学習", "支援", "教室"}, {"学習", "支援", "教室"}], set(), id="without whom it is for"),
        pytest.param("子ども食堂はいくつ", [{"子供", "食堂"}], set(), id="こども and 子ども alike"),
    ],
)  # fmt: skip
def test_what_a_question_counts(question: str, names: list[set[str]], measure: set[str]) -> None:
    found = things(wanted(question))[0]
    assert [set(name) for name in found.names] == names
    assert set(found.measure) == measure


def test_a_question_without_a_word_of_counting_is_about_its_last_noun() -> None:
    assert things(wanted("母がもらえる里親の手当")) == things(wanted("里親の手当はいくら"))


def test_a_question_without_a_noun_has_no_thing() -> None:
    assert things(wanted("どうしたらいいですか")) == ()


def test_plans_own_word_may_stand_for_the_thing() -> None:
    found = things(wanted("サ高住の累計戸数", Expansion("サ高住", ("高齢者向け住宅", "住まい"))))
    assert {"高齢", "向け", "住宅"} in found[0].names
    assert {"住まい"} not in found[0].names


def test_what_a_date_is_asked_of() -> None:
    asked = things(wanted("くらしの窓口の開設日"), dated=True)
    assert asked == (Thing((frozenset({"暮らし"}),), frozenset({"開設"}), "くらし", ""),)


def test_a_capacity_has_to_stand_by_its_figure() -> None:
    assert things(wanted("講座の定員は何人"))[0].literal == "定員"
