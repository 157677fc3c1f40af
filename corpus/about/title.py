"""What a document calls itself, and which kind of document that makes it."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import takewhile
from typing import Final

from .gazetteer import owners_by_name

_LINES: Final = 12  # of a cover or the head of a page
_MAX: Final = 60  # characters; prose is longer
_SHORT: Final = 30  # characters of a line that may be a heading without saying what it is
_PLAN_WORDS: Final = re.compile(r"計画|プラン|ビジョン|マニフェスト|戦略|指針|大綱")
# A name in running text: at most 16 characters (the longest of our table has 15 with its number) and one の before the word.
_NAMED_PLAN: Final = re.compile(r"(?:[^\W_はがを]{1,16}の)?[^\W_はがをの]{0,16}?(?:計画|プラン|ビジョン|戦略)")
_NO_PUBLIC_PLAN: Final = re.compile(r"ケアプラン|利用計画|個別|サービス計画|ライフプラン|療育")  # plans of one person
_REPORT_WORDS: Final = re.compile(r"報告|について|取組状況|成果")
_PAGE_WORDS: Final = re.compile(
    r"一覧|案内|ガイド|ハンドブック|しおり|手引|Q&A|よくある質問|お知らせ|広報|便利帳|マップ|概要版|相談窓口"
)
_NUMBERING: Final = re.compile(r"^(?:[(（【]案[)）】]|[(（]?\d{1,2}(?:[)）.．]|(?=\s))|資料\S*)\s*")
_GOES_ON: Final = re.compile(r"(?:・|の|及び|と|における|に関する|に係る|に向けた|に基づく)$")
# What stands at the head of a file and is no title: chapters, sections of any plan, navigation, dates, bodies.
_SECTION: Final = (
    r"計画の(?:位置|期間|目的|概要|背景|策定|推進|体系|基本|構成|対象|性格|進行|進捗|評価|見直し|理念|趣旨|名称|目標)"
)
_NO_TITLE: Final = re.compile(
    rf"^{_SECTION}|^[^ぁ-んァ-ヶ一-龠]*$|"
    r"^.?$|^(?:お知らせ|(?:総合)?案内|一覧|ホーム|オープンデータ|無題|Sheet\s*\d*|Untitled)$|トップ|^シェア|"
    r"^(?:第?\s*[0-9一二三四五六七八九十]+\s*[章節部編]|目\s*次|はじめに|ごあいさつ|計画策定|本文|ここから|"
    r"(?:更新|掲載|公開|発行|作成|印刷)|ページ|Q(?:uestion)?\s*[:.0-9]|質問\s*[0-9]|問\s*[0-9]|https?:)|"
    r"[>＞»←→]|更新日|ページID|(?:会議|委員会|審議会|協議会|本部|編集委員会)$|"
    r"^(?:令和|平成|昭和)?\s*[0-9元]+\s*(?:年|\()[^ぁ-んァ-ヶ一-龠]*(?:[年月日度][^ぁ-んァ-ヶ一-龠]*)*(?:現在|版|更新)?$"
)
# A sentence, or half of one: a subject or an object before a verb, or an end that wants more.
_SENTENCE: Final = re.compile(r"[。、]|(?:です|ます|ください|ました|ません|でした|[をはがにへで])$")
_PARTICLES: Final = re.compile(r"[をはが](?=[一-龠ァ-ヶぁ-ん])")
_DATE_LINE: Final = re.compile(r"(?:更新|掲載|公開|登録)日?\s*[:：]?\s*(?:令和|平成|20\d\d)|最終更新|ページ(?:ID|番号)")
_SITE: Final = re.compile(r"\s*(?:[|｜／»«]|\s[-–—:：/]\s)\s*")
_SITE_WORDS: Final = re.compile(r"ホームページ|公式|サイト|トップページ|ウェブ|^home$", re.IGNORECASE)
_BRACKETS: Final = (("(", ")"), ("（", "）"), ("「", "」"), ("『", "』"))
_ANNOUNCED: Final = re.compile(
    r"[「『]([^「」『』。\n]{4,50}(?:計画|プラン|ビジョン|戦略|指針))(?:[(（][^()（）]{1,12}[)）])?[」』]\s*を"
    r"[^「」『』。、\n]{0,12}(?:策定|改定|改訂|作成)(?:いた)?しました"
)
# Worth of a line's features, set by hand: a line that says what it is stands, one that is merely short does not.
_PLAN, _REPORT, _PAGE, _AGAIN, _DATED, _APART = 3.0, 1.6, 1.6, 1.0, 1.2, 0.4
_LATER: Final = 0.1  # less for each line before it
_ENOUGH: Final = 1.2


def find_title(lines: Sequence[str], marked: Sequence[str] = ()) -> str | None:
    """The line that calls the document something; None where no line does it for sure.

    Args:
        lines: the document's first, blank ones too.
        marked: headings of the first level, and titles that the file itself bears; they win over what only looks so.
    """
    for heading in marked:
        if (title := _without_site(heading)) and not _NO_TITLE.search(title) and len(title) <= _MAX:
            return title
    filled = [line.strip() for line in lines if line.strip()]
    page = list(takewhile(lambda line: len(line) <= _MAX and not line.endswith("。"), filled))[:_LINES]
    often = Counter(filled)
    best, most = None, _ENOUGH
    for at, line in enumerate(page):
        behind = filled[at + 1] if at + 1 < len(filled) else ""
        title = line + behind if _GOES_ON.search(line) and len(line + behind) <= _MAX else line
        worth = _worth(title, line, behind, often[line]) - _LATER * at
        if worth > most:
            best, most = _NUMBERING.sub("", title).strip(), worth
    return best


def announced(text: str) -> str | None:
    """The plan that a text says was made: 「第2期汐見原市自殺対策計画」を策定しました; the last where there are several.

    What is only told on the way (…計画」を策定し、) is an earlier one.
    """
    found = [match[1] for match in _ANNOUNCED.finditer(text)]
    return found[-1].strip() if found else None


def _worth(title: str, line: str, behind: str, often: int) -> float:
    """How sure it is that a line is the title; 0 for what cannot be one."""
    plain = unicodedata.normalize("NFKC", title)
    bare = _NUMBERING.sub("", plain).strip()
    if "\t" in title or _NO_TITLE.search(bare) or _SENTENCE.search(bare) or _GOES_ON.search(bare):
        return 0.0
    if any(plain.count(left) != plain.count(right) for left, right in _BRACKETS):
        return 0.0
    if _PARTICLES.search(bare) and (len(behind) > _MAX or behind.endswith("。")):  # a sentence broken at the margin
        return 0.0
    said = _PLAN * bool(_PLAN_WORDS.search(bare)) or max(
        _REPORT * bool(_REPORT_WORDS.search(bare)), _PAGE * bool(_PAGE_WORDS.search(bare))
    )
    around = _AGAIN * (often > 1) + _DATED * bool(_DATE_LINE.search(unicodedata.normalize("NFKC", behind)))
    return said + (around + _APART if len(line) <= _SHORT else 0.0)


def _without_site(heading: str) -> str:
    """A page's title without the name of its site: 児童館 | 汐見原市公式ウェブサイト -> 児童館."""
    parts = [part.strip() for part in _SITE.split(heading) if part.strip()]
    own = [part for part in parts if not _SITE_WORDS.search(part) and part not in owners_by_name()]
    return own[0] if own else ""


def kind_of(title: str | None) -> str | None:
    """The kind that a title names; of plans only where it calls itself one (子育て支援センターのお知らせ is no plan)."""
    plain = unicodedata.normalize("NFKC", title or "")
    is_plan = _PLAN_WORDS.search(plain) is not None
    return next((kind for word, kind, of in _kinds() if word in plain and (of == "any" or is_plan)), None)


def plan_kind(kind: str | None, title: str | None) -> str | None:
    """The kind of plan that a document is, by the kind that it was given or else by its title; None where it is no plan.

    A kind in other words is brought to the table's: 介護保険事業計画 is 高齢者保健福祉計画. A kind of plan that the table
    does not have keeps its name; reports, lists and leaflets are no plans.
    """
    named = kind or title
    known = kind if kind in plan_kinds() else kind_of(named)
    if known is not None:
        return known if known in plan_kinds() else None
    return kind if kind and _PLAN_WORDS.search(kind) and not _REPORT_WORDS.search(kind) else None


def kinds_named(text: str) -> tuple[str, ...]:
    """The kinds of plan that running text names, in its order: 高齢者の計画と障害者計画では → two; 計画では → none.

    Misses: a kind told by what it is about, further in front of the word for a plan than a name is long.
    """
    plain = unicodedata.normalize("NFKC", text).replace("障がい", "障害")  # its が is no particle
    found = []
    for match in _NAMED_PLAN.finditer(plain):
        if not _NO_PUBLIC_PLAN.search(match[0]) and (kind := plan_kind(None, match[0])) is not None:
            found.append(kind)
    return tuple(dict.fromkeys(found))


@cache
def plan_kinds() -> tuple[str, ...]:
    """The kinds of plan in the order of the table."""
    return tuple(dict.fromkeys(kind for _, kind, of in _kinds() if of == "plan"))


@cache
def _kinds() -> tuple[tuple[str, str, str], ...]:
    """Words and the kinds they name, the first that stands in a title counts. Source: ``kinds.tsv``, our own."""
    with resources.files("corpus.about").joinpath("kinds.tsv").open(encoding="utf-8") as file:
        return tuple((row["word"], row["kind"], row["of"]) for row in csv.DictReader(file, delimiter="\t"))
