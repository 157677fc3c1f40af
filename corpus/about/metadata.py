"""What a plan's own text says of itself: municipality, title, kind, status, period."""

import re
import unicodedata
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from .gazetteer import Municipality, municipalities
from .versions import find_version

_OPENING_LINES: Final = 40  # a title page and a running head are within these; a table of contents may follow
_OPENING_CHARACTERS: Final = 6000
_TITLE_LINES: Final = 12
_TITLE_MAX: Final = 60
_PLAN_WORDS: Final = re.compile(r"計画|プラン|ビジョン|マニフェスト|戦略|指針|大綱")
_REPORT_WORDS: Final = re.compile(r"報告|について|取組状況|成果")
_NUMBERING: Final = re.compile(r"^(?:[(（【]案[)）】]|[(（]?\d{1,2}(?:[)）.．]|(?=\s))|資料\S*)\s*")
_KINDS: Final = (  # the first that stands in the title names the kind; longer names before those they contain
    ("成果報告", "成果報告"), ("進捗", "進捗報告"), ("取組状況", "進捗報告"), ("総合計画", "総合計画"),
    ("地域福祉", "地域福祉計画"), ("障害児福祉計画", "障害福祉計画"), ("障害福祉計画", "障害福祉計画"),
    ("障がい福祉計画", "障害福祉計画"), ("障害者", "障害者計画"), ("障がい者", "障害者計画"),
    ("介護保険事業", "高齢者保健福祉計画"), ("高齢者", "高齢者保健福祉計画"), ("地域包括ケア", "地域包括ケア"),
    ("子ども", "こども計画"), ("こども", "こども計画"), ("子育て", "こども計画"), ("自殺対策", "自殺対策計画"),
    ("成年後見", "成年後見制度利用促進計画"), ("再犯防止", "再犯防止推進計画"), ("健康", "健康増進計画"),
)  # fmt: skip
_CITY: Final = re.compile(r"(?<=[ぁ-んァ-ヶ一-龠々])[市町村区]")
_RUN: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々]{1,7}$")  # the longest names (かすみがうら市) have 7 characters


@dataclass(frozen=True, slots=True)
class Metadata:
    """What could be found; None is what the text does not say."""

    municipality: Municipality | None
    title: str | None
    kind: str | None
    status: str | None
    period: tuple[int, int] | None


def find_metadata(text: str) -> Metadata:
    """Read the opening of ``text`` the way a person would: the title page first, then what is named most.

    A status is given only where the text calls itself something: a plan that says nothing may be in force or long
    replaced, so it stays None. 素案 and 原案 are 案.
    """
    opening = [line.strip() for line in text[:_OPENING_CHARACTERS].split("\n")[:_OPENING_LINES]]
    title = _title([line for line in opening if line])
    version = find_version(text, title)
    return Metadata(
        municipality=_municipality(title or "", text),
        title=title,
        kind=next((kind for word, kind in _KINDS if title and word in title), None),
        status="案" if version.status in ("素案", "原案") else version.status,
        period=version.period,
    )


def _title(lines: list[str]) -> str | None:
    """The line of the title page that calls itself a plan; a title broken after ・ or の goes on in the next line.

    The title page ends where prose begins. What calls itself 計画 is preferred to what is merely 報告.
    """
    page = list(takewhile(lambda line: len(line) <= _TITLE_MAX and not line.endswith("。"), lines))[:_TITLE_LINES]
    for words in (_PLAN_WORDS, _REPORT_WORDS):
        for line, following in zip(page, [*page, ""][1:], strict=True):
            if "\t" in line or line.endswith("、") or not words.search(line):
                continue
            title = line + following if line.endswith(("・", "の", "及び", "と")) else line
            return _NUMBERING.sub("", title).strip()
    return None


def _municipality(title: str, text: str) -> Municipality | None:
    """The municipality named in the title, or else the one the text names most: twice, or as the only one.

    北区 is a special ward of 東京 and a ward of 札幌市 too; where the text names 札幌市, it is the latter.

    Two of one name (府中市 in 東京都 and 広島県) are told apart by the prefecture, where the text names one.
    """
    by_name: dict[str, list[Municipality]] = {}
    for municipality in municipalities():
        if municipality.ward is None:
            by_name.setdefault(municipality.name, []).append(municipality)
    plain = unicodedata.normalize("NFKC", title)
    named = Counter(_whole_names(text, by_name))
    wards = {each.ward for each in municipalities() if each.ward is not None and each.name in named}
    counts = Counter({name: count for name, count in named.items() if name not in wards})
    in_title = _whole_names(plain, by_name)
    name = (
        in_title[0]
        if in_title
        else next((name for name, n in counts.most_common(1) if n >= 2 or len(counts) == 1), None)
    )
    if name is None:
        return None
    return max(by_name[name], key=lambda municipality: text.count(municipality.prefecture))


def _whole_names(text: str, known: Container[str]) -> list[str]:
    """The known names in ``text``, less those inside another (津市 of 大津市, 東村 of 東村山市)."""
    names = [name for name in _names(text) if name in known]
    parts = {name for name in set(names) for other in set(names) if name != other and name in other}
    return [name for name in names if name not in parts]


def _names(text: str) -> list[str]:
    """Every run that ends in 市, 町, 村 or 区, and its tails, longest first: 神奈川県逗子市 also yields 逗子市.

    Runs overlap, since names hold these characters themselves: 四日市市, 東京都町田市, 羽村市.
    """
    ends = (mark.end() for mark in _CITY.finditer(text))
    runs = ((_RUN.search(text, max(0, end - 8), end - 1), end) for end in ends)
    return [text[start:end] for run, end in runs if run for start in range(run.start(), end - 1)]
