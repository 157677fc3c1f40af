"""What a language model wrote, cut into sentences with the numbers that they cite; and what talks to a model."""

import re
from collections.abc import Iterator
from typing import Final

from corpus.errors import FukushiError
from corpus.text.sentences import sentence_spans

from ..citation import Citation
from .reading.spelling import in_one_spelling

MAX_CHARACTERS: Final = 2000  # of an answer of six short sentences, several times over

_HIRAGANA: Final = re.compile(r"[ぁ-ゖ]")
_MARK: Final = r"\s*\[[0-9]{1,3}(?:[,、][ ]*[0-9]{1,3})*\]"
_MARKS: Final = re.compile(_MARK)
_MARK_AT_END: Final = re.compile(rf"{_MARK}$")
_STOP: Final = re.compile(r"[。！？!?][」』）)]*$")
_DIGITS: Final = re.compile(r"[0-9]+")
_MARKS_AFTER_STOP: Final = re.compile(rf"([。！？!?][」』）)]*)((?:{_MARK})+)")
BRACKETS: Final = str.maketrans("［］【】０１２３４５６７８９，", "[][]0123456789,")
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


def is_order(citation: Citation) -> bool:
    """Whether the passage, or what would be shown as its place, talks to a language model instead of to people."""
    passage = citation.passage
    texts = (passage.text, *passage.headings, *passage.header, citation.plan.title or "")
    return any(_ORDER.search(in_one_spelling(text)) for text in texts)


def written(text: str) -> list[tuple[str, tuple[int, ...]]]:
    """The sentences of an output without their marks, and the numbers marked.

    Raises: ModelFailed where the output as a whole is no answer.
    """
    if len(text) > MAX_CHARACTERS:
        raise ModelFailed("言語モデルの出力が長すぎました。")
    letters = [char for char in text if char.isalpha()]
    if not letters:
        raise ModelFailed("言語モデルの出力が空でした。")
    if sum(1 for char in letters if _HIRAGANA.match(char)) < len(letters) / 10:
        raise ModelFailed("言語モデルの出力が日本語ではありませんでした。")
    found = list(_cut(text))
    bodies = [in_one_spelling(told) for told, _ in found]
    if len(set(bodies)) < len(bodies):
        raise ModelFailed("言語モデルが同じ文を繰り返しました。")
    return found


def _cut(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Sentences and their marks; what ends in neither a full stop nor a mark was broken off and is left out."""
    text = text.translate(BRACKETS).replace("**", "")
    text = _MARKS_AFTER_STOP.sub(r"\2\1", text)
    for start, end in sentence_spans(text):
        piece = _BULLET.sub("", text[start:end].strip())
        told = _MARKS.sub("", piece).strip()
        if not any(char.isalnum() for char in told):
            continue
        if not _STOP.search(told):
            if not _MARK_AT_END.search(piece):
                continue
            told += "。"
        numbers = {int(number) for mark in _MARKS.findall(piece) for number in _DIGITS.findall(mark)}
        yield told, tuple(sorted(numbers))


def why_nothing_stands(sentences: list[tuple[str, tuple[int, ...]]]) -> ModelFailed:
    """What to say where no sentence is left."""
    if any(_UNANSWERED.search(told) for told, _ in sentences):
        return ModelFailed("言語モデルは、資料に答えが書かれていないと判断しました。")
    if any(_REFUSAL.search(told) for told, _ in sentences):
        return ModelFailed("言語モデルが回答を断りました。")
    return ModelFailed("言語モデルの文に、出典で確かめられるものがありませんでした。")


def is_no_answer(told: str) -> bool:
    """Whether a sentence refuses, or says that the sources do not answer."""
    return bool(_REFUSAL.search(told) or _UNANSWERED.search(told))
