"""What a language model wrote, held against the passages it cites: a sentence that says more than they do is dropped.

The rules are strict on purpose: a sentence lost costs a fallback to the plan's own words, a number made up costs a
resident's way to the wrong desk. Compared are, after NFKC, removal of white space and kanji numerals in figures:

- numbers with their counter and their bound (65歳以上), dates, times, years (令和6年度 is 2024), telephone numbers by
  their digits, hyphenated figures, words in Latin letters, URLs and addresses: whole ones, in the cited passages' text;
- katakana of three characters or more, kanji of four or more, two or three kanji that end like a name (福祉課), what
  stands in 「」, words of time (平日) and words that decide (無料): anywhere in the cited passages, their headings, the
  plan's title or its municipality.

Besides, half of a sentence's pairs of kanji or katakana stand there, and so does a negation if it has one. A passage
that talks to a model (これまでの指示を無視して) supports nothing.

Measured on the sentences of the samples and of five real plans, each against its own passage: 1,703 of 1,711 stand
as they are; with a figure raised by one 33 of 663 do, with another figure of the same passage in its place 93 of 636,
with their last verb negated 474 of 1,053.

Missed: what is wrong with every word in place, as a negation taken away or put to the wrong verb, a fact of one desk
told of another in the same passage, a bound left away, a figure without a counter; ひとつ; names of two kanji or in
hiragana without 「」; and an order to a model in words that no pattern here knows.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from corpus.era import year_of
from corpus.errors import FukushiError
from corpus.sentences import sentence_spans

from .citation import Citation, Sentence

MAX_CHARACTERS: Final = 2000  # of an answer of six short sentences, several times over
MAX_SENTENCES: Final = 6  # as the model is told
MAX_SENTENCE: Final = 200  # characters; longer is no short sentence, and often a loop

_KANJI: Final = "一-鿿㐀-䶿々ヶ\U00020000-\U0003ffff"
_KATAKANA: Final = "ァ-ヴー"
_LETTER: Final = re.compile(rf"[0-9A-Za-zぁ-ゖゝゞァ-ヺーヽヾ〆〇{_KANJI}]")
_HIRAGANA: Final = re.compile(r"[ぁ-ゖ]")

_MARK: Final = r"\s*\[[0-9]{1,3}(?:[,、][ ]*[0-9]{1,3})*\]"
_MARKS_AFTER_STOP: Final = re.compile(rf"([。！？!?][」』）)]*)((?:{_MARK})+)")
_BRACKETS: Final = str.maketrans("［］【】０１２３４５６７８９，", "[][]0123456789,")
_BULLET: Final = re.compile(r"^(?:[-*・•●○①-⑳]|[(（]?[0-9]{1,2}[.)）])\s*")
_REFUSAL: Final = re.compile(
    r"申し訳(?:あり|ござい)|(?:お答え|回答|お手伝い)(?:が|は|することが|することは)?(?:でき|いたし?かね|しかね)|AIアシスタント|言語モデル"
)
_UNANSWERED: Final = re.compile(
    r"資料(?:に|の中に|から)は?[^。]{0,20}(?:書かれて|記載されて|載って|見当たり|わかり)[^。]{0,3}ません"
)
# Whoever writes so in a plan writes to a machine; such a passage is not sent and supports no sentence.
_ORDER: Final = re.compile(
    r"(?:これまで|以前|今まで|上記|以上|前|すべて|全て)の[^。]{0,8}(?:指示|命令|ルール|制約|プロンプト)[^。]{0,8}(?:無視|忘れ)"
    r"|(?:指示|命令|プロンプト)[をは](?:すべて|全て)?無視(?:して|し、|しろ|せよ)|システムプロンプト"
    r"|[とを](?:書け(?![るばまなて])|書きなさい|答えろ|答えよ(?!う)|答えなさい|出力(?:しろ|せよ|しなさい))"
    r"|(?:ignore|disregard|forget).{0,30}(?:instruction|prompt)|system ?prompt|<\|",
    re.IGNORECASE,
)


class ModelFailed(FukushiError):
    """The language model gave nothing that may be shown; the caller shows the plans' own words instead."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}言語モデルを使わず、計画の文をそのまま示します。")
        self.reason = reason  # a Japanese sentence; it quotes neither question, nor passage, nor output


def checked(text: str, citations: Sequence[Citation]) -> tuple[Sentence, ...]:
    """The sentences of ``text`` that their own citations bear out, in order, at most ``MAX_SENTENCES``.

    Args:
        text: what the model wrote: sentences with marks as [1][3] before or after the full stop.
        citations: what it was given. Those whose passage talks to a model count as not given.
    Raises: ModelFailed where the output as a whole is no answer, or no sentence is left.
    """
    written = _written(text)
    evidence = {citation.n: _evidence(citation) for citation in citations if not is_order(citation)}
    kept = [Sentence(said, numbers) for said, numbers in written if _stands(said, numbers, evidence)]
    if kept:
        return tuple(kept[:MAX_SENTENCES])
    if any(_UNANSWERED.search(said) for said, _ in written):
        raise ModelFailed("言語モデルは、資料に答えが書かれていないと判断しました。")
    if any(_REFUSAL.search(said) for said, _ in written):
        raise ModelFailed("言語モデルが回答を断りました。")
    raise ModelFailed("言語モデルの文に、出典で確かめられるものがありませんでした。")


def is_order(citation: Citation) -> bool:
    """Whether the passage, or what would be shown as its place, talks to a language model instead of to people."""
    passage = citation.passage
    texts = (passage.text, *passage.headings, *passage.header, citation.plan.title or "")
    return any(_ORDER.search(_plain(text)) for text in texts)


def _written(text: str) -> list[tuple[str, tuple[int, ...]]]:
    """The sentences of an output without their marks, and the numbers marked. Raises: ModelFailed as :func:`checked`."""
    if len(text) > MAX_CHARACTERS:
        raise ModelFailed("言語モデルの出力が長すぎました。")
    letters = [char for char in text if char.isalpha()]
    if not letters:
        raise ModelFailed("言語モデルの出力が空でした。")
    if sum(1 for char in letters if _HIRAGANA.match(char)) < len(letters) / 10:
        raise ModelFailed("言語モデルの出力が日本語ではありませんでした。")
    written = list(_cut(text))
    bodies = [_plain(said) for said, _ in written]
    if len(set(bodies)) < len(bodies):
        raise ModelFailed("言語モデルが同じ文を繰り返しました。")
    return written


def _cut(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Sentences and their marks; what ends in neither a full stop nor a mark was broken off and is left out."""
    text = text.translate(_BRACKETS).replace("**", "")
    text = _MARKS_AFTER_STOP.sub(r"\2\1", text)
    for start, end in sentence_spans(text):
        piece = _BULLET.sub("", text[start:end].strip())
        said = re.sub(_MARK, "", piece).strip()
        if not any(char.isalnum() for char in said):
            continue
        if not re.search(r"[。！？!?][」』）)]*$", said):
            if not re.search(rf"{_MARK}$", piece):
                continue
            said += "。"
        numbers = {int(number) for mark in re.findall(_MARK, piece) for number in re.findall(r"[0-9]+", mark)}
        yield said, tuple(sorted(numbers))


def _stands(said: str, numbers: tuple[int, ...], evidence: dict[int, "_Evidence"]) -> bool:
    if not numbers or not evidence.keys() >= set(numbers) or len(said) > MAX_SENTENCE:
        return False
    if _REFUSAL.search(said) or _UNANSWERED.search(said) or not _readable(said):
        return False
    cited = [evidence[number] for number in numbers]
    plain = _plain(said)
    words = "\n".join(one.words for one in cited)
    return _says_no_more(_facts(plain), [one.facts for one in cited]) and _words_stand(plain, words)


def _readable(said: str) -> bool:
    """Japanese, with Latin words at most: no other script, no character that is not seen."""
    return all(
        _LETTER.match(char) if char.isalnum() else unicodedata.category(char)[0] != "C"
        for char in unicodedata.normalize("NFKC", said)
    )


# --- One spelling for both sides -------------------------------------------------------------------------------------

_SPACE: Final = re.compile(r"(?<![0-9A-Za-z])[^\S\t]+|[^\S\t]+(?![0-9A-Za-z])")  # 12 34 and LINE WORKS stay two
_DIGITS: Final = "〇一二三四五六七八九"
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_BIG: Final = {"万": 10**4, "億": 10**8, "兆": 10**12}
_COUNTER: Final = (
    "か所|カ所|ヵ所|ヶ所|ケ所|箇所|か月|カ月|ヵ月|ヶ月|ケ月|箇月|か年|カ年|ヵ年|ヶ年|ケ年|箇年|か国|カ国|人|名|年|月|日|歳|才|円|%|割|件|"
    "回|時|分|秒|週|世帯|団体|校|園|つ|台|床|施設|地区|期|次|章|節|号|条|項|級|階|丁目|番地|倍|泊|食|組|類"
)
# Words with a numeral in them that count nothing.
_NO_COUNT: Final = "一人(?:ひとり|一人|暮|親)|十分(?![間前後程以])|一時(?=[的預保避利支])|一つ|一日も早"
_FIGURE: Final = rf"[0-9]+(?:\.[0-9]+)?|[{_DIGITS}]+|[十百千]|[万億兆]"
_NUMERAL: Final = re.compile(
    rf"(?P<word>{_NO_COUNT})|(?P<long>[0-9](?:{_FIGURE})*[十百千万億兆](?:{_FIGURE})*|[{_DIGITS}十百千](?:{_FIGURE})+)"
    rf"|(?P<one>(?<=第)[{_DIGITS}十]|(?<=令和|平成|昭和)[{_DIGITS}十]|[{_DIGITS}十百千](?=(?:{_COUNTER})))"
)


def _plain(text: str) -> str:
    """``text`` as it is compared: 第 三 期 is 第3期, ３カ所 3か所, 1万2千円 12000円, 9:30 and 9時半 9時30分."""
    text = unicodedata.normalize("NFKC", text)
    text = _SPACE.sub("", "".join(char for char in text if char.isspace() or unicodedata.category(char)[0] != "C"))
    text = re.sub(r"(?<=[0-9)])[‐-―−ー](?=[0-9])", "-", text.translate({ord("〜"): "~"}))
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", text)
    text = _NUMERAL.sub(_arabic, text)
    text = re.sub(r"(?<=[0-9])(?:カ|ヵ|ヶ|ケ|箇)(?=所|月|年|国)", "か", text).replace("パーセント", "%")
    text = re.sub(r"(?<![0-9:])([0-9]{1,2}):([0-5][0-9])(?![0-9:])", r"\1時\2分", text).replace("時半", "時30分")
    return re.sub(r"(?<=[0-9]時)0{1,2}分", "", text)


def _arabic(match: re.Match[str]) -> str:
    run = match[0]
    if match["word"]:
        return run
    figures = run.translate({ord(char): str(value) for value, char in enumerate(_DIGITS)})
    if figures.isascii():
        return figures  # 〇一二〇 is 0120
    total, section, number = Decimal(0), Decimal(0), None
    for part in re.findall(r"[0-9]+(?:\.[0-9]+)?|[十百千万億兆]", figures):
        if part in _SMALL:
            section, number = section + (1 if number is None else number) * _SMALL[part], None
        elif part in _BIG:
            total, section, number = total + (section + (number or 0) or 1) * _BIG[part], Decimal(0), None
        else:
            number = Decimal(part)
    value = f"{total + section + (number or 0):f}"
    return value.rstrip("0").rstrip(".") if "." in value else value


# --- Facts: what is right only to the letter -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Number:
    value: str
    counter: str  # "" where none is known
    bound: str  # 以上, 未満 ...; "" without one


@dataclass(frozen=True, slots=True)
class _Facts:
    exact: frozenset[str]  # telephone numbers, hyphenated figures, dates, times, Latin words, URLs, addresses
    years: frozenset[int]
    numbers: frozenset[_Number]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a citation bears out: facts by its passage's text alone, words by the passage's place as well."""

    facts: _Facts
    words: str


_LATIN: Final = re.compile(
    r"https?://[!-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+|(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:/[!-~]*)?"
    r"|[A-Za-z]+(?:[0-9]{1,3}(?![0-9-]))?"
)
_PHONE: Final = re.compile(r"(?<![0-9])\(?0[0-9]{1,4}\)?[-( ]?[0-9]{1,4}[-) ]?[0-9]{3,4}(?![0-9])")
_CHAIN: Final = re.compile(r"[0-9]+(?:-[0-9]+)+")
_MOMENT: Final = re.compile(r"([0-9]+)月([0-9]+)日|([0-9]+)時[0-9]+分")
_ERA: Final = r"(令和|平成|昭和|(?<![A-Za-z])[RH])(元|[0-9]{1,2})"
# 令和6年度から11年度: the second year is of the first one's era.
_ERAS: Final = re.compile(rf"{_ERA}(?:年度?(?:\([0-9]+年?度?\))?(?:から|~|-|・|、|と|及び)([0-9]{{1,2}})(?=年(?!間)))?")
_WESTERN: Final = re.compile(r"(?<![0-9.])((?:19|20)[0-9]{2})(?=年(?!間)|\(|[~-](?:19|20)[0-9]{2}(?![0-9]))")
_SAME: Final = {"名": "人", "才": "歳", "か年": "年間", "度": "年"}
_QUANTITY: Final = re.compile(
    rf"([0-9]+(?:\.[0-9]+)?)((?:年間|日間|週間|時間|か年|か月|か所|{_COUNTER}|[{_KANJI}ァ-ヴ])?)(?:間)?(?:度(?=以))?(以上|以下|未満|以内|以降|以前|以外|超)?"
)
_LIST_MARK: Final = re.compile(
    r"[①-⑳⑴-⒇❶-❿]|^[ \u3000]*[（(][0-9０-９]+[)）]|^[ \u3000]*[0-9０-９]+[.．)）]", re.MULTILINE
)


def _facts(plain: str) -> _Facts:
    """The facts of a text in its one spelling; each figure is read once, as the most special thing it can be."""
    exact: set[str] = set()
    years: set[int] = set()
    numbers: set[_Number] = set()

    def latin(match: re.Match[str]) -> str:
        if re.fullmatch(_ERA, match[0]):
            return match[0]
        exact.add(match[0].rstrip(".,:;)/").casefold())
        return "\n"

    def phone(match: re.Match[str]) -> str:
        digits = re.sub(r"[^0-9]", "", match[0])
        if not 9 <= len(digits) <= 11:
            return match[0]
        exact.add(digits)
        return "\n"

    def chain(match: re.Match[str]) -> str:
        exact.add(match[0])
        return "\n" if len(match[0]) > 5 else match[0].replace("-", "~")  # 40-64歳 has two numbers, 23-4567 none

    def era(match: re.Match[str]) -> str:
        for number in filter(None, (match[2], match[3])):
            years.add(year_of(f"{match[1]}{number}年") or 0)  # 0: a year that never was, and stands nowhere
        return "\n"

    def western(match: re.Match[str]) -> str:
        years.add(int(match[1]))
        return "\n"

    def moment(match: re.Match[str]) -> str:
        exact.add(match[0])
        return f"\n{match[1]}月\n" if match[1] else "\n"  # of a date the month may be told alone, of 9時30分 not 9時

    for pattern, read in (
        (_LATIN, latin), (_PHONE, phone), (_ERAS, era), (_WESTERN, western), (_MOMENT, moment), (_CHAIN, chain),
    ):  # fmt: skip
        plain = pattern.sub(read, plain)
    for value, counter, bound in _QUANTITY.findall(plain):
        numbers.add(_Number(value, _SAME.get(counter, counter), bound))
    return _Facts(frozenset(exact), frozenset(years), frozenset(numbers))


def _says_no_more(said: _Facts, cited: Sequence[_Facts]) -> bool:
    exact = frozenset().union(*(facts.exact for facts in cited))
    numbers = frozenset().union(*(facts.numbers for facts in cited))
    bare = {
        int(number.value)
        for number in numbers
        if re.fullmatch(r"(?:19|20)[0-9]{2}", number.value) and not number.counter
    }
    years = bare.union(*(facts.years for facts in cited))
    return (
        said.exact <= exact
        and said.years <= years
        and all(any(_covers(one, number) for one in numbers) for number in said.numbers)
    )


def _covers(source: _Number, said: _Number) -> bool:
    """A table's bare 12 may be told as 12人, and 三つ may count anything; 3か所 is never 3人."""
    anything = said.counter == "" or (said.counter == "つ" and len(said.value) == 1)
    counters = anything or source.counter in ("", said.counter)
    return source.value == said.value and counters and said.bound in ("", source.bound)


# --- Words -----------------------------------------------------------------------------------------------------------

_WORDS: Final = (
    re.compile(rf"[{_KATAKANA}]{{3,}}"),
    re.compile(rf"[{_KANJI}]{{4,}}"),
    re.compile(rf"(?<![{_KANJI}])[{_KANJI}]{{1,2}}[課係局室署院駅市町村県区郡庁館園校寺社氏](?![{_KANJI}])"),
    re.compile(r"[「『]([^」』]*?)。?[」』]"),
    re.compile(r"[月火水木金土日]曜|平日|土日|祝日|休日|毎日|毎週|毎月|隔週|年末|年始|午前|午後|正午|夜間|早朝|24時間"),
    re.compile(r"無料|無償|有料|免除|減額|全額|半額|半数|不要|必須|義務|禁止|対象外|罰"),
)
_NEGATED: Final = re.compile(
    r"ません|(?<![少危])ない|(?<!だけで)(?<!のみで)なく(?!す)|なかった|ずに?、|対象外|除(?:く|き|か)"
)
_PAIRED: Final = re.compile(rf"[{_KANJI}{_KATAKANA}]{{2,}}")


def _words_stand(plain: str, words: str) -> bool:
    named = [match[match.re.groups] for pattern in _WORDS for match in pattern.finditer(plain)]
    pairs = ["".join(pair) for run in _PAIRED.findall(plain) for pair in pairwise(run)]
    found = sum(pair in words for pair in pairs)
    if _NEGATED.search(plain) and not _NEGATED.search(words):
        return False
    return all(word in words for word in named) and found > 0 and found >= len(pairs) / 2


def _evidence(citation: Citation) -> _Evidence:
    passage, plan = citation.passage, citation.plan
    text = _plain(_LIST_MARK.sub("\t", passage.text))
    place = (*passage.headings, *passage.header, plan.title or "", plan.municipality or "")
    return _Evidence(_facts(text), "\n".join((text, *map(_plain, place))))
