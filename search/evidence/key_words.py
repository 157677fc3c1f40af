"""The words of a question that its subject is made of, and how much of them a place holds."""

from typing import Final

from corpus.text.matching import matching_text
from corpus.text.nouns import words_in
from corpus.text.tokens import lemmas

from ..question.query import Wanted
from ..results import Result

_TURNED: Final = 0.5  # what a word of the lexicon counts beside one that was typed
# Words of a question that say what kind of answer is wanted, and stand in no answer.
_ASKING: Final = frozenset(
    [
        "教える",
        "知る",
        "知りたい",
        "分かる",
        "聞く",
        "相談",
        "電話",
        "番号",
        "連絡",
        "先",
        "窓口",
        "場所",
        "最寄り",
        "担当",
        "年間",
        "件",
        "数",
        "人",
        "何",
        "幾ら",
        "幾つ",
        "資料",
        "例",
        "事例",
        "指標",
        "数値",
        "推移",
        "割合",
        "比較",
        "市",
        "町",
        "村",
        "自治",
        "体",
        "取組",
        "取り組み",
        "手法",
        "進め方",
        "現在",
        "最大",
        "月",
        "年",
        "日",
        "度",
        "令和",
        "平成",
        "今",
        "出る",
        "始める",
        "名前",
        "所管",
        "構成",
        "所在",
        "住所",
        "開く",
        "住む",
    ]
)


def weights_of(wanted: Wanted) -> tuple[dict[str, float], float]:
    """What each word of the question counts, those that the lexicon turned it into too; and all that was typed together."""
    typed = {word: weight for word, weight in wanted.lemmas.items() if word not in _ASKING} or dict(wanted.lemmas)
    official = [word for word in lemmas(matching_text(wanted.official)) if word not in typed]
    turned = dict.fromkeys(official, _TURNED * max(typed.values(), default=1.0) / 2)
    return typed | turned, sum(typed.values()) or 1.0


def key_words(wanted: Wanted) -> dict[str, float]:
    """The words of the question that its subject is made of, with their rarity."""
    return {word: weight for word, weight in wanted.lemmas.items() if word not in _ASKING}


def held(words: dict[str, float], result: Result) -> float:
    """The share of ``words`` that stands in the result's passage or above it."""
    passage = result.passage
    present = words_in("\n".join((*passage.headings, *passage.header, passage.text)))
    whole = sum(words.values())
    return sum(weight for word, weight in words.items() if word in present) / whole if whole else 0.0
