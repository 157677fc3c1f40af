import pytest

from search.question.audience import EVERYONE, GROUPS, Audience, audiences

CHILD, ELDER, DISABLED, FOREIGN = Audience.CHILD, Audience.ELDER, Audience.DISABLED, Audience.FOREIGN


@pytest.mark.parametrize(
    ("question", "groups"),
    [
        ("母の物忘れがひどい", {ELDER}),
        ("祖父が転んで歩けない", {ELDER}),
        ("両親のことが心配です", {ELDER}),
        ("父が退院します", {ELDER}),
        ("82歳で一人暮らし", {ELDER}),
        ("赤ちゃんの夜泣きがつらい", {CHILD}),
        ("息子が学校で友だちとうまくいかない", {CHILD}),
        ("近所の子が叩かれているみたい", {CHILD}),
        ("3歳の言葉が遅い", {CHILD}),
        ("車いすで暮らしています", {DISABLED}),
        ("耳が聞こえない", {DISABLED}),
        ("目が見えにくくなった", {DISABLED}),
        ("障がいのある息子のこと", {CHILD, DISABLED}),
        ("耳が聞こえない母", {ELDER, DISABLED}),
        ("ベトナム人です", {FOREIGN}),
        ("日本語が話せない隣の人", {FOREIGN}),
        pytest.param("子育て中の母です", {CHILD}, id="a mother who brings up a child"),
        pytest.param("母子家庭の支援", {CHILD}, id="母子 is no old mother"),
        pytest.param("ひとり親の手当", {CHILD}, id="ひとり親 is no old parent"),
        pytest.param("50歳の息子が働いていない", set(), id="a son of 50"),
        pytest.param("ひきこもりの娘", set(), id="a daughter who does not leave her room may be of any age"),
        pytest.param("家計が苦しい", set(), id="nobody's group"),
        pytest.param("先が見えない", set(), id="見えない without 目"),
        pytest.param("母国語の案内", set(), id="母国 is no mother"),
        pytest.param("中国地方の例", set(), id="a region of Japan"),
        pytest.param("椅子や帽子の寄付", set(), id="子 within a word"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_whom_a_question_is_about(question: str, groups: set[Audience]) -> None:
    assert audiences(question) & GROUPS == groups


@pytest.mark.parametrize(
    "question", ["赤ちゃんから高齢者まで", "誰でも使える場所", "障害の有無を問わず", "世代を問わず集う"]
)
def test_what_is_for_all_alike_is_for_everyone(question: str) -> None:
    assert audiences(question) == EVERYONE


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("私の介護", {Audience.SELF, ELDER}),
        ("弟が心配", {Audience.FAMILY}),
        ("汐見原に住む者ですが", {Audience.SELF}),
        ("主人公のまち", set()),
    ],
)
def test_who_asks_is_told_too(question: str, who: set[Audience]) -> None:
    assert audiences(question) == who
