"""Made-up documents: a title, a menu, prose, a list of offices in one layout, and numbers that are nobody's."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from .layouts import LAYOUTS, Layout
from .offices import offices

_MENU: Final = [
    "ホーム > くらし > 福祉",
    "本文",
    "更新日:2024年4月1日",
    "ページ番号:1024265",
    "印刷用ページを表示する",
    "- 21 -",
    "トップページ > 組織からさがす > 子ども未来部こども課 > お知らせ",
    "現在地 トップページ > 福祉 > 相談",
    "目次",
    "第5章 相談窓口",
]
_PROSE: Final = [
    "地域で支え合う仕組みをつくるため、令和6年度に計画を策定しました。",
    "市では、高齢者や障害のある方の相談に応じています。",
    "利用料は1回500円です。",
    "受付は令和6年4月1日(月)から始めます。",
    "対象者:次のすべてに該当する方",
    "(1)市内に住所を有する65歳以上の方",
    "(2)市税の滞納がない方",
    "※費用は所得により異なります。",
    "地域包括支援センターにどのくらい相談がありましたか。",
    "なお、福祉課では手話通訳者を配置しています。",
    "定員30人(先着順)",
    "持ち物:母子健康手帳、印鑑",
    "申請に必要なもの",
    "・申請書",
    "・本人確認書類",
    "支給額:月額10,000円",
    "第2期 7月31日",
    "事業の名称は、こどもセンター運営事業です。",
    "児童館とは、こどもたちに遊び場を提供する施設です。",
]
_NOBODY: Final = [
    "緊急のときは119番へ通報してください。",
    "山田 花子 090-{a}-{b}",
    "佐藤　一郎　03-{a}-{b}",
    "申請書に電話番号を記入してください。",
    "FAX 03-{a}-{b}",
    "電話 03-{a}-{b} でもお申し込みいただけます。",
    "お電話(0120-{a}-{b})でお申し込みください。",
]
_TITLES: Final = [
    "福祉の相談窓口",
    "子育て支援センターのご案内",
    "施設一覧",
    "高齢者の総合相談",
    "相談先一覧",
    "市内の福祉避難所",
    "児童手当のお知らせ",
    "介護予防のご案内",
    "暮らしのガイド",
]


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up document, its layout, and the numbers to call with their names."""

    layout: str
    text: str
    truth: tuple[tuple[str, str], ...]


def documents(layouts: Sequence[Layout], count: int, seed: int) -> list[Made]:
    """``count`` documents of each of ``layouts``."""
    random = Random(seed)
    return [_made(random, layout) for layout in layouts for _ in range(count)]


def split() -> tuple[tuple[Layout, ...], tuple[Layout, ...]]:
    """The layouts to learn from, and every third, which nothing is learned from."""
    return tuple(each for n, each in enumerate(LAYOUTS) if n % 3 != 2), LAYOUTS[2::3]


def _made(random: Random, layout: Layout) -> Made:
    listed = offices(random, random.randrange(1, 9))
    body = layout(random, listed)
    before = [
        *random.sample(_MENU, random.randrange(0, 4)),
        random.choice(_TITLES),
        *random.sample(_PROSE, random.randrange(0, 6)),
    ]
    after = random.sample(_PROSE, random.randrange(0, 5))
    if random.random() < 0.4:
        numbers = {"a": random.randrange(1000, 9999), "b": f"{random.randrange(10000):04d}"}
        (before if random.random() < 0.5 else after).append(random.choice(_NOBODY).format(**numbers))
    text = "\n".join([*before, "", *body, "", *after]) + "\n"
    truth = tuple((office.name, office.phone) for office in listed if f"{office.phone}" in "\n".join(body))
    return Made(layout.__name__, text, truth)
