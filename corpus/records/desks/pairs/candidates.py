"""The spans that can be the name of an office, each with what it looks like by itself."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ....frozen import frozen
from ..draft import PrintedLine
from ..names import noun_run
from ..office import BRACKET, ENDS, KIND, bare_span, is_office
from .atoms import Atom, Sort

_WORDS: Final = 4  # words parted by blanks that one name may have
NAME_MAX: Final = 40  # characters
_STRONG: Final = re.compile(
    rf"(?:課|係|センター|窓口|相談[室所]|事業所|ステーション|支所|出張所|役所|役場|協議会|保健所|事務所|室|担当|児童館|図書館|学校|保育[園所]|幼稚園|こども園|病院|医院|クリニック|薬局){BRACKET}$"
)
_UNIT: Final = re.compile(rf"(?:課|係|部|局|室|班|グループ|担当|チーム){BRACKET}$")
_GENERIC: Final = re.compile(
    r"(?:お?問い?合わ?せ|連絡|電話|相談|申込み?|申し込み|受付|担当|各|関連|関係|本文|主な|市内|町内|区内|その他|緊急|市の|担当の|お住まいの|最寄りの|お近くの|こちらの?|上記|下記|以下|同|当|専用|総合)*"
    r"(?:お?問い?合わ?せ先?|相談窓口|窓口|電話番号?|連絡先|番号|施設|課|係|部|センター|会|事業所|団体|電話|相談|担当|一覧|名称?|場所|先|関係機関|機関|相談先)?(?:一覧|のご?案内|の連絡先|案内|情報)?"
)
_TOPIC: Final = re.compile(
    r"(?:こと|もの|とき|場合|方|人|する|ます|です|ください|ません|について|案内|一覧表?|お知らせ|制度|事業|手当|計画|助成|支援|届出?|申請|手続き?|など|等|とは|料金|内容|方法|給付|補助|検診|健診|講座|募集|サービス|休み|[ぁ-ん]る|時間|相談会|教室)[)）」]?$"
)
_WORDED: Final = re.compile(
    r"ます|です|ください|ました|ません|場合|とき|こと|する|した|して|について|により|による|には|では|とは|または|から|まで|など|ご利用|詳しく|"
    r"[一-龠ァ-ヶー)](?:を|は|が|へ|に|で)[一-龠ァ-ヶー(]|[はをへ]$"
)
_PERSON: Final = re.compile(
    r"[一-龠]{1,3}[ 　][一-龠ぁ-んァ-ヶ]{1,4}(?:さん|氏|様)?(?:\([ぁ-んァ-ヶー 　]+\))?|.{2,8}(?:さん|様|氏)"
)
_INSIDE: Final = re.compile(
    rf"{KIND}(?:「[^」]{{1,20}}」|\([^()]{{1,20}}\))?(?=$|[\s(（、,]|まで|へ|に|で|の|が|は|と|または|及び|を)"
)
_COUNSEL: Final = re.compile(r"(?:相談|電話|ライン)(?:[(（][^()（）]*[)）])?$")
_CORPORATE: Final = re.compile(r"法人|株式会社|有限会社|合同会社|\(株\)|\(有\)|NPO|㈱|㈲")


@frozen
class Name:
    """``text[start:end]`` can be a name; ``first`` and ``last`` are the atoms it begins and ends in."""

    start: int
    end: int
    line: int
    first: int
    last: int
    flat: str
    shape: dict[str, float]


def names_of(lines: Sequence[PrintedLine], atoms: Sequence[Atom], near: set[int]) -> list[Name]:
    """The candidates on the lines in ``near``, in order of where they end."""
    found: dict[tuple[int, int], Name] = {}
    place = 0
    while place < len(atoms):
        after = place + 1
        if atoms[place].sort is Sort.TEXT and atoms[place].line in near:
            while after < len(atoms) and _goes_on(atoms[place], atoms[after]):
                after += 1
            for name in _names(lines, atoms, place, after):
                found.setdefault((name.start, name.end), name)
        place = after
    _look_round(list(found.values()))
    return sorted(found.values(), key=lambda name: (name.end, -name.start))


def _look_round(names: Sequence[Name]) -> None:
    """Tell a matter that stands right under an office on a line of its own, and that office."""
    offices = {
        name.line: name
        for name in names
        if name.shape["whole_line"] and name.shape["office"] and not name.shape["counsel"]
    }
    for name in names:
        matter = name.shape["counsel"] or name.shape["topic"]
        if name.shape["whole_line"] and matter and (over := offices.get(name.line - 1)) is not None:
            name.shape["office_over"] = 1.0
            over.shape["matter_under"] = 1.0


def _goes_on(atom: Atom, other: Atom) -> bool:
    return other.sort is Sort.TEXT and (other.line, other.piece) == (atom.line, atom.piece)


def _names(lines: Sequence[PrintedLine], atoms: Sequence[Atom], first: int, after: int) -> Iterator[Name]:
    """Every run of words of one piece, and the nouns that end in a kind of office within a word."""
    line = lines[atoms[first].line]
    for left in range(first, after):
        for right in range(left, min(after, left + _WORDS)):
            if right > left and _is_matter(atoms[left].flat) and is_office(atoms[right].flat):
                break
            span = bare_span(line.flat, atoms[left].start - line.start, atoms[right].end - line.start)
            if 2 <= span[1] - span[0] <= NAME_MAX:
                yield _name(line, atoms, (left, right), span, (first, after - 1))
        atom = atoms[left]
        if not _WORDED.search(atom.flat) and len(atom.flat) <= NAME_MAX:
            continue
        base = atom.start - line.start
        for match in _INSIDE.finditer(line.flat, base, atom.end - line.start):
            kind = re.search(rf"{KIND}", line.flat[match.start() :])
            start = noun_run(line.flat, base, match.start() + (kind.start() if kind else 0))
            if start < match.start() and 2 < match.end() - start <= NAME_MAX:
                yield _name(line, atoms, (left, left), (start, match.end()), (first, after - 1), cut=True)


def _is_matter(word: str) -> bool:
    """Whether a word says what an office is for: 子育ての相談 港保育園."""
    return bool(_TOPIC.search(word) or _COUNSEL.search(word)) and not _UNIT.search(word)


def _name(
    line: PrintedLine, atoms: Sequence[Atom], ends: tuple[int, int], span: tuple[int, int], run: tuple[int, int],
    *, cut: bool = False,
) -> Name:  # fmt: skip
    left, right = ends
    flat = line.flat[slice(*span)]
    bare = re.sub(r"\s+", "", flat)
    words = flat.split() or [flat]
    before = atoms[left - 1] if left and atoms[left - 1].line == atoms[left].line else None
    behind = atoms[right + 1] if right + 1 < len(atoms) and atoms[right + 1].line == atoms[right].line else None
    mark = line.flat[: span[0]].strip()[:1]
    shape = {
        "office": is_office(flat),
        "strong": bool(_STRONG.search(flat)),
        "unit": bool(_UNIT.search(flat)),
        "corporate": bool(_CORPORATE.search(flat)),
        "generic": bool(_GENERIC.fullmatch(bare)),
        "topic": bool(_TOPIC.search(bare)) and not ENDS.search(bare),
        "worded": bool(_WORDED.search(flat)),
        "person": bool(_PERSON.fullmatch(flat)) and not ENDS.search(flat),
        "short": len(bare) <= 2,
        "long": len(bare) > 24,
        "digits": any(map(str.isdigit, bare)),
        "enclosed": line.flat[span[0] - 1 : span[0]] == "(" and line.flat[span[1] : span[1] + 1] == ")",
        "counsel": _COUNSEL.search(bare) is not None,
        "office_over": False,
        "matter_under": False,
        "kana_only": re.fullmatch(r"[ぁ-んー]{1,3}", bare) is not None,
        "whole_line": before is None and behind is None and not cut,
        "begins_line": before is None and not cut,
        "whole_run": left == run[0] and right == run[1] and not cut,
        "run_begins": left == run[0] and not cut,
        "run_ends": right == run[1] and not cut,
        "cut": cut,
        "words": right - left,
        "topic_first": right > left and not _UNIT.search(words[0]) and (bool(_TOPIC.search(words[0])) or not is_office(words[0])) and is_office(words[-1]) and not _CORPORATE.search(words[0]),
        "unit_first": right > left and bool(_UNIT.search(words[0])) and bool(_UNIT.search(words[-1])),
        "numbered_end": re.search(r"[0-9]{2,}$", bare) is not None,
        "marked": bool(mark and mark in "●○◎◇◆□■①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳・-•*▼◦▪"),
        "labelled": before is not None and before.sort is Sort.NAME_LABEL,
        "behind_address": before is not None and before.sort is Sort.ADDRESS and before.piece == atoms[left].piece,
        "behind_label": before is not None and before.sort is Sort.LABEL,
    }  # fmt: skip
    return Name(
        line.start + span[0], line.start + span[1], atoms[left].line, left, right, flat,
        {key: float(value) for key, value in shape.items()},
    )  # fmt: skip
