"""Numbers as 高, 中 or 低. The bounds are arbitrary: what is alike is said by the class, calibrated on the index."""

from typing import Final

LEVELS: Final = ("高", "中", "低")
_ALIKE: Final = (0.67, 0.33)  # thirds of the scale
_SURE: Final = (0.8, 0.5)  # right four times in five; right more often than not
LEGEND: Final = (
    f"意味・表現の近さと市区町村の近さは、0から1の値が{_ALIKE[0]}以上なら高、{_ALIKE[1]}以上なら中、それより小さければ低です。"
    f"確かさは、{_SURE[0]}以上なら高、{_SURE[1]}以上なら中、それより小さければ低です。"
    "区切りは見やすさのために決めたものです。マウスのカーソルを高・中・低に重ねると値が出ます。値はExcelのファイルにも載せています。"
)


def alike(value: float) -> str:
    """How like each other two things are: 高, 中 or 低."""
    return _level(value, _ALIKE)


def sure(value: float) -> str:
    """How sure something is: 高, 中 or 低."""
    return _level(value, _SURE)


def alike_html(value: float) -> str:
    """The same as markup, with the number in its title."""
    return _html(value, alike(value))


def sure_html(value: float) -> str:
    """The same as markup, with the number in its title."""
    return _html(value, sure(value))


def _level(value: float, bounds: tuple[float, float]) -> str:
    return LEVELS[sum(not value >= bound for bound in bounds)]  # what is no number is low


def _html(value: float, level: str) -> str:
    return f'<span class="level l{LEVELS.index(level)}" title="{value:.2f}">{level}</span>'
