"""Indicators made up at random: a name, a baseline and a target, each with its year."""

import random
from dataclasses import dataclass

_OF = [
    "健康づくり",
    "介護予防",
    "子育て支援",
    "地域福祉",
    "自殺予防",
    "食育",
    "見守り活動",
    "生活困窮者支援",
    "障害者就労",
    "認知症ケア",
    "虐待防止",
    "再犯防止",
    "ひきこもり支援",
    "通いの場",
    "手話",
]
_COUNTED = (
    ("{}講座の参加者数", "人"), ("{}に関する相談件数", "件"), ("{}を知っている人の割合", "%"), ("{}の研修会の開催回数", "回"), ("{}に取り組む団体数", "団体"),
    ("{}の拠点の数", "か所"), ("{}に満足している市民の割合", "%"), ("{}のサポーター登録者数", "人"), ("{}事業の実施率", "%"), ("{}のボランティアの延べ活動日数", "日"),
)  # fmt: skip
TRENDS = ("増加", "減少", "維持", "現状維持", "上昇")


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator as it should be read; values as printed."""

    name: str
    unit: str
    base: str
    then: int
    target: str
    by: int
    subject: str = ""
    middle: str = ""
    between: int = 0


def rows(rng: random.Random, count: int, *, trends: bool = True, bounds: bool = True) -> list[Row]:
    """Some indicators of one table: their years are alike."""
    then = rng.choice([2017, 2019, 2020, 2021, 2022, 2023])
    by = then + rng.choice([4, 5, 6])
    made: dict[str, Row] = {}
    while len(made) < count:
        form, unit = rng.choice(_COUNTED)
        name = form.format(rng.choice(_OF))
        low = rng.uniform(5, 60) if unit == "%" else rng.randint(11, 3000)
        high = low * rng.uniform(1.1, 1.6)
        middle = (low + high) / 2
        target = _printed(high, unit)
        if bounds and rng.random() < 0.3:
            target += rng.choice(["以上", "以上"])
        if trends and rng.random() < 0.15:
            target = rng.choice(TRENDS)
        made[name] = Row(name, unit, _printed(low, unit), then, target, by, "", _printed(middle, unit), then + 2)
    return list(made.values())


def _printed(value: float, unit: str) -> str:
    return f"{value:.1f}{unit}" if unit == "%" else f"{round(value):,}{unit}"


def bare(text: str, unit: str) -> str:
    """A value without its unit."""
    return text.replace(unit, "")


def era(year: int, rng: random.Random, *, fiscal: bool = True) -> str:
    """A year as plans print it."""
    name = f"令和{year - 2018}" if year > 2018 else f"平成{year - 1988}"
    return name + ("年度" if fiscal or rng.random() < 0.5 else "年")


def short(year: int) -> str:
    """R5, H30."""
    return f"R{year - 2018}" if year > 2018 else f"H{year - 1988}"
