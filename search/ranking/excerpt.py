"""What of a passage is shown, and which words in it are marked."""

from collections.abc import Collection, Iterable, Sequence

from corpus.text.sentences import sentence_spans
from corpus.text.tokens import Token


def highlights(tokens: Sequence[tuple[int, int, Token]], lemmas: Collection[str]) -> list[tuple[int, int]]:
    """Where ``tokens`` have a word of ``lemmas``, in any inflection: (start, end), in order, touching ones joined."""
    return joined((start, end) for start, end, token in tokens if token.content and token.lemma in lemmas)


def joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """``places``, (start, end) in order, those that touch as one."""
    marks: list[tuple[int, int]] = []
    for start, end in places:
        if marks and marks[-1][1] == start:
            marks[-1] = (marks[-1][0], end)
        else:
            marks.append((start, end))
    return marks


def window(text: str, marks: Sequence[tuple[int, int]], limit: int) -> tuple[int, int]:
    """The stretch of whole sentences of ``text``, at most ``limit`` characters, that holds most marked characters.

    Of equals the first. A single sentence longer than the limit is cut at the limit.
    """
    if len(text) <= limit:
        return 0, len(text)
    sentences = sentence_spans(text)
    best, chosen = -1, (0, limit)
    for place, (start, _) in enumerate(sentences):
        end = max((end for _, end in sentences[place:] if end - start <= limit), default=start + limit)
        marked = sum(min(right, end) - max(left, start) for left, right in marks if left < end and right > start)
        if marked > best:
            best, chosen = marked, (start, end)
    return chosen
