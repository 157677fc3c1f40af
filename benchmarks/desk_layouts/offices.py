"""Made-up offices: names, numbers, addresses, hours; nothing of a real document."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

_TOWNS: Final = [
    "港町",
    "浜町",
    "椋丘",
    "茅込",
    "鳶ノ沢",
    "貝寄町",
    "汐見",
    "霞台",
    "月見台",
    "環濠",
    "日ノ谷",
    "奥霞",
    "柳橋",
    "桜堤",
    "青葉野",
    "宮前",
    "若葉台",
    "北潟",
    "南潟",
    "野々原",
    "大平",
    "小森",
    "上条",
    "下条",
    "東雲台",
    "みどり野",
    "あさひ台",
    "西ヶ原",
    "三条浦",
    "一本松",
]
_OWN: Final = [
    "しおさい",
    "かもめ",
    "なぎさ",
    "はまなす",
    "こだま",
    "つむぎ",
    "かざぐるま",
    "ひだまり",
    "いぶき",
    "もくれん",
    "すずかけ",
    "たんぽぽ",
    "コスモス",
    "スマイル",
    "ハーモニー",
    "のぞみ",
    "双葉",
    "若草",
    "青松",
    "白樺",
    "陽光",
    "和み",
    "ゆうゆう",
    "にこにこ",
    "ぽっかぽか",
    "とことこ",
    "ひなた",
    "あすなろ",
    "せせらぎ",
    "みらい",
]
_KINDS: Final = [
    "地域包括支援センター",
    "保育園",
    "幼稚園",
    "認定こども園",
    "児童館",
    "子育て支援センター",
    "相談支援センター",
    "公民館",
    "図書館",
    "診療所",
    "クリニック",
    "助産院",
    "薬局",
    "障害者就労支援センター",
    "保健センター",
    "学童クラブ",
    "児童クラブ",
    "特別養護老人ホーム",
    "デイサービスセンター",
    "訪問看護ステーション",
    "ケアセンター",
    "相談室",
    "福祉作業所",
    "小学校",
    "出張所",
    "支所",
    "交流プラザ",
    "若者サポートステーション",
    "消費生活センター",
    "男女共同参画センター",
    "子育てサロン",
    "コミュニティセンター",
    "歯科医院",
    "生活支援ハウス",
    "集会所",
]
_DEPARTMENTS: Final = [
    "福祉部",
    "健康福祉部",
    "こども未来部",
    "市民部",
    "保健福祉部",
    "市民生活部",
    "教育部",
    "健康こども部",
    "総務部",
]
_SECTIONS: Final = [
    "福祉課",
    "高齢福祉課",
    "障害福祉課",
    "こども課",
    "子育て支援課",
    "保育課",
    "健康推進課",
    "国保年金課",
    "介護保険課",
    "生活援護課",
    "課税課",
    "納税課",
    "市民課",
    "環境課",
    "社会福祉課",
    "長寿課",
    "地域共生推進室",
    "危機管理室",
    "学校教育課",
    "収集業務課",
    "まちづくり課",
]
_GROUPS: Final = [
    "庶務係",
    "相談係",
    "給付係",
    "認定係",
    "保健係",
    "障害福祉係",
    "手当担当",
    "母子保健担当",
    "保育グループ",
    "家庭係",
    "管理係",
    "医療係",
    "推進係",
    "窓口担当",
    "支援班",
]
_CORPORATE: Final = ["社会福祉法人", "NPO法人", "医療法人", "社会福祉法人 潮会", "株式会社", "一般社団法人"]
_CODES: Final = ["03", "06", "045", "0467", "0123", "0986", "052", "04-", "022", "0575"]


@dataclass(frozen=True, slots=True)
class Office:
    """One made-up office."""

    name: str
    phone: str
    fax: str
    address: str
    hours: str
    areas: str


def offices(random: Random, count: int) -> list[Office]:
    """``count`` offices of one list: their names are of one kind, their numbers written in one way."""
    style = random.choice(
        [
            "section",
            "group",
            "department",
            "kind",
            "kind",
            "kind_first",
            "own",
            "mixed",
            "brackets",
            "spaced",
            "counsel",
        ]
    )
    number = _numbers(random)
    kind = random.choice(_KINDS)
    found: dict[str, Office] = {}
    while len(found) < count:
        name = _name(random, style, kind if random.random() < 0.7 else random.choice(_KINDS))
        phone, fax = number(), number()
        found.setdefault(name, Office(name, phone, fax, _address(random), _hours(random), _areas(random)))
    return list(found.values())


def _name(random: Random, style: str, kind: str) -> str:
    town, own = random.choice(_TOWNS), random.choice(_OWN)
    section, group = random.choice(_SECTIONS), random.choice(_GROUPS)
    return {
        "section": section,
        "group": f"{section}{random.choice(['', ' ', '　'])}{group}",
        "department": f"{random.choice(_DEPARTMENTS)}{random.choice([' ', '　', ''])}{section}",
        "kind": f"{random.choice(['', '', '市立', '汐見原市'])}{town}{kind}",
        "kind_first": f"{kind}{random.choice(['', ' ', '　'])}{own}",
        "own": f"{own}{random.choice(['', '', '苑', 'の家', '荘', 'の里', 'ひろば', 'ハウス', 'ルーム'])}",
        "mixed": random.choice([section, f"{town}{kind}", f"{own}{kind}", f"{kind}「{own}」"]),
        "brackets": f"{town}{kind}{random.choice([f'({own}館)', f'「{own}」', f'（{section}内）'])}",
        "counsel": f"{random.choice(['なんでも相談', '親と子の相談', 'こころの電話', '若者ホットライン', 'くらしの総合相談', 'いのちの電話', '女性相談ダイヤル', '子育て相談'])}{random.choice(['', f'({town}支所)', f'（{section}）', f'({group})'])}",
        "spaced": f"{random.choice(_CORPORATE)}{random.choice([' ', '　'])}{own}{random.choice(['会', '福祉会', '', kind])}",
    }[style]


def _numbers(random: Random) -> Callable[[], str]:
    code = random.choice(_CODES)
    style = random.choice(["full", "full", "full", "bracket", "local", "local", "code4"])
    wide = random.random() < 0.15

    def number() -> str:
        last = f"{random.randrange(10000):04d}"
        first = f"{random.randrange(21, 99)}"
        if code in ("03", "06"):
            body, head = f"{random.randrange(3000, 6999)}-{last}", code
        elif len(code) == 4 and code.startswith("0") and not code.endswith("-"):
            body, head = f"{first}-{last}", code
        else:
            body, head = f"{random.randrange(200, 999)}-{last}", code.rstrip("-") if code != "04-" else "0463"
            body = f"{first}-{last}" if code == "04-" else body
        text = {
            "full": f"{head}-{body}",
            "bracket": f"{head}({body.split('-')[0]}){last}",
            "local": body,
            "code4": f"({head}){body}",
        }[style]
        return text.translate(str.maketrans("0123456789-()", "０１２３４５６７８９－（）")) if wide else text

    return number


def _address(random: Random) -> str:
    town = random.choice(_TOWNS)
    number = random.choice(
        [
            f"{random.randrange(1, 9)}-{random.randrange(1, 30)}-{random.randrange(1, 20)}",
            f"{random.randrange(1, 3000)}番地",
            f"{random.randrange(1, 6)}丁目{random.randrange(1, 20)}番{random.randrange(1, 20)}号",
            f"{random.randrange(1, 3000)}-{random.randrange(1, 9)}",
            f"{random.randrange(100, 3000)}",
        ]
    )
    tail = random.choice(
        [
            "",
            "",
            "",
            f" {random.choice(['ST ', '第2', ''])}ビル{random.randrange(1, 6)} 階",
            f"  {random.randrange(1, 6)} 階",
            f" {random.choice(_OWN)}ビル{random.randrange(1, 6)}階",
            f"（{random.choice(_OWN)}館内）",
        ]
    )
    return f"{random.choice(['', '', '汐見原市'])}{town}{number}{tail}"


def _hours(random: Random) -> str:
    return random.choice(
        [
            "平日 8時30分~17時15分",
            "月〜金曜日 9:00〜17:00",
            "午前9時から午後5時まで",
            "月・水・金 10:00-16:00",
            "9:30~15:30(月曜休館)",
            "火曜日〜土曜日",
        ]
    )


def _areas(random: Random) -> str:
    return "、".join(random.sample(_TOWNS, random.randrange(1, 4)))
