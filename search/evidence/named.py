"""Whether a passage names what a question is about; side by side with others, one that only comes near would mislead."""

from collections.abc import Iterable

from corpus.passage import Passage
from corpus.text.nouns import words_in

from ..question.query import Wanted
from .names import compounds, same


def names_it(wanted: Wanted, passages: Iterable[Passage]) -> bool:
    """Whether one of ``passages`` names the thing asked about, in the question's words or in those of plans."""
    called = [word for expansion in wanted.expansions for word in expansion.official]
    names = [same(name) for name in (*compounds(wanted.text), *called)]
    texts = ["\n".join((*passage.headings, passage.text)) for passage in passages]
    telling = max(wanted.lemmas, key=lambda word: wanted.lemmas[word], default="")  # 補聴器 of 補聴器の助成
    if telling and any(telling in words_in(text) for text in texts):
        return True
    return not (names or telling) or any(name in same(text) for name in names for text in texts)
