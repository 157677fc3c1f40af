import re

import pytest

from search.question.danger.reading import danger_in
from search.question.danger.said import RULES, dangers
from search.urgent.helplines import MESSAGES, helplines, parse, urgent

DANGER: list[tuple[str, str]] = [
    ("死にたい", "自殺"),
    ("しにたいです", "自殺"),
    ("死にたくなるときがあります", "自殺"),
    ("もう死んでしまいたい", "自殺"),
    ("死んじゃいたい", "自殺"),
    ("死のうと思っています", "自殺"),
    ("死んだほうがいいのかな", "自殺"),
    ("死 に た い", "自殺"),
    ("死に\u200bたい", "自殺"),
    ("消えたい", "自殺"),
    ("消えてしまいたいです", "自殺"),
    ("いなくなりたい", "自殺"),
    ("生きていたくない", "自殺"),
    ("いきていたくありません", "自殺"),
    ("生きるのがつらいです", "自殺"),
    ("生きていても仕方がない", "自殺"),
    ("生きている意味がわからない", "自殺"),
    ("首をつるしかないと思う", "自殺"),
    ("首を吊ろうと考えています", "自殺"),
    ("自殺したい", "自殺"),
    ("友達が自殺しようとしています", "自殺"),
    ("じさつしたい", "自殺"),
    ("娘がリストカットをやめられない", "自殺"),
    ("息子が自傷を繰り返しています", "自殺"),
    ("薬をたくさん飲んでしまいました", "自殺"),
    ("友人が死にたいと言っていて心配", "自殺"),
    ("母が「消えてしまいたい」と泣いています", "自殺"),
    ("自殺を考えている夫にどう声をかければいいですか", "自殺"),
    ("屋上から飛び降りたい", "自殺"),
    ("死にたい。自殺対策の相談件数は?", "自殺"),
    ("死にたいけど相談件数が多くて電話がつながりません", "自殺"),
    ("死にたいと思って計画を立てました", "自殺"),
    ("いじめで死にたい", "子どもの自殺"),
    ("学校でいじめられて消えたいです", "子どもの自殺"),
    ("夫に殴られます", "暴力"),
    ("旦那になぐられた", "暴力"),
    ("彼氏に蹴られています", "暴力"),
    ("夫が暴力をふるう", "暴力"),
    ("夫の暴力から逃げたい", "暴力"),
    ("DVを受けています", "暴力"),
    ("友だちがDVを受けているみたい", "暴力"),
    ("妻に首を絞められました", "暴力"),
    ("首をしめられた", "暴力"),
    ("毎日たたかれています", "暴力"),
    ("息子の暴力に悩んでいます", "暴力"),
    ("夫 暴力 逃げたい", "暴力"),
    ("夫に殴られています。DV防止の計画はありますか", "暴力"),
    ("殺される", "命の危険"),
    ("夫に殺すと言われました", "命の危険"),
    ("監禁されています", "命の危険"),
    ("部屋に閉じ込められている", "命の危険"),
    ("父の意識がない", "命の危険"),
    ("意識がありません", "命の危険"),
    ("道で人が倒れている", "命の危険"),
    ("祖母が倒れています", "命の危険"),
    ("息をしていません", "命の危険"),
    ("介護に疲れて母を殺してしまいそう", "命の危険"),
    ("助けてください", "命の危険"),
    ("子どもを叩いてしまう", "児童虐待"),
    ("子どもをたたいてしまいました", "児童虐待"),
    ("イライラして子どもを叩きそうです", "児童虐待"),
    ("つい手をあげてしまう", "児童虐待"),
    ("隣の家から子どもの泣き声と怒鳴り声がします", "児童虐待"),
    ("近所の子どもが虐待されているかもしれない", "児童虐待"),
    ("虐待されています", "児童虐待"),
    ("虐待かもしれない", "児童虐待"),
    ("虐待じゃないかと心配です", "児童虐待"),
    ("虐待を通報したい", "児童虐待"),
    ("虐待に気づいたらどうすればいい", "児童虐待"),
    ("親に殴られる", "児童虐待"),
    ("お父さんにたたかれる", "児童虐待"),
    ("ママがぶたれたあとをかくしている。ママにぶたれた", "児童虐待"),
    ("子どもが一人で家に置き去りにされている", "児童虐待"),
    ("夜に子どもだけで家にいる", "児童虐待"),
    ("お年寄りが叩かれている", "高齢者・障害者虐待"),
    ("介護施設で母が叩かれているようです", "高齢者・障害者虐待"),
    ("介護に疲れて、母を叩いてしまいました", "高齢者・障害者虐待"),
    ("認知症の父に手をあげてしまいそうです", "高齢者・障害者虐待"),
    ("障害者虐待を見ました", "高齢者・障害者虐待"),
    ("作業所で障害のある人が殴られている", "高齢者・障害者虐待"),
    ("おばあちゃんが家族に虐待されているみたい", "高齢者・障害者虐待"),
    ("性的被害を受けました", "性被害"),
    ("レイプされた", "性被害"),
    ("痴漢にあいました", "性被害"),
    ("無理やり体を触られた", "性被害"),
    ("先生に胸を触られます", "性被害"),
    ("食べるものがない", "食べ物"),
    ("食べるものがありません", "食べ物"),
    ("何日も食べていない", "食べ物"),
    ("3日間何も食べていません", "食べ物"),
    ("今日の食事がない", "食べ物"),
    ("子どもに食べさせるものがない", "食べ物"),
    ("お金がなくてご飯が食べられない", "食べ物"),
    ("赤ちゃんのミルクが買えません", "食べ物"),
    ("今夜寝る所がない", "住まい"),
    ("今日泊まるところがありません", "住まい"),
    ("家を追い出された", "住まい"),
    ("アパートを追い出されそうです", "住まい"),
    ("住む家がなくなりました", "住まい"),
    ("車で寝泊まりしています", "住まい"),
    ("いえをおいだされた", "住まい"),
    ("シニタイ", "自殺"),
    ("自殺をほのめかすメールが来た", "自殺"),
    ("産後つらくて死にたい", "自殺"),
    ("もう全部終わりにしたい", "自殺"),
    ("夫が包丁を持っています", "命の危険"),
    ("お母さんが毎日たたく", "児童虐待"),
    ("親がご飯を食べさせてくれません", "児童虐待"),
    ("娘を叩きたくなります", "児童虐待"),
    ("隣から子どもを怒鳴る声", "児童虐待"),
    ("母が施設で縛られている", "高齢者・障害者虐待"),
    ("ヘルパーが母を叩いた", "高齢者・障害者虐待"),
    ("DV 相談したい", "暴力"),
    ("DVの相談はどこにすればいい", "暴力"),
    ("父が母を殴っています", "暴力"),
    ("お父さんに体をさわられる", "性被害"),
    ("裸の写真を送れと言われた", "性被害"),
    ("所持金が300円しかない", "食べ物"),
    ("お腹がすいて死にそう", "食べ物"),
    ("食べるものも寝る所もない", "住まい"),
]

QUIET: list[str] = [
    "自殺対策計画の策定",
    "自殺対策計画はいつ策定しましたか",
    "自殺死亡率の目標値",
    "自殺者数の推移を教えて",
    "自殺対策の取組",
    "自殺対策としてどんな事業をしたいと考えていますか",
    "自殺未遂者への支援",
    "自殺予防週間の啓発",
    "自死遺族支援",
    "自殺の統計",
    "死にたいと思ったことがある人の割合",
    "死にたいと考えたことがある市民は何人",
    "自殺したいと考えたことのある人の割合の推移",
    "リストカット対策",
    "若者のオーバードーズ防止",
    "自傷行為の予防",
    "ゲートキーパー養成講座の受講者数",
    "「死にたい」と言われたときの対応を学ぶ研修",
    "孤独死を減らす取組",
    "孤独死の件数",
    "虐待防止ネットワーク",
    "虐待相談件数は何件",
    "児童虐待防止の施策",
    "児童虐待相談対応件数の推移",
    "虐待を受けている子どもの割合",
    "虐待を受けた児童への支援",
    "虐待を受けた子どものための施設",
    "虐待に気づくための研修",
    "虐待を受けた子どもは何人いますか",
    "高齢者虐待防止の体制",
    "障害者虐待防止センターの役割",
    "障害者虐待の件数",
    "要保護児童対策地域協議会",
    "オレンジリボン運動とは",
    "DV相談件数",
    "DV防止基本計画",
    "DV被害者の自立支援の取組",
    "配偶者からの暴力を受けた人の割合",
    "配偶者暴力相談支援センターの設置",
    "配偶者等からの暴力の防止",
    "女性に対する暴力をなくす運動",
    "性暴力の根絶",
    "性犯罪・性暴力対策",
    "痴漢防止の啓発",
    "送迎バスの置き去り防止",
    "ホームレス自立支援計画",
    "ホームレスの数",
    "フードバンクの利用世帯数",
    "朝食を食べない子どもの割合",
    "子ども食堂の数",
    "避難所での車中泊への対応",
    "障害者が殺された事件を受けた取組",
    "死亡届の出し方",
    "必死に働いても保育料が高い",
    "首都圏の待機児童",
    "消えた年金の記録",
    "殴り書きのメモ",
    "火を消したいときの消火器の補助",
    "自殺の名所",
    "消えてほしい落書き",
    "死後の手続き",
    "死にたくない",
    "母がぼけてきた",
    "家賃が払えない",
    "里親になりたい",
    "子どもの予防接種",
    "夫が倒れたらどうなりますか",
    "父が脳梗塞で倒れたので介護保険を使いたい",
    "一人暮らしで倒れたときの見守り",
    "市民の防災意識がない",
    "地域の人に助け合いの意識がない",
    "赤ちゃんの夜泣きがひどい",
    "2歳の子が友だちを叩く",
    "子どもが野菜を食べない",
    "子どもを叩かない子育て",
    "子どもを一人で留守番させてもよいのは何歳から",
    "大丈夫ですか",
    "工夫に叩き台はありますか",
    "肩たたき券",
    "太鼓を叩く教室",
    "触られたくない子どもの感覚過敏",
    "居場所がない若者の支援",
    "学校に行きたくない",
    "ごみの出し方",
    "保育園に入りたい",
    "生活が苦しい",
    "介護がつらい",
    "仕事を辞めたい",
    "空き家がないか調べたい",
    "遊ぶ場所がない",
    "駐車場がない",
    "ボールを蹴る公園",
    "虐待の疑いがある場合の対応マニュアル",
    "面前DVの通告件数",
    "性暴力被害者支援ワンストップセンターの数",
    "家庭内暴力の相談体制",
    "職員への暴力・ハラスメント対策",
    "身体拘束をなくす取組",
    "時間に縛られない働き方",
    "木が倒れている",
    "熱中症で倒れた人の数",
    "何も食べてくれない1歳児",
    "嚥下が悪くてご飯が食べられない",
    "薬をたくさん飲んでいる高齢者",
    "赤ちゃんの泣き声で眠れない",
    "叩かない怒鳴らない子育て",
    "子どもに怒鳴ってしまう",
    "心中お察しします",
    "生きることの包括的支援",
    "暴力団排除",
    "児童虐待とは何ですか",
    "無料で泊まれる施設",
    "障害者が泊まる施設",
]

_PHONE = re.compile(r"110|119|189|#\d{4}|0120-\d{1,3}-\d{3,5}|0570-\d{3}-\d{3}")


@pytest.mark.parametrize(("question", "danger"), [pytest.param(q, d, id=f"{d}: {q}") for q, d in DANGER])
def test_words_of_danger_are_heard_and_answered_with_a_place_to_call(question: str, danger: str) -> None:
    assert danger in dangers(question)
    block = urgent(danger_in(question))
    assert block is not None
    assert 1 <= len(block.helplines) <= 4
    assert any(danger in line.serves.split("、") for line in block.helplines)


@pytest.mark.parametrize("question", [pytest.param(q, id=q) for q in QUIET])
def test_a_planners_question_and_ordinary_words_are_left_alone(question: str) -> None:
    assert dangers(question) == ()
    assert urgent(danger_in(question)) is None


@pytest.mark.parametrize(
    ("question", "found"),
    [
        pytest.param("父に殴られて死にたい", ("自殺", "児童虐待"), id="a parent's blows and a wish to die"),
        pytest.param("食べるものがないし今夜寝る所もない", ("住まい", "食べ物"), id="said the other way round"),
        pytest.param("殺される。死にたい。死にたい。", ("命の危険", "自殺"), id="said twice"),
    ],
)
def test_several_dangers_come_gravest_first_each_once(question: str, found: tuple[str, ...]) -> None:
    assert dangers(question) == found
    block = urgent(danger_in(question))
    assert block is not None
    assert block.message == MESSAGES[found[0]]


def test_the_aptest_line_of_each_danger_comes_before_the_second_of_any() -> None:
    block = urgent(danger_in("父に殴られて死にたい"))
    assert block is not None
    assert [line.phone for line in block.helplines] == ["0120-061-338", "189", "0120-279-338", "110"]


@pytest.mark.parametrize(
    ("question", "phones"),
    [
        ("意識がありません", ["119", "110", "#7119"]),
        ("死にたい", ["0120-061-338", "0120-279-338", "0120-783-556", "0570-783-556"]),
        ("虐待かもしれない", ["189", "110", "0120-99-7777", "0120-0-78310"]),
        ("夫に殴られます", ["110", "0120-279-889", "#8008", "#9110"]),
        ("痴漢にあいました", ["#8891", "#8103", "110", "0120-279-338"]),
        ("お年寄りが叩かれている", ["", "110", "#9110", "0120-279-338"]),
        ("今夜寝る所がない", ["", "0120-279-338"]),
    ],
)
def test_the_block_names_the_aptest_line_first(question: str, phones: list[str]) -> None:
    block = urgent(danger_in(question))
    assert block is not None
    assert [line.phone for line in block.helplines] == phones


def test_a_line_that_serves_two_dangers_stands_once() -> None:
    block = urgent(danger_in("食べるものがないし今夜寝る所もない"))
    assert block is not None
    assert [line.name for line in block.helplines] == [
        "市区町村の自立相談支援機関(生活困窮者の相談窓口)",
        "よりそいホットライン",
    ]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t\u3000", id="white space"),
        pytest.param("\x00\x1b\u200b\ufeff", id="control characters"),
        pytest.param("\ud800", id="a lone surrogate"),
        pytest.param("。。!?", id="punctuation"),
        pytest.param("介護" * 1000, id="2,000 characters"),
        pytest.param("子供を" * 667, id="2,000 characters of a beginning"),
        pytest.param("a" * 100_000, id="one endless word"),
        pytest.param("مرحبا 😀", id="another script"),
    ],
)
def test_whatever_is_typed_is_survived(question: str) -> None:
    assert urgent(danger_in(question)) is None


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("死に\x00たい", id="NUL inside"),
        pytest.param("\ud83d死にたい\udc00", id="surrogates around"),
        pytest.param("死\u202eにたい", id="text turned around"),
        pytest.param("介護" * 1000 + "。死にたい", id="after 2,000 characters"),
        pytest.param("死にたい" * 500, id="2,000 characters of it"),
        pytest.param("\n\n死にたい\r\n", id="line breaks around"),
    ],
)
def test_words_of_danger_are_heard_through_what_nobody_sees(question: str) -> None:
    assert dangers(question) == ("自殺",)


def test_every_danger_has_a_message_of_at_most_three_sentences_and_a_line() -> None:
    served = {danger for line in helplines() for danger in line.serves.split("、")}
    assert served == set(MESSAGES)
    assert [danger for danger, message in MESSAGES.items() if not 1 <= message.count("。") <= 3] == []


def test_every_phone_is_one_and_only_municipal_desks_have_none() -> None:
    assert [line.name for line in helplines() if line.phone and not _PHONE.fullmatch(line.phone)] == []
    assert all(line.name.startswith("市区町村の") for line in helplines() if not line.phone)
    phones = [line.phone for line in helplines() if line.phone]
    assert len(set(phones)) == len(phones)
    assert all(line.url == "" or line.url.startswith("https://") for line in helplines())


def test_no_row_claims_a_check_that_nobody_made() -> None:
    # Staff who fill in a date list the row here, with who checked it against what.
    assert [line.name for line in helplines() if line.checked_on is not None] == []


def test_a_date_that_staff_fill_in_is_told() -> None:
    header = "danger\tname\tphone\thours\turl\tchecked_on"
    (line,) = parse([header, "自殺\t窓口\t110\t24時間\t\t2026-04-01"])
    assert (line.serves, line.hours, line.checked_on) == ("自殺", "24時間", "2026-04-01")


def test_every_kind_of_danger_has_its_message() -> None:
    assert tuple(MESSAGES) == tuple(RULES)
