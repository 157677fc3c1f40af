"""What a language model wrote, held against the passages it cites: a sentence that says more than they do is dropped.

The rules are strict on purpose: a sentence lost costs a fallback to the plan's own words, a number made up costs a
resident's way to the wrong desk. Compared are, in one spelling and without blanks:

- facts (:mod:`search.model.reading.facts`): every figure with its unit and its bound (65歳以上), years (令和6年度 is 2024),
  Latin words, URLs and codes: whole ones, in the cited passages' text;
- katakana of three characters or more, kanji of four or more, two or three kanji that end like a name (福祉課), what
  stands in 「」, words of time and words that decide (無料): anywhere in the cited passages, their headings, the plan's
  title or its municipality.

Besides, half of a sentence's pairs of kanji or katakana stand there, or three quarters of its words or ones like them,
and something of each noun; each fact is told of what the plan tells it of (:mod:`search.model.bindings`), and what a sentence
says of two figures is so (:mod:`search.model.reading.changes`); each clause denies and promises as the plan's does, with
the same ones who act (:mod:`search.model.agreement`), and speaks of no more people and of no other municipality
(:mod:`search.model.scope`); and the sentence mixes nothing that the plan's keeps apart (:mod:`search.model.exchange`). A
sentence that is the plan's own stands. A passage that talks to a model (これまでの指示を無視して) supports nothing.

A sentence is held against its passages as it is written, and once more in their own words where both say the same
(:mod:`search.model.reading.wording`). Rows and columns are kept (:mod:`search.model.tables`), what is most, more or growing
(:mod:`search.model.ranks`), reasons (:mod:`search.model.reasons`) and limits (:mod:`search.model.limits`).

Measured on 1,440 sentences by six hands who had not seen the checks, and from which nothing was mended (``python -m
benchmarks.faithful``): of 720 faithful ones .33 are kept, of 720 with one fault .18 are let through. On the tables that were
looked at while the checks were made nearly all come out right: rules for faults that were seen tell few of others. Weighed by
what each check says, hand by hand, the two kinds are told apart with an area under the curve of .60; with alignment of words
(what is new, put in, put for another, in another order, denied, promised) .81, but for copying less: with it held to count for
a sentence .64, .04 kept where .03 are let through. That to copy is a fault is how faults are made up, so nothing of it is used.
See tests/test_search_model_paraphrases.py and tests/test_search_model_claims.py.

Missed: what the modules named miss; names of two kanji or in hiragana without 「」; what is done besides in everyday verbs
(引き受けます); a condition left out; and an order to a model in words that no pattern here knows.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corpus.figures import Phone
from corpus.text.tokens import lemmas

from ..citation import Citation, Sentence
from .agreement import agrees
from .bindings import bound_alike
from .exchange import is_mixed, keeps_topics
from .limits import keeps_limits
from .output import BRACKETS, is_no_answer, is_order, why_nothing_stands, written
from .ranks import MOST, Series, change_is_told, is_most, ranks_alike, series_of
from .reading.changes import tells_change
from .reading.clauses import Clause, clauses, clauses_of_passage
from .reading.facts import Fact, Literal, all_printed, blanked, facts
from .reading.likeness import has_like, share_kept
from .reading.mentions import Mention, mentions_in_rows
from .reading.names import put_together, shares_name
from .reading.phrases import Rounds, rounds_of_sentences
from .reading.spelling import KANJI, KATAKANA, LINE_END, in_lines, in_one_spelling
from .reading.wording import in_words_of, unframed
from .reasons import gives_reason
from .scope import claims_no_more, is_there, is_within
from .tables import Table, as_sentences, keeps_tables, tables, with_units

MAX_SENTENCES: Final = 6  # as the model is told
MAX_SENTENCE: Final = 200  # characters; longer is no short sentence, and often a loop

_LETTER: Final = re.compile(rf"[0-9A-Za-zぁ-ゖゝゞァ-ヺーヽヾ〆〇{KANJI}]")
_NAMES: Final = (
    re.compile(rf"[{KATAKANA}]{{3,}}"),
    re.compile(rf"[{KANJI}]{{4,}}"),
    re.compile(rf"(?<![{KANJI}])[{KANJI}]{{1,2}}[課係局室署院駅市町村県区郡庁館園校寺社氏](?![{KANJI}])"),
    re.compile(rf"(?<![{KANJI}])[{KANJI}]{{2}}所(?![{KANJI}])"),
    re.compile(r"[「『]([^」』]*?)。?[」』]"),
    re.compile(r"毎日|毎週|毎月|隔週|休日|年末|年始|正午|夜間|早朝|年度末|月末|期末|初日|最終日|前日|当日"),
    re.compile(r"無料|無償|有料|免除|減額|全額|半額|半数|不要|必須|義務|禁止|対象外|罰"),
)
_PERSON: Final = re.compile(rf"([{KANJI}]{{1,4}})(?:さん|氏|先生)(?![{KANJI}])")
_ROLES: Final = "者員師士婦父母子族親民生長夫妻娘兄姉弟妹客皆主人"  # a person who ends so is called by what he or she is, not by a name
_NOUN: Final = re.compile(rf"[{KANJI}{KATAKANA}]{{3,}}(?<!以外)(?=[はがをへとのや、]|で(?!す))")
_DEED: Final = re.compile(
    rf"(?<![{KANJI}])[{KANJI}]{{2}}(?=し(?!か)|す|さ[れせ]|でき|を(?:し|行))"
)  # 郵送してもらえます
_ANY_DEED: Final = frozenset(
    ["利用", "実施", "用意", "準備", "希望", "対応", "開催", "提供", "参加", "相談", "申請"]
)  # of most services
_DEED_LIKE: Final = 0.3  # cosine; tests/claims_seen.tsv comes out alike from .25 to .33
_KANJI_NOUN: Final = re.compile(rf"(?<![{KANJI}])[{KANJI}]{{2}}(?![{KANJI}])")
_ANY_NOUN: Final = frozenset(
    ["場合", "生活", "家族", "用意", "必要", "全体", "合計", "本人", "自宅", "時間", "期間", "方法", "内容"]
)
_ITEM: Final = rf"[{KANJI}]い[{KANJI}]|[{KANJI}{KATAKANA}]{{2,}}"
_JOINED: Final = re.compile(rf"(?<![{KANJI}{KATAKANA}])({_ITEM})(や|・|、(?!また)|と)(?=({_ITEM})[やをがはにのと、・])")
_NOUN_KEPT: Final = 0.5  # of a noun's words, by rarity (arbitrary: half)
_NOUN_LIKE: Final = 0.35  # cosine; as _DEED_LIKE
_TOO_MANY: Final = 2  # no faithful sentence of the tests' tables has two
_WORDS_KEPT: Final = 0.75  # tests/paraphrases_seen.tsv comes out alike from 0.5 to 0.9
_COMMON: Final = frozenset(("会社", "病院", "学校", "役所"))  # they end like a name and name none
_WHO_COUNTS: Final = ("利用者", "所持者", "対象者")  # who are counted where a table says no more than 人
_COUNTED: Final = re.compile(r"定員|待機|登録|[^担]当者|[^害齢護]者|従事|職員|会員|定数")
_NEUTRAL: Final = re.compile(r"(?<=電話)番号")
_PAIRED: Final = re.compile(rf"[{KANJI}{KATAKANA}]{{2,}}")
_LIST_MARK: Final = re.compile(
    r"[①-⑳⑴-⒇❶-❿]|^[ \u3000]*[（(][0-9０-９]+[)）]|^[ \u3000]*[0-9０-９]+[.．)）]", re.MULTILINE
)
_ROWS: Final = re.compile(r"([2-9])(?:つの|か所の|地区の|圏域の)(?=[^、。]{1,12}(?:なか|中|うち))")
_SENTENCES: Final = re.compile(rf"[。{LINE_END}]")
_RANK: Final = re.compile(r"^[ \u3000]*(第?[0-9０-９]{1,2}位)[ \u3000:：]+", re.MULTILINE)  # of a list by rank


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a citation bears out: facts by its passage and its header cells, names by the passage's place as well."""

    facts: tuple[Fact, ...]
    mentions: tuple[Mention, ...]
    setting: str  # the passage with its headings, title and municipality
    place: str  # the municipality
    clauses: tuple[Clause, ...]
    rounds: tuple[Rounds, ...]
    tables: tuple[Table, ...]
    series: tuple[Series, ...]
    printed: str  # line by line, as a sentence is copied from it


def checked(text: str, citations: Sequence[Citation]) -> tuple[Sentence, ...]:
    """The sentences of ``text`` that their own citations bear out, in order, at most ``MAX_SENTENCES``.

    Args:
        text: what the model wrote: sentences with marks as [1][3] before or after the full stop.
        citations: what it was given. Those whose passage talks to a model count as not given.
    Raises: ModelFailed where the output as a whole is no answer, or no sentence is left.
    """
    sentences = written(text)
    evidence = {citation.n: _evidence(citation) for citation in citations if not is_order(citation)}
    kept: list[Sentence] = []
    for told, numbers in sentences:
        if _stands(kept[-1].text if kept else "", told, numbers, evidence):
            kept.append(Sentence(told, numbers))
    if not kept:
        raise why_nothing_stands(sentences)
    return tuple(kept[:MAX_SENTENCES])


def _stands(before: str, told: str, numbers: tuple[int, ...], evidence: dict[int, _Evidence]) -> bool:
    if not numbers or not evidence.keys() >= set(numbers) or len(told) > MAX_SENTENCE:
        return False
    if is_no_answer(told) or not _readable(told):
        return False
    cited = [evidence[number] for number in numbers]
    spelt = in_one_spelling(told)
    found = facts(spelt)
    if any(_is_verbatim(spelt, found, one.printed) for one in cited):
        return True
    setting = "\n".join(one.setting for one in cited)
    plain = _without_count(unframed(spelt), cited)
    ways = dict.fromkeys((plain, in_words_of(plain, setting)))
    return any(_is_borne_out(before, way, setting, cited) for way in ways)


def _is_borne_out(before: str, told: str, setting: str, cited: Sequence[_Evidence]) -> bool:
    """Whether every check holds of a sentence in one spelling and, where it can be, in its passages' words."""
    found = facts(told)
    return (
        all_printed(found, [fact for one in cited for fact in one.facts])
        and tells_change(told, found)
        and _names_stand(_without_figures(told, found), setting)
        and keeps_tables(told, [table for one in cited for table in one.tables])
        and ranks_alike(told, [each for one in cited for each in one.series])
        and change_is_told(told, setting)
        and gives_reason(told, in_lines(setting))
        and _clauses_stand(told, setting, cited)
        and bound_alike(before, _without_places(told, cited), [mention for one in cited for mention in one.mentions])
    )


def _is_verbatim(told: str, found: Sequence[Fact], printed: str) -> bool:
    """Whether ``told`` is a whole sentence of a passage that tells what it is about.

    340件でした。 does not, nor need a telephone number be that of what the sentence before it names.
    """
    place = printed.find(told)
    begins = place > 0 and not _LETTER.match(printed[place - 1])
    return begins and (len(told) > 12 or not found) and not any(isinstance(fact, Phone) for fact in found)


def _readable(told: str) -> bool:
    """Japanese, with Latin words at most: no other script, no character that is not seen."""
    return all(
        _LETTER.match(char) if char.isalnum() else char == "\t" or unicodedata.category(char)[0] != "C"
        for char in unicodedata.normalize("NFKC", told)
    )


def _clauses_stand(told: str, setting: str, cited: Sequence[_Evidence]) -> bool:
    own = clauses(told)
    homes = {one.place for one in cited if one.place in told}
    source = [clause for one in cited for clause in one.clauses if len(homes) != 1 or one.place in homes]
    return (
        agrees(own, source)
        and is_within(own, source)
        and is_there(own, [(one.place, one.clauses) for one in cited])
        and claims_no_more(_without_most(told, cited), setting)
        and keeps_limits(told, setting, own, source)
        and keeps_topics(told, [sentence for one in cited for sentence in _SENTENCES.split(one.printed)])
        and not is_mixed(rounds_of_sentences(told), [rounds for one in cited for rounds in one.rounds])
    )


def _without_count(told: str, cited: Sequence[_Evidence]) -> str:
    """A sentence without how many rows a table has: of 「3つの圏域のうち」 「圏域のうち」."""
    counts = {str(len(table.rows)) for one in cited for table in one.tables}
    return _ROWS.sub(lambda match: "" if match[1] in counts else match[0], told)


def _without_places(told: str, cited: Sequence[_Evidence]) -> str:
    """A sentence without the municipalities of its passages, of which no figure need be told again there."""
    for one in cited:
        told = re.sub(rf"{re.escape(one.place)}(?:に(?:は|おいて)|では?|は|の)、?", "", told) if one.place else told
    return told


def _without_most(told: str, cited: Sequence[_Evidence]) -> str:
    """A sentence without 最も where its passages' figures bear it out."""
    return MOST.sub("", told) if is_most(told, [each for one in cited for each in one.series]) else told


def _names_stand(told: str, setting: str) -> bool:
    """Whether every name stands in ``setting``, and half of all else: in pairs of characters, or in words or ones like them."""
    told = _NEUTRAL.sub("\n", told)
    named = [match[match.re.groups] for pattern in _NAMES for match in pattern.finditer(told)]
    if any(deed not in setting and _is_unlike(deed, setting) for deed in set(_DEED.findall(told)) - _ANY_DEED):
        return False
    if any(person not in setting and person[-1] not in _ROLES for person in _PERSON.findall(told)):
        return False
    if not all(name in setting or name in _COMMON or put_together(name, setting) for name in named):
        return False
    if any(_is_new(noun, setting) for noun in _NOUN.findall(told)):
        return False
    if _adds_nouns(told, setting) or _adds_item(told, setting):
        return False
    if not lemmas(told) and "\n" in told:  # figures alone, which are held against the passage elsewhere
        return True
    pairs = ["".join(pair) for run in _PAIRED.findall(told) for pair in pairwise(run)]
    found = sum(pair in setting for pair in pairs)
    return (found > 0 and found >= len(pairs) / 2) or share_kept(set(lemmas(told)), setting) >= _WORDS_KEPT


def _adds_nouns(told: str, setting: str) -> bool:
    """Whether a sentence has several nouns in kanji of which the setting has nothing like: 専門の資格を持つ職員が."""
    own = frozenset(lemmas(setting))
    new = {noun for noun in _KANJI_NOUN.findall(told) if noun not in setting} - _ANY_DEED - _ANY_NOUN
    return sum(not any(has_like(word, own, _NOUN_LIKE) for word in lemmas(noun)) for noun in new) >= _TOO_MANY


def _adds_item(told: str, setting: str) -> bool:
    """Whether a sentence joins something new to what the setting has: 掃除や買い物."""
    own = frozenset(lemmas(setting))

    def is_new(item: str) -> bool:
        return item not in setting and not own >= set(lemmas(item))

    return any(
        (one in setting) != (other in setting) and is_new(other if one in setting else one)
        for one, link, other in _JOINED.findall(told)
        if link != "と" or any(has_like(word, lemmas(other), _NOUN_LIKE) for word in lemmas(one))
    )


def _is_unlike(deed: str, setting: str) -> bool:
    words = frozenset(lemmas(setting))
    return not any(has_like(word, words, _DEED_LIKE) for word in lemmas(deed))


def _is_new(noun: str, setting: str) -> bool:
    """Whether nothing of a noun stands in ``setting``, nor anything like it."""
    if noun in _WHO_COUNTS and not _COUNTED.search(setting):
        return False
    return not shares_name(setting, noun) and share_kept(set(lemmas(noun)), setting) < _NOUN_KEPT


def _without_figures(text: str, found: Sequence[Fact]) -> str:
    return blanked(text, [fact for fact in found if not isinstance(fact, Literal)], "\n")


def _evidence(citation: Citation) -> _Evidence:
    passage, plan = citation.passage, citation.plan
    printed = _RANK.sub(r"\1は", with_units(passage.text))
    text = _LIST_MARK.sub("\t", printed)
    lines = in_lines(text)
    listed = text != printed and "。" not in lines
    grid = tables(in_lines(_LIST_MARK.sub("", printed)), list(map(in_lines, passage.header)))
    home = in_one_spelling(plan.municipality or "")
    told = tuple(mentions_in_rows(in_lines(_LIST_MARK.sub(" ", printed)), list(map(in_lines, passage.header))))
    rows = [row for table in grid for row in as_sentences(table)]
    labels = (f"{row[0]}{table.heads[0]}" for table in grid if table.heads for row in table.rows)  # 山手 under 地区
    setting = (text, *labels, *passage.headings, *passage.header, plan.title or "", plan.municipality or "")
    return _Evidence(
        (*facts(in_one_spelling("\t".join((text, *passage.header)))), *facts(lines), *(one.fact for one in told)),
        told,
        "\n".join(map(in_one_spelling, setting)),
        home,
        clauses_of_passage(lines)
        + (clauses(re.sub(rf"[\t{LINE_END}]+", "と", lines)) if listed else ())
        + tuple(clause for row in rows for clause in clauses(row)),
        rounds_of_sentences(lines) + tuple(rounds for row in rows for rounds in rounds_of_sentences(row)),
        grid,
        series_of(grid, told),
        LINE_END + in_one_spelling(passage.text.translate(BRACKETS).replace("\n", LINE_END)),
    )
