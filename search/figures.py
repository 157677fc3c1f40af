"""Of what a question asks a figure or a date, and whether one that a passage prints is of that."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from corpus.matching import matching_text
from corpus.passage import Passage
from index.tokens import Token, lemmas

from .excerpt import fold, words
from .query import Wanted

_BEFORE: Final = 40  # characters before a figure in which the thing that it counts stands
_BEHIND: Final = 30  # 3か所の地域包括支援センター
_DATED: Final = 80  # behind a date: 令和3年4月に …を開設
_DONE: Final = 20  # characters behind a figure in which the plain words of a name may stand
_LABEL: Final = 24  # before a figure that a bare 相談件数 or 登録者数 belongs to
_HELD: Final = (
    0.76  # of the weight of a long name; …相談支援センター without 障害者 has .74, 地域…支援センター without 包括 .66
)
_VAGUE: Final = 6.0  # weight; a name of less (地域, 3.5) says nothing without what is measured of it
_SENTENCE: Final = 120  # characters of the sentence before a line that is a bare value
_SHORT_CELL: Final = 60  # characters; a longer cell is running text, whose row says little of a figure in it
_STRETCH: Final = 8  # characters that may stand between the words of a name
_PLAIN: Final = 5.0  # rarity of a word that the question does not weigh

_ASKED: Final = re.compile(
    r"何[^\s、。?？でにが]|いくつ|いくら|どれ(?:くらい|ぐらい|だけ|ほど)|どの(?:くらい|ぐらい|程度)|割合|"
    r"(?<!複)(?<!多)数(?=[のはをがにとも、。?？\s()（）]|$)|(?<!効)率(?![直先])|額|(?<![無有資材食燃原飲])料|(?<!消)費|定員|残高"
)
_WEAKLY: Final = re.compile(r"推移|目標|現状値|実績値|数値|指標|(?<=[足画知])度")
_WHEN: Final = re.compile(r"いつ|何[年月日時曜]|期限|締め?切|時間|開設|開始|開催|曜日|時期|日程")
_LITERAL: Final = re.compile(r"定員|定数|残高|倍率|死亡率|高齢化率")
# Words that only say how something is counted.
_COUNTERS: Final = frozenset(
    [
        "数",
        "者",
        "件",
        "件数",
        "回",
        "回数",
        "人",
        "人数",
        "名",
        "員",
        "率",
        "値",
        "額",
        "度",
        "割合",
        "総",
        "総数",
        "延べ",
        "累計",
        "年間",
        "年",
        "年度",
        "月",
        "日",
        "時",
        "時間",
        "間",
        "箇所",
        "か所",
        "戸数",
        "世帯",
        "推移",
        "変化",
        "合計",
        "全部",
        "全体",
        "全",
        "現在",
        "最大",
        "最長",
        "最高",
        "上限",
        "下限",
        "一",
        "一回",
        "回",
        "1",
        "毎",
        "平均",
        "料",
        "費",
        "代",
        "料金",
        "費用",
        "金額",
        "金",
        "お金",
        "値段",
        "予算",
        "定",
        "定員",
        "定数",
        "残高",
        "月額",
        "年額",
        "内",
        "後",
        "目標",
        "現状",
        "実績",
        "指標",
        "数値",
        "成果",
        "昨年",
        "昨年度",
        "今年",
        "今年度",
        "次",
        "令和",
        "平成",
        "昭和",
        "曜日",
        "期限",
        "締め切り",
        "時期",
        "日程",
        "何",
        "幾ら",
        "幾つ",
        "幾",
        "位",
        "つ",
        "パーセント",
        "%",
        "円",
        "あたり",
        "当たり",
        "例",
        "資料",
        "名前",
    ]
)
# Words that say nothing of a thing by themselves, and are asked for together with the noun before them.
_GENERIC: Final = frozenset(
    [
        "対象",
        "支援",
        "事業",
        "利用",
        "参加",
        "受講",
        "登録",
        "申し込み",
        "申込",
        "助成",
        "補助",
        "支給",
        "給付",
        "実施",
        "開催",
        "設置",
        "配置",
        "策定",
        "作成",
        "開設",
        "開始",
        "募集",
        "提出",
        "受付",
        "営業",
        "負担",
        "自己",
        "市民",
        "町民",
        "村民",
        "区民",
        "住民",
        "県民",
        "方",
        "者",
        "人",
        "市",
        "町",
        "村",
        "区",
        "相談",
        "対応",
        "施設",
        "団体",
        "新規",
        "種類",
        "状況",
        "結果",
        "教える",
        "知る",
        "知りたい",
        "分かる",
        "感じる",
        "受ける",
        "出る",
        "貰える",
        "払う",
        "掛かる",
        "配る",
        "解決",
        "連携",
        "体制",
        "認知",
        "満足",
        "有効",
        "うち",
        "内",
        "窓口",
        "計画",
    ]
)
_PERSONS: Final = frozenset(["市民", "町民", "村民", "区民", "住民", "県民", "方", "者", "人"])
_NOUN: Final = re.compile(r"[一-龠々ァ-ヶーA-Za-zＡ-Ｚａ-ｚ]+")
_DIGITS: Final = re.compile(r"[\d.,]+")
_INFLECTED: Final = re.compile(r"(?:[一-龠々].*|[ぁ-ん]{2,})[うくすつぬむるぐぶ]$")
_ENDINGS: Final = frozenset(
    [
        "て",
        "た",
        "で",
        "だ",
        "まし",
        "ます",
        "ませ",
        "ない",
        "なかっ",
        "れ",
        "られ",
        "れる",
        "られる",
        "たい",
        "てる",
        "ちゃ",
        "よう",
        "ば",
    ]
)
_NATIVE: Final = re.compile(r"[一-龠々][ぁ-ん]{1,2}")
_TWO_KANJI: Final = re.compile(r"[一-龠々]{2}")
_JOINED: Final = re.compile(r"\s*(?:及び|および|並びに|ならびに|・|や)")  # 初任者研修及び実践者研修: of both
_BESIDE: Final = re.compile(r"\s*(?:[・･、,とや]|及び|および|または)\s*")
# What looks like a figure and counts nothing: years, numbered things, numbers to call.
_NO_FIGURE: Final = re.compile(
    r"(?:令和|平成|昭和)\s*(?:元|[0-9]{1,2})(?:\s*[・、]\s*[0-9]{1,2}(?=年))?\s*年?度?|(?<![A-Za-z])[RH][0-9]{1,2}(?:年度?)?(?:\.[0-9]+)*|"
    r"(?:19|20)[0-9]{2}\s*(?:[(（][^)）]{1,8}[)）])?\s*年度?|[0-9]{1,2}月(?:\s*[0-9]{1,2}日)?|第\s*[0-9]+\s*[^\s0-9]?|"
    r"(?:政策|図表?|表|資料)\s*[0-9]+(?:[-－][0-9]+)?|[0-9]{2,5}[-－][0-9]{1,4}[-－][0-9]{3,4}|https?://\S+|"
    r"(?m:^\s*[(（]?[0-9]{1,2}(?:[.．)）](?![0-9])|(?=\s+[^\s0-9%％円人件回か名])))|[0-9]+(?:\.[0-9]+)?[人名](?=(?:に(?!1)|当たり|あたり|ひとり))"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted or dated: ``names`` are its words in dictionary form, any of which will do.

    ``measure`` is what of it is counted (相談 of 相談件数), ``last`` the last word of its own name, as written, and
    ``literal`` a word that has to stand by the figure as it is (定員).
    """

    names: tuple[frozenset[str], ...]
    measure: frozenset[str]
    last: str
    literal: str


@dataclass(frozen=True, slots=True)
class _Compound:
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def words(self) -> frozenset[str]:
        return frozenset(token.lemma for token in self.tokens if token.content and not _DIGITS.fullmatch(token.lemma))


def things(wanted: Wanted, *, dated: bool = False) -> tuple[Thing, ...]:
    """What ``wanted`` asks a figure of, or a date; () where it does not say.

    The noun before 数, 率, 何人, いくら and the like; where that says nothing by itself (登録者数, 対象は何人) the one
    before it. A word that the lexicon turned into plans' own may stand for it. Of a question that names several,
    each will do.
    """
    return _things(wanted.text, wanted.expansions and tuple((e.said, e.official[:1]) for e in wanted.expansions), dated)


@lru_cache(maxsize=64)
def _things(text: str, turned: tuple[tuple[str, tuple[str, ...]], ...], dated: bool) -> tuple[Thing, ...]:
    nouns = list(_compounds(text))
    marks = list(_WHEN.finditer(text)) if dated else list(_ASKED.finditer(text)) or list(_WEAKLY.finditer(text))
    found: dict[Thing, None] = {}
    for mark in marks[:4]:
        thing = _thing(text, nouns, mark, turned)
        if thing is not None:
            found[thing] = None
    return tuple(found)


def _thing(
    text: str, nouns: Sequence[_Compound], mark: re.Match[str], turned: Sequence[tuple[str, tuple[str, ...]]]
) -> Thing | None:
    before = [noun for noun in nouns if noun.start < mark.end()]
    measure: frozenset[str] = frozenset()
    chosen = None
    for place in range(len(before) - 1, -1, -1):
        own = before[place].words - _COUNTERS
        if own - _GENERIC:
            chosen = place
            break
        measure = measure or own - _PERSONS
    if chosen is None:
        after = next((noun for noun in nouns if noun.start >= mark.end() and noun.words - _COUNTERS - _GENERIC), None)
        if after is None:
            return None
        chosen, before = 0, [after]
    names = [before[chosen].words - _COUNTERS]
    if (tail := _behind_whom(before[chosen])) is not None:
        names.append(tail)
    for place in range(chosen - 1, -1, -1):
        if not _BESIDE.fullmatch(text[before[place].end : before[place + 1].start]):
            break
        if (other := before[place].words - _COUNTERS) - _GENERIC:
            names.append(other)
    said = text[before[chosen].start : before[chosen].end]
    names += [
        frozenset(lemmas(matching_text(word)))
        for everyday, official in turned
        for word in official
        if everyday in said.lower() or said.lower() in everyday
    ]
    literal = _LITERAL.search(text)
    counted = [token for token in before[chosen].tokens if token.lemma not in _COUNTERS or token.surface == "者"]
    last = counted[-1].surface if counted else ""
    return Thing(tuple(names), measure, last, literal[0] if literal else "")


def _behind_whom(noun: _Compound) -> frozenset[str] | None:
    """学習支援教室 of 困窮世帯向け学習支援教室; None of 高齢者向け住宅, which is too plain without those it is for."""
    places = [place for place, token in enumerate(noun.tokens) if token.lemma in ("向け", "向ける")]
    tail = frozenset(token.lemma for token in noun.tokens[places[-1] + 1 :] if token.content) if places else frozenset()
    return tail if len(tail) >= 3 else None


def _compounds(text: str) -> Iterator[_Compound]:
    """The nouns of ``text``, those that touch as one; what is inflected is none."""
    tokens = words(text)
    run: list[tuple[int, int, Token]] = []
    for place, (start, end, token) in enumerate(tokens):
        behind = tokens[place + 1][2].surface if place + 1 < len(tokens) else ""
        noun = (token.content or bool(_NOUN.fullmatch(token.surface))) and not _is_inflected(token, behind)
        if run and (not noun or run[-1][1] != start):
            yield _Compound(run[0][0], run[-1][1], tuple(each for _, _, each in run))
            run = []
        if noun:
            run.append((start, end, token))
    if run:
        yield _Compound(run[0][0], run[-1][1], tuple(each for _, _, each in run))


def _is_inflected(token: Token, behind: str) -> bool:
    surface = token.surface
    return "ぁ" <= surface[-1] <= "ん" and (behind in _ENDINGS or bool(_INFLECTED.fullmatch(surface)))


@lru_cache(maxsize=512)
def countable(text: str) -> str:
    """``text``, as long as before, without years, numbers of sections and the like, which count nothing."""
    return _NO_FIGURE.sub(lambda match: re.sub(r"\S", " ", match[0]), fold(text))


def stands_by(
    passage: Passage, start: int, end: int, asked: Sequence[Thing], rarity: Mapping[str, float], *, dated: bool = False
) -> bool:
    """Whether the figure at ``start:end`` of the passage's text is of one of ``asked``.

    Its name stands up to 40 characters before it, across the end of a sentence, or right behind it; no other noun of
    the same last word stands nearer. In a table of short cells the row, the header and the heading count too, and so
    do the headings of a line that is a bare value. A figure whose own label is what is measured (相談件数) may have
    the name anywhere in its passage.
    """
    return not asked or any(_is_of(thing, passage, start, end, rarity, dated) for thing in asked)


def _is_of(thing: Thing, passage: Passage, start: int, end: int, rarity: Mapping[str, float], dated: bool) -> bool:
    text = passage.text
    left, right = _left(text, start), end
    if dated or text[end : end + 1] == "の":
        right = min(end + (_DATED if dated else _BEHIND), len(text))
    around = surroundings(passage, start, end)
    if thing.literal and thing.literal not in fold(text[left:right]) + around:
        return False
    near = [token for token in words(text) if token[0] >= left and token[1] <= right and token[2].content]
    beside = [token for token in words(around) if token[2].content]
    behind = _lemmas(text[end : end + _DONE].partition("。")[0]) & _GENERIC  # 家賃を月5万円まで補助
    for whole in thing.names:
        name = whole - behind or whole
        if thing.measure and _weight(name, rarity) < _VAGUE and not _holds(near + beside, thing.measure):
            continue
        place = _last_place(near, name, thing.last, rarity)
        if place is not None and (dated or not _is_another(thing, text[place:start], rarity)):
            return True
        if _last_place(beside, name, thing.last, rarity) is not None:
            return True
        if thing.measure and _labelled(thing, text[max(start - _LABEL, 0) : end], rarity):
            above = _lemmas(text) | _lemmas("\n".join(passage.headings))
            if _share(name, above, rarity) >= _least(name):
                return True
    return False


def _left(text: str, start: int) -> int:
    """How far before a figure its name may stand: further where its own sentence has none (料金は1回300円)."""
    own = max(text.rfind(stop, 0, start) for stop in "。\n\t") + 1
    said = _lemmas(text[own:start]) - _COUNTERS - _GENERIC
    if start - own > _BEFORE or any(not _DIGITS.fullmatch(word) for word in said):
        return max(start - _BEFORE, 0)
    before = text[:own].rstrip("。\n\t ")
    return min(max(before.rfind("。"), before.rfind("\n"), own - _SENTENCE, -1) + 1, max(start - _BEFORE, 0))


def surroundings(passage: Passage, start: int, end: int) -> str:
    """What says of what a figure is where it stands in a short cell or alone in its line; "" in running text."""
    text = passage.text
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    line = text[left : right if right >= 0 else len(text)]
    if "\t" in line:
        cell = text[max(text.rfind("\t", 0, start) + 1, left) : end]
        if len(cell) > _SHORT_CELL:
            return ""
        first = next((row for row in text.split("\n") if "\t" in row), "")
        row = line if all(len(part) <= 2 * _SHORT_CELL for part in line.split("\t")) else line.partition("\t")[0]
        return "\n".join((*passage.headings[-1:], *passage.header, first if len(first) <= 240 else "", row))
    rest = countable(text)[left:start] + countable(text)[end : right if right >= 0 else len(text)]
    if len(re.findall(r"\w", rest.replace("現在", ""))) <= 6:
        before = text[:left].rstrip()
        return "\n".join((*passage.headings[-2:], before[max(before.rfind("。", 0, -1), len(before) - _SENTENCE, 0) :]))
    return ""


def _last_place(
    near: Sequence[tuple[int, int, Token]], name: Collection[str], last: str, rarity: Mapping[str, float]
) -> int | None:
    """Where the name last ends among the tokens, its words close together; None where it does not stand there."""
    least = _least(name)
    longest = sum(len(word) for word in name) + _STRETCH
    ends = [place for place in range(len(near) - 1, -1, -1) if _meant(near[place][2].lemma, name)]
    for place in sorted(ends, key=lambda place: near[place][2].surface != last):
        end = near[place][1]
        held = {
            word
            for start, stop, token in near
            if start >= end - longest and stop <= end
            for word in _meant(token.lemma, name)
        }
        if _share(name, held, rarity) >= least:
            return end
    return None


def _meant(lemma: str, name: Collection[str]) -> list[str]:
    """The words of ``name`` that a word of the text stands for: itself, and 待機 or 配布 for 待つ or 配る."""
    if lemma in name:
        return [lemma]
    return [word for word in name if lemma[0] in word and _NATIVE.fullmatch(lemma) and _TWO_KANJI.fullmatch(word)]


def _holds(tokens: Sequence[tuple[int, int, Token]], names: Collection[str]) -> bool:
    return any(token.lemma in names for _, _, token in tokens)


def _weight(name: Collection[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(word, _PLAIN) for word in name)


def _share(name: Collection[str], present: Collection[str], rarity: Mapping[str, float]) -> float:
    whole = _weight(name, rarity)
    return _weight([word for word in name if word in present], rarity) / whole if whole else 0.0


def _least(name: Collection[str]) -> float:
    return _HELD if len(name) > 2 else 0.999


def _is_another(thing: Thing, between: str, rarity: Mapping[str, float]) -> bool:
    """Whether a noun with the thing's last word, but of another kind, stands between the thing and the figure."""
    if _JOINED.match(between):
        return False
    asked = frozenset(rarity).union(thing.measure, *thing.names) | _COUNTERS
    return any(
        noun[0].endswith(thing.last) and not asked.issuperset(_lemmas(noun[0]))
        for noun in _NOUN.finditer(fold(between))
        if thing.last and len(noun[0]) > len(thing.last)
    )


def _labelled(thing: Thing, label: str, rarity: Mapping[str, float]) -> bool:
    """Whether the figure's own label is what is measured, and nobody else's: 相談件数, not 住み替え相談件数."""
    if not thing.measure <= _lemmas(label):
        return False
    own = [noun for noun in _compounds(re.sub(r"[RH]\d+", " ", fold(label))) if thing.measure <= noun.words]
    asked = frozenset(rarity).union(thing.measure, *thing.names) | _COUNTERS
    return bool(own) and asked.issuperset(own[-1].words)


@lru_cache(maxsize=4096)
def _lemmas(text: str) -> frozenset[str]:
    return frozenset(lemmas(matching_text(text)))
