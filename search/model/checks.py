"""What a language model wrote, held against the passages it cites: a sentence that says more than they do is dropped.

The rules are strict on purpose: a sentence lost costs a fallback to the plan's own words, a number made up costs a
resident's way to the wrong desk. Compared are, after NFKC, removal of white space and kanji numerals in figures:

- numbers with their counter and their bound (65歳以上), dates, times, years (令和6年度 is 2024), telephone numbers by
  their digits, hyphenated figures, words in Latin letters, URLs and addresses: whole ones, in the cited passages' text;
- katakana of three characters or more, kanji of four or more, two or three kanji that end like a name (福祉課), what
  stands in 「」, words of time (平日) and words that decide (無料): anywhere in the cited passages, their headings, the
  plan's title or its municipality.

Besides, half of a sentence's pairs of kanji or katakana stand there; each figure is told of what the plan tells it of
(:mod:`search.model.bindings`); and what the plan denies is denied, and nothing else (:mod:`search.model.polarity`). A
sentence that is the plan's own stands. A passage that talks to a model (これまでの指示を無視して) supports nothing.

Measured on the sentences of five real plans, each against its own passage: all 1,324 stand as they are, 1,272 of them
(.96) by these rules alone; with a figure raised by one 0 of 25 do, with another figure of the same passage in its place
0 of 25, with the last verb negated 0 of 807, with a negation taken away 1 of 28. Of the sentences of the samples,
which have more figures: 1,053 of 1,055; 6 of 598, 40 of 501, 2 of 808 and 2 of 44.

Missed: what :mod:`search.model.bindings` and :mod:`search.model.polarity` miss; a bound left away, a figure without a
counter; ひとつ; names of two kanji or in hiragana without 「」; and an order to a model in words that no pattern here knows.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corpus.errors import FukushiError
from corpus.text.sentences import sentence_spans

from ..citation import Citation, Sentence
from .bindings import Source, bound_alike, source
from .figures import Figure, all_borne_out, figures
from .polarity import agrees
from .spelling import KANJI, KATAKANA, LINE_END, lined, plain

MAX_CHARACTERS: Final = 2000  # of an answer of six short sentences, several times over
MAX_SENTENCES: Final = 6  # as the model is told
MAX_SENTENCE: Final = 200  # characters; longer is no short sentence, and often a loop

_LETTER: Final = re.compile(rf"[0-9A-Za-zぁ-ゖゝゞァ-ヺーヽヾ〆〇{KANJI}]")
_HIRAGANA: Final = re.compile(r"[ぁ-ゖ]")

_MARK: Final = r"\s*\[[0-9]{1,3}(?:[,、][ ]*[0-9]{1,3})*\]"
_MARKS: Final = re.compile(_MARK)
_MARK_AT_END: Final = re.compile(rf"{_MARK}$")
_STOP: Final = re.compile(r"[。！？!?][」』）)]*$")
_DIGITS: Final = re.compile(r"[0-9]+")
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
    kept: list[Sentence] = []
    for said, numbers in written:
        if _stands(kept[-1].text if kept else "", said, numbers, evidence):
            kept.append(Sentence(said, numbers))
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
    return any(_ORDER.search(plain(text)) for text in texts)


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
    bodies = [plain(said) for said, _ in written]
    if len(set(bodies)) < len(bodies):
        raise ModelFailed("言語モデルが同じ文を繰り返しました。")
    return written


def _cut(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Sentences and their marks; what ends in neither a full stop nor a mark was broken off and is left out."""
    text = text.translate(_BRACKETS).replace("**", "")
    text = _MARKS_AFTER_STOP.sub(r"\2\1", text)
    for start, end in sentence_spans(text):
        piece = _BULLET.sub("", text[start:end].strip())
        said = _MARKS.sub("", piece).strip()
        if not any(char.isalnum() for char in said):
            continue
        if not _STOP.search(said):
            if not _MARK_AT_END.search(piece):
                continue
            said += "。"
        numbers = {int(number) for mark in _MARKS.findall(piece) for number in _DIGITS.findall(mark)}
        yield said, tuple(sorted(numbers))


def _stands(before: str, said: str, numbers: tuple[int, ...], evidence: dict[int, "_Evidence"]) -> bool:
    if not numbers or not evidence.keys() >= set(numbers) or len(said) > MAX_SENTENCE:
        return False
    if _REFUSAL.search(said) or _UNANSWERED.search(said) or not _readable(said):
        return False
    cited = [evidence[number] for number in numbers]
    spelt = plain(said)
    if any(_is_verbatim(spelt, one.printed) for one in cited):
        return True
    return (
        all_borne_out(figures(spelt), [figure for one in cited for figure in one.figures])
        and _words_stand(spelt, "\n".join(one.words for one in cited))
        and agrees(lined(said), [one.text for one in cited])
        and bound_alike(before, said, [one.source for one in cited])
    )


def _is_verbatim(said: str, text: str) -> bool:
    """Whether ``said`` is a whole sentence of ``text`` that tells what it is about.

    340件でした。 does not, nor need a telephone number be that of what the sentence before it names.
    """
    place = text.find(said)
    begins = place > 0 and not _LETTER.match(text[place - 1])
    return begins and (len(said) > 12 or not figures(said)) and all(one.kind != "phone" for one in figures(said))


def _readable(said: str) -> bool:
    """Japanese, with Latin words at most: no other script, no character that is not seen."""
    return all(
        _LETTER.match(char) if char.isalnum() else char == "\t" or unicodedata.category(char)[0] != "C"
        for char in unicodedata.normalize("NFKC", said)
    )


# --- Words -----------------------------------------------------------------------------------------------------------

_WORDS: Final = (
    re.compile(rf"[{KATAKANA}]{{3,}}"),
    re.compile(rf"[{KANJI}]{{4,}}"),
    re.compile(rf"(?<![{KANJI}])[{KANJI}]{{1,2}}[課係局室署院駅市町村県区郡庁館園校寺社氏](?![{KANJI}])"),
    re.compile(r"[「『]([^」』]*?)。?[」』]"),
    re.compile(r"[月火水木金土日]曜|平日|土日|祝日|休日|毎日|毎週|毎月|隔週|年末|年始|午前|午後|正午|夜間|早朝|24時間"),
    re.compile(r"無料|無償|有料|免除|減額|全額|半額|半数|不要|必須|義務|禁止|対象外|罰"),
)
_NEUTRAL: Final = re.compile(
    r"(?:令和|平成|昭和)(?=[0-9元])|(?<=[0-9元]年)度末?|(?<=電話)番号"
)  # H29 is 平成29年度 too
_PAIRED: Final = re.compile(rf"[{KANJI}{KATAKANA}]{{2,}}")


def _words_stand(said: str, words: str) -> bool:
    said = _NEUTRAL.sub("\n", said)
    named = [match[match.re.groups] for pattern in _WORDS for match in pattern.finditer(said)]
    pairs = ["".join(pair) for run in _PAIRED.findall(said) for pair in pairwise(run)]
    found = sum(pair in words for pair in pairs)
    return all(word in words for word in named) and found > 0 and found >= len(pairs) / 2


# --- What is cited ---------------------------------------------------------------------------------------------------

_LIST_MARK: Final = re.compile(
    r"[①-⑳⑴-⒇❶-❿]|^[ \u3000]*[（(][0-9０-９]+[)）]|^[ \u3000]*[0-9０-９]+[.．)）]", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a citation bears out: figures by its passage and its header cells, words by the passage's place as well."""

    figures: tuple[Figure, ...]
    words: str
    source: Source
    text: str  # in lines, for its clauses
    printed: str  # line by line, as a sentence is copied from it


def _evidence(citation: Citation) -> _Evidence:
    passage, plan = citation.passage, citation.plan
    text = _LIST_MARK.sub("\t", passage.text)
    place = (*passage.headings, *passage.header, plan.title or "", plan.municipality or "")
    words = "\n".join(map(plain, (text, *place)))
    facts = figures(plain("\t".join((text, *passage.header)))) + figures(lined(text))
    return _Evidence(
        facts,
        words,
        source(_LIST_MARK.sub(" ", passage.text), passage.header),
        lined(text),
        LINE_END + plain(passage.text.translate(_BRACKETS).replace("\n", LINE_END)),
    )
