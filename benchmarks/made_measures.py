"""Measures of made-up plans, as many as are wanted, worded as plans word theirs: the load of a benchmark, not a test set."""

from collections.abc import Iterator
from random import Random
from typing import Final

from corpus.about.gazetteer import municipalities
from corpus.about.towns import towns_of
from index.catalog import PlanEntry
from search.report.items import Contents
from search.report.report import Item

WHOM: Final = (
    "高齢者", "ひとり暮らしの高齢者", "障害のある人", "医療的ケア児", "子育て家庭", "ひとり親家庭", "妊産婦", "乳幼児", "小中学生", "若者",
    "不登校の児童生徒", "ひきこもりの状態にある人", "生活に困窮する人", "認知症の人と家族", "介護をする家族", "ヤングケアラー", "外国籍の住民",
    "罪を犯した人", "被災した住民", "民生委員・児童委員", "ボランティア", "自治会", "町内会の役員", "介護職員", "保育士", "発達に心配のある子ども",
    "難病の患者", "聴覚に障害のある人", "視覚に障害のある人", "精神障害のある人", "生活保護の受給者", "里親", "単身の世帯", "移動に困る住民",
)  # fmt: skip
WHAT: Final = (
    "総合相談窓口の設置", "成年後見制度の利用支援", "見守りネットワークの構築", "個別避難計画の作成", "配食サービスの実施", "居場所づくりの推進",
    "就労の支援", "学習の支援", "移動手段の確保", "養成講座の開催", "家計改善の支援", "住まいの確保", "権利擁護の推進", "虐待の防止と早期発見",
    "健康教室の開催", "介護予防の推進", "情報発信の充実", "意思疎通の支援", "福祉教育の推進", "担い手の育成", "緊急通報装置の貸与", "補聴器の購入助成",
    "紙おむつの支給", "タクシー券の交付", "医療費の助成", "一時預かりの実施", "産後ケアの実施", "訪問支援の充実", "サロン活動の支援", "会議の開催",
    "自殺対策の推進", "再犯防止の推進", "孤独・孤立対策の推進", "食育の推進", "歯科健診の実施", "特定健診の受診勧奨", "在宅医療の推進",
    "多機関協働の推進", "アウトリーチ支援の充実", "ごみ出しの支援", "除雪の支援", "買い物の支援", "こども食堂への補助", "交流カフェの開催",
)  # fmt: skip
HOW: Final = (
    "関係機関と連携し、切れ目のない支援を行います", "専門の相談員を配置し、電話や訪問で相談に応じます", "研修会を年に数回開催し、理解を深めます",
    "補助金を交付し、活動を継続できるようにします", "広報紙やホームページ、SNSで周知します", "社会福祉協議会へ委託して実施します",
    "地域包括支援センターを中心に取り組みます", "名簿を整備し、地域の関係者と共有します", "民間事業者と協定を結び、異変に早く気付けるようにします",
    "申請の手続をオンラインで受け付けます", "学校や保育所と情報を共有し、早期の支援につなげます", "アンケートを行い、ニーズの把握に努めます",
    "送迎の車両を運行し、利用しやすくします", "公民館や空き家を活用して場を設けます", "費用の一部を助成し、負担を軽くします",
    "支援計画を作成し、定期的に見直します", "当事者の会の活動を後押しします", "民生委員・児童委員が訪問し、必要な支援につなぎます",
    "医師会や歯科医師会の協力を得て進めます", "条例を定め、市民と事業者の役割を明らかにします", "ボランティアを募り、登録者を増やします",
    "夜間や休日にも対応できる体制を整えます", "多職種による事例検討を重ねます", "相談から就労までを一貫して支えます",
)  # fmt: skip
CAME: Final = (
    "参加者は{}人でした",
    "相談は{}件でした",
    "{}か所で実施しました",
    "登録者は{}人になりました",
    "{}世帯を支援しました",
)


def contents(count: int, a_plan: int = 60) -> Iterator[Contents]:
    """Plans of municipalities in turn, ``a_plan`` measures each, ``count`` measures in all; the same every time."""
    chance, left = Random(0), count  # the seed is arbitrary
    places = sorted((each for each in municipalities() if each.ward is None), key=lambda each: each.code)
    for number, place in enumerate(places):
        if not left:
            return
        plan = _plan(number, place.code, place.name)
        names = sorted(towns_of({place.code})) or [place.name]
        own = min(a_plan, left)
        left -= own
        yield Contents(plan, tuple(_measure(plan, each, names, chance) for each in range(own)), ())


def _measure(plan: PlanEntry, number: int, towns: list[str], chance: Random) -> Item:
    whom, what = chance.choice(WHOM), chance.choice(WHAT)
    how = "。".join(f"{chance.choice(towns)}で{way}" for way in chance.sample(HOW, chance.randint(2, 5)))
    came = chance.choice(CAME).format(chance.randint(3, 4000))
    fields = (("対象者", whom), ("内容", f"{whom}のために{what}を進めます。{how}。"), ("実績", f"{came}。"))
    text = "\n".join(f"{name}\t{value}" for name, value in fields)
    id = f"{plan.id}/m{number:04}"
    return Item(id, f"{whom}への{what}", text, ("第4章 施策の展開",), plan, f"{plan.id}#{number:04}", None, fields)


def _plan(number: int, code: str, name: str) -> PlanEntry:
    return PlanEntry(
        number=number, id=f"p{number:04}", municipality_code=code, municipality=name, prefecture=None, title=f"{name}地域福祉計画",
        kind="地域福祉計画", status="確定", period_start=2024, period_end=2029, published="2024-03", url=None, file=f"p{number:04}.txt",
        digest=f"{number}", first_row=0, last_row=-1,
    )  # fmt: skip
