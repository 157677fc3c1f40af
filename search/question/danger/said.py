"""The kinds of danger that a question says in words: the tables over its sentences as written and in dictionary form."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from corpus.text.tokens import tokenize

from ..script import Script, script_of
from ..words.rule import any_of
from .abuse import ADULT_ABUSE, ANY_ABUSE, CHILD_ABUSE
from .harmless import POLICY, QUIET
from .life import LIFE
from .needs import FOOD, SHELTER
from .rule import Quiet, Rule
from .sexual import SEXUAL
from .spoken import SPOKEN
from .suicide import CHILD_SUICIDE, SUICIDE
from .violence import VIOLENCE

# The gravest first.
RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "命の危険": LIFE,
    "子どもの自殺": CHILD_SUICIDE,
    "自殺": SUICIDE,
    "性被害": SEXUAL,
    "児童虐待": (*CHILD_ABUSE, *ANY_ABUSE),
    "暴力": VIOLENCE,
    "高齢者・障害者虐待": ADULT_ABUSE,
    "住まい": SHELTER,
    "食べ物": FOOD,
}

_READ: Final = 10_000  # characters; five times the longest question, read before it is refused
_AROUND: Final = 80  # characters before and behind a danger that may take it back; arbitrary
_ENDINGS: Final = {"てる": "て居る", "ちゃう": "て仕舞う", "ず": "無い", "ぬ": "無い", "ない": "無い"}
_CONDITIONS: Final = {"たら": "たら", "だら": "たら", "なら": "なら"}  # of た and だ, which say that it is so
# やさしい日本語 has blanks that part nothing: 暴力を 受けて います.
_BEHIND_PARTICLE: Final = re.compile(r"(?<=[をがにはでもとのてへ])\s+(?=[ぁ-んァ-ヶー一-龠])")
_POLITE: Final = frozenset({"ます", "です"})


def dangers(*wordings: str) -> tuple[str, ...]:
    """The kinds of danger that a question names in any of its ``wordings``, each once, the gravest first."""
    found = {kind for wording in set(wordings) for kind in heard(forms(wording), TABLES)}
    return tuple(kind for kind in RULES if kind in found)


@dataclass(frozen=True)
class Tables:
    """The rows of each kind of danger, the gravest first, and what takes them back."""

    rules: Mapping[str, Sequence[Rule]]
    quiet: Sequence[Quiet]

    @cached_property
    def ordered(self) -> Sequence[tuple[Rule, str]]:
        """Every row with its kind; those that give way to others last."""
        pairs = [(rule, kind) for kind in self.rules for rule in self.rules[kind]]
        return sorted(pairs, key=lambda pair: len(pair[0].unless))

    @cached_property
    def searches(self) -> Sequence[Callable[[str], re.Match[str] | None]]:
        """What looks for each row of ``ordered`` in a sentence."""
        return [rule.compiled.search for rule, _ in self.ordered]

    @cached_property
    def taken_back(self) -> Mapping[str, re.Pattern[str]]:
        """By kind."""
        return {kind: _quiet(self.quiet, kind) for kind in self.rules}


TABLES: Final = Tables(RULES, QUIET)


def heard(read: Sequence[Sequence[str]], tables: Tables) -> tuple[str, ...]:
    """As :func:`dangers`, by other tables, of what :func:`forms` has made of a question."""
    found: set[str] = set()
    sentences = list(dict.fromkeys(sentence for form in read for sentence in form))  # of a noun the two forms are one
    met = [place for place, search in enumerate(tables.searches) if any([search(each) for each in sentences])]
    for rule, kind in [tables.ordered[place] for place in met]:  # hardly any of them all
        if kind not in found and found.isdisjoint(rule.unless) and _says(rule, tables.taken_back[kind], read):
            found.add(kind)
    return tuple([kind for kind in tables.rules if kind in found])


def _says(rule: Rule, quiet: re.Pattern[str], read: Sequence[Sequence[str]]) -> bool:
    for sentences in read:
        for place, sentence in enumerate(sentences):
            if rule.beside and re.search(rule.beside, sentence) is None:
                continue
            for match in rule.compiled.finditer(sentence):
                if quiet.search(_marked(sentences, place, match)) is None:
                    return True
    return False


def _marked(sentences: Sequence[str], place: int, match: re.Match[str]) -> str:
    """A match between ◆ and ◇ in its sentence, with the sentence before and the two behind."""
    before = "。".join([*sentences[max(0, place - 1) : place], match.string[: match.start()]])
    behind = "。".join([match.string[match.end() :], *sentences[place + 1 : place + 3]])
    return f"{before[-_AROUND:]}◆{match[0]}◇{behind[:_AROUND]}"


def _quiet(rows: Sequence[Quiet], kind: str) -> re.Pattern[str]:
    """What takes a danger of ``kind`` back."""
    chosen = [row for row in rows if not row.of or kind.removeprefix("子どもの") in row.of]
    return any_of(chosen) if chosen else re.compile(r"(?!)")


@cache
def _policy() -> re.Pattern[str]:
    return any_of(POLICY)


def forms(question: str) -> tuple[list[str], list[str]]:
    """The sentences of a question, as written and in dictionary form, without the compounds of policies."""
    written = list(_sentences(question))
    joined = script_of(question) is Script.KANA  # where spaces stand between all words and part nothing
    return (
        [_policy().sub("〇", sentence) for sentence in written],
        [_policy().sub("〇", _listed(sentence, joined)) for sentence in written],
    )


def _sentences(question: str) -> Iterator[str]:
    """The sentences, NFKC and lower case; invisible characters out, letters typed apart (死 に た い) together."""
    text = unicodedata.normalize("NFKC", question[:_READ]).lower()
    text = re.sub(r"[\r\n\t\u2028\u2029]+", "。", text)
    text = "".join(sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"})
    text = re.sub(r"(?<!\S)(\S) (?=\S(?:\s|$))", r"\1", text.strip())
    for row in SPOKEN:
        text = row.compiled.sub(row.read, text)
    text = _BEHIND_PARTICLE.sub("", text)
    yield from (part for part in re.split(r"[。.!?]+", re.sub(r"\s+", "、", text)) if part)


def _listed(sentence: str, joined: bool) -> str:
    """A sentence in dictionary form: 食べていません -> 食べるて居る無い."""
    words: list[str] = []
    pieces = sentence.split("、") if joined else [sentence]
    for token in (token for piece in pieces for token in tokenize(piece)):
        lemma = token.lemma.split("-")[0] or token.surface
        lemma = _ENDINGS.get(lemma, _CONDITIONS.get(token.surface, lemma))
        if lemma == "無い" and words and words[-1] in ("、", "有る"):  # ません, ありません
            words.pop()
            if words and words[-1] == "有る":
                words.pop()
        if lemma == "た" and words and words[-1] == "、":  # ました
            words[-1:] = ["た", "、"]
            continue
        words.append("、" if lemma in _POLITE else lemma)
    return "".join(words)
