"""Groups of words that SudachiDict (Works Applications, Apache-2.0) lists as synonyms; needs the extra ``[train]``."""

from collections.abc import Iterable

from sudachipy import dictionary, tokenizer


def synonym_groups(words: Iterable[str]) -> list[list[str]]:
    """The groups with two or more of ``words``, each in the order given."""
    reader = dictionary.Dictionary().create()
    groups: dict[int, list[str]] = {}
    for word in words:
        morphemes = reader.tokenize(word, tokenizer.Tokenizer.SplitMode.C)
        if len(morphemes) == 1:
            for group in morphemes[0].synonym_group_ids():
                groups.setdefault(group, []).append(word)
    return [group for group in groups.values() if len(group) > 1]
