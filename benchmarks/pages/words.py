"""Made-up Japanese of municipal plans, from a seed: no place, person or number in it is real."""

from random import Random
from typing import Final

_TOWNS: Final = ["白波市", "霞野町", "藤ノ瀬市", "月見沢町", "鳴沢原市", "千束谷町", "青嶺市", "苔川町"]
_AREAS: Final = ["東部", "西部", "南部", "北部", "中央", "浜手", "山手", "川上", "川下", "駅前", "旧市街", "高台"]
_GROUPS: Final = [
    "高齢者",
    "障がいのある人",
    "子育て世帯",
    "ひとり親家庭",
    "生活に困っている人",
    "介護者",
    "若者",
    "外国籍の住民",
]
_DUTIES: Final = [
    "見守り活動",
    "買い物支援",
    "居場所づくり",
    "配食サービス",
    "移動支援",
    "相談支援",
    "権利擁護",
    "災害時の避難支援",
    "介護予防教室",
    "認知症カフェ",
    "就労準備支援",
    "学習支援",
    "ボランティア養成",
    "福祉教育",
    "家計改善支援",
    "訪問支援",
]
_OFFICES: Final = [
    "福祉総務課",
    "高齢支援課",
    "障害福祉課",
    "子育て応援課",
    "健康づくり課",
    "地域包括ケア課",
    "生活支援課",
    "危機管理課",
]
_PEOPLE: Final = [
    "民生委員",
    "地域の協力員",
    "保健師",
    "社会福祉協議会の職員",
    "自治会の役員",
    "生活支援コーディネーター",
    "主任児童委員",
]
_DOES: Final = (
    "月に{n}回、{area}地区の{group}を訪ね、困りごとを聞いて窓口につなぎます",
    "令和{year}年度までに{duty}の拠点を{n}か所に増やします",
    "{area}地区では{duty}の担い手が{n}人で、前の年度より少なくなりました",
    "{duty}を知っている住民の割合は{share}%で、さらに周知が必要です",
    "{people}と{office}が年に{n}回、{area}地区の課題について話し合います",
    "{group}が住み慣れた地域で暮らし続けられるよう、{duty}を進めます",
    "アンケートでは{big}人のうち{share}%が「{duty}を利用したい」と答えました",
    "{office}は、{people}からの連絡を受けたときは{n}日以内に訪問します",
    "{duty}の利用者は延べ{big}人で、そのうち{group}が{share}%を占めます",
    "広報紙やホームページ、SNSを使って{duty}についてのお知らせを届けます",
    "{area}地区の集会所を借りて、{group}と{people}が集まる場を{n}回開きました",
)
_ENDS: Final = ("。", "。", "。", "(令和{year}年{n}月現在)。")
RUBY: Final = {
    "相談": "そうだん", "窓口": "まどぐち", "地域": "ちいき", "高齢者": "こうれいしゃ", "支援": "しえん", "福祉": "ふくし",
    "民生委員": "みんせいいいん", "訪問": "ほうもん", "課題": "かだい", "利用者": "りようしゃ", "保健師": "ほけんし",
    "介護者": "かいごしゃ", "若者": "わかもの", "住民": "じゅうみん", "連絡": "れんらく", "拠点": "きょてん",
}  # fmt: skip


class Words:
    """A speaker of municipal Japanese; the same seed says the same."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def town(self) -> str:
        """The name of a municipality."""
        return self.random.choice(_TOWNS)

    def area(self) -> str:
        """A district."""
        return self.random.choice(_AREAS)

    def areas(self, count: int) -> list[str]:
        """Districts, each another."""
        return self.random.sample(_AREAS, count)

    def duties(self, count: int) -> list[str]:
        """What a town does, each another."""
        return self.random.sample(_DUTIES, count)

    def duty(self) -> str:
        """Something a town does."""
        return self.random.choice(_DUTIES)

    def office(self) -> str:
        """A division of the town hall."""
        return self.random.choice(_OFFICES)

    def group(self) -> str:
        """Whom a plan is about."""
        return self.random.choice(_GROUPS)

    def phone(self) -> str:
        """A number that nobody has."""
        return f"000-{self.random.randint(100, 999)}-{self.random.randint(1000, 9999)}"

    def figure(self) -> str:
        """A number with its unit."""
        return f"{self.random.randint(12, 9800):,}{self.random.choice(('人', '件', '回', 'か所'))}"

    def sentence(self) -> str:
        """One sentence."""
        text = self.random.choice(_DOES) + self.random.choice(_ENDS)
        return text.format(
            n=self.random.randint(2, 48), area=self.area(), group=self.group(), duty=self.duty(),
            office=self.office(), people=self.random.choice(_PEOPLE), share=round(self.random.uniform(3, 96), 1),
            year=self.random.randint(4, 12), big=f"{self.random.randint(1000, 24000):,}",
        )  # fmt: skip

    def text(self, sentences: int) -> str:
        """Sentences in a row."""
        return "".join(self.sentence() for _ in range(sentences))

    def short(self) -> str:
        """A phrase for a cell or a card."""
        return f"{self.group()}の{self.duty()}を{self.random.choice(('広げる', '見直す', '続ける', '始める'))}"
