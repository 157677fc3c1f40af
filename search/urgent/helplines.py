"""Words that say somebody may be in danger now: 死にたい -> where to call. Shown first, whatever else is found.

Staff keep ``helplines.tsv``. ``checked_on`` is the day (2026-04-01) on which a person last compared the number and the
hours with the organisation's own page or called it; it stays empty until somebody has, and nobody has so far. Rows
stand in the order in which a block shows them. ``phone`` is empty where each municipality has a number of its own,
and ``hours`` and ``url`` where they are not known for certain: a wrong number costs a frightened person more than none.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import zip_longest
from typing import Final

from corpus.text.tokens import tokenize

from ..question.labels import Danger
from ..question.learned import read
from .rules import RULES, Rule

_READ: Final = 10_000  # characters; five times the longest question, read before it is refused
_MOST: Final = 4  # helplines in a block; more would have to be chosen from
_SPOKEN: Final = (  # kana that the dictionary takes for other words
    (re.compile("じさつ"), "自殺"),
    (re.compile("シニタイ|タヒにたい"), "死にたい"),
    (re.compile("れいぷ"), "レイプ"),
    (re.compile("ボウリョク"), "暴力"),
    (re.compile("いきて(?=い?た[いく]|る)"), "生きて"),
    (re.compile("いきるのが"), "生きるのが"),
    (re.compile("(首|くび)(を?)(し|絞|締)め"), r"首\2絞め"),
    (re.compile("くび(を?)(つ|吊)"), r"首\1吊"),
    (re.compile("性犯罪被害"), "性被害"),
    (re.compile("せいひがい"), "性被害"),
)
_ENDINGS: Final = {"てる": "て居る", "ちゃう": "て仕舞う", "ず": "無い", "ぬ": "無い", "ない": "無い"}
_POLITE: Final = frozenset({"ます", "です"})

# A planner's words, in dictionary form: compounds that name a policy, and what a counted or planned danger leads to
# (死にたいと思ったことがある人の割合). A clause of its own between (けど, ので, です) breaks the bond.
_POLICY: Final = re.compile(
    r"(?:虐待|暴力|dv|性犯罪|性被害|痴漢|セクハラ|レイプ|リスト・?カット|オーバードーズ|自傷行為|置き去り|自殺)"
    r"(?:等|など)?の?(?:防止|予防|対策|根絶|撲滅|啓発|相談対応|相談件数|対応件数|件数)"
    r"|(?:虐待|暴力|dv|被害)(?:を受ける|に遭う|に有る|為るれる)(?:た|て居る(?![^、]{0,12}保護))"
    r"(?:子供|児童|高齢者|障害者|女性|人|方|者|被害者|母子|生徒)(?:等|達)?(?:の|へ|へ?の|に対する)(?:為の)?"
    r"(?:心の)?(?:支援|ケア|保護|自立|施設)"
)
_COUNTED: Final = re.compile(
    r"(?:て居る|てい|(?!けど|けれど|ので|のに|から)[^て、]){0,30}?"
    r"(?:割合|件数|人数|者数|世帯数|[人者方供童]の数|何[人件割]|どの位|どれ位|目標値|指標|推移|統計|調査結果|実態調査"
    r"|施策|取り?組み?|計画(?=[のはにで]|を策定|$)|研修|講座|養成|マニュアル|ネットワーク|協議会|体制|事業|事件|労災|恐れの有る)"
)

# Of 298 held-out utterances of danger the rules alone find .06, since the hands told it without its words; with the
# model from .5 on .38, from .2 on .78, for which .6 and 4.7 more in a hundred harmless ones are taken for danger.
_LIKELY: Final = 0.5
_PERHAPS: Final = 0.2
_FEW: Final = 2  # helplines beside a quiet word
_CARE: Final = (
    "つらいとき、身の危険を感じるときは、ひとりで抱えず、こちらにも話してみてください。いま危ないときは 110 か 119 へ。"
)
_KINDS: Final = {
    Danger.SUICIDE: "自殺",
    Danger.CHILD_SUICIDE: "子どもの自殺",
    Danger.LIFE: "命の危険",
    Danger.CHILD_ABUSE: "児童虐待",
    Danger.ADULT_ABUSE: "高齢者・障害者虐待",
    Danger.SEXUAL: "性被害",
    Danger.VIOLENCE: "暴力",
    Danger.SHELTER: "住まい",
    Danger.FOOD: "食べ物",
}


@dataclass(frozen=True, slots=True)
class Helpline:
    """A place to call."""

    name: str
    phone: str  # "" where each municipality has its own
    hours: str  # "" where not known for certain
    url: str  # the organisation's own page; "" where not known for certain
    serves: str  # the kinds of danger, separated by 、
    checked_on: str | None  # the day (2026-04-01) a person compared it with the official source; None: nobody has


@dataclass(frozen=True, slots=True)
class Urgent:
    """What a person in danger reads first: at most three sentences, and at most four places to call, the aptest first."""

    message: str
    helplines: tuple[Helpline, ...]


MESSAGES: Final = {  # the gravest danger first
    "命の危険": "命にかかわるときは、ためらわずに 119(救急・消防)か 110(警察)へ電話してください。ご自身が危ないときは、まず安全な場所へ離れてください。",
    "子どもの自殺": "話してくれて、ありがとうございます。名前を言わなくても、電話で気持ちを聞いてくれる人がいます。いま命が危ないときは 119 へ電話してください。",
    "自殺": "つらいお気持ちを言葉にしてくださって、ありがとうございます。ひとりで抱えず、下の窓口に話してみてください。いま命が危ないと感じるときは 119 へ電話してください。",
    "性被害": "被害にあった方は悪くありません。いま危ないときは安全な場所へ離れて、110 へ電話してください。下の窓口は、話せることだけ話せば大丈夫です。",
    "児童虐待": "ひとりで抱えずに、189 へ話してください。つらい目にあっているときも、「虐待かもしれない」と思ったときも、手を上げてしまいそうなときも、相談できます。いま危ないときは安全な場所へ離れて、110 へ電話してください。",
    "暴力": "暴力を受けた方は悪くありません。いま危ないときは安全な場所へ離れて、110 へ電話してください。迷っているときも、下の窓口で相談できます。",
    "高齢者・障害者虐待": "気づいた方も、介護に疲れて手が出そうな方も、市区町村の窓口で相談できます。いま危ないときは 110 へ、けがや急病は 119 へ電話してください。",
    "住まい": "今夜安心して過ごせる場所がないときは、市区町村の窓口に早めに話してください。夜間や休日は、24時間の電話でも相談できます。",
    "食べ物": "食べるものに困っているときは、市区町村の窓口で、当面の食べ物のことから相談できます。体の具合が悪いときは 119 へ電話してください。",
}


def urgent(question: str) -> Urgent | None:
    """What to show first to somebody who may be in danger; None where the question says nothing of the kind.

    Any text will do, also one that is refused as a question; of a long one, the first 10,000 characters. The words of a friend or a neighbour count as one's own. The message is the
    gravest danger's; each danger's aptest line comes before any danger's second. ``checked_on`` of every line is None
    until staff fill it in.
    The rules (:func:`dangers`) and the learned model speak together, whichever says so.
    A planner's question (自殺対策計画の策定, 虐待を受けている子どもの割合) is left alone, unless it also says a danger of
    its own. Preferred is a block too many: 「死にたい」と言う人への接し方 gets one. Missed are hints without a word of
    danger (もう限界です) and most misspellings.
    """
    found = dangers(question) or _learned(question, _LIKELY)
    return Urgent(MESSAGES[found[0]], _lines(found)[:_MOST]) if found else None


def care(question: str) -> Urgent | None:
    """A quiet word at the end of an answer, for somebody who may be in danger without having said so.

    None where :func:`urgent` speaks. Of 572 judged questions of residents and staff nine get it, all of people at the
    end of their strength or worried for another.
    """
    found = () if dangers(question) or _learned(question, _LIKELY) else _learned(question, _PERHAPS)
    return Urgent(_CARE, _lines(found)[:_FEW]) if found else None


def _lines(found: Sequence[str]) -> tuple[Helpline, ...]:
    """Each danger's aptest helpline before any danger's second."""
    lines = [[line for line in helplines() if danger in line.serves.split("、")] for danger in found]
    turns = (line for turn in zip_longest(*lines) for line in turn if line is not None)
    return tuple(dict.fromkeys(turns))


def _learned(question: str, least: float) -> tuple[str, ...]:
    """The likeliest danger by the model, where it gives it a probability of ``least``."""
    learned = read(question)
    return (_KINDS[learned.dangers[0]],) if learned.danger >= least else ()


def dangers(question: str) -> tuple[str, ...]:
    """The kinds of danger that ``question`` names, each once, the gravest first."""
    forms = [form for sentence in _sentences(question) for form in _forms(sentence)]
    found: set[str] = set()
    for rule, deed, beside in _compiled():
        if rule.danger not in found and found.isdisjoint(rule.unless) and _says(deed, beside, forms):
            found.add(rule.danger)
    return tuple(danger for danger in MESSAGES if danger in found)


@cache
def helplines() -> tuple[Helpline, ...]:
    """The table in the repository, read once."""
    with resources.files("search.urgent").joinpath("helplines.tsv").open(encoding="utf-8") as file:
        return parse(file)


def parse(lines: Iterable[str]) -> tuple[Helpline, ...]:
    """Rows of ``danger``, ``name``, ``phone``, ``hours``, ``url`` and ``checked_on``, tabs between, under a header."""
    return tuple(
        Helpline(row["name"], row["phone"], row["hours"], row["url"], row["danger"], row["checked_on"] or None)
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    )


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str], re.Pattern[str]], ...]:
    """The rules in the order to try them: those that give way to others last."""
    ordered = sorted(RULES, key=lambda rule: len(rule.unless))
    return tuple((rule, re.compile(rule.deed), re.compile(rule.beside)) for rule in ordered)


def _says(deed: re.Pattern[str], beside: re.Pattern[str], forms: Sequence[str]) -> bool:
    return any(
        beside.search(form) is not None
        and any(_COUNTED.match(form, match.end()) is None for match in deed.finditer(form))
        for form in forms
    )


def _sentences(question: str) -> list[str]:
    """The sentences, NFKC and lower case; invisible characters out, letters typed apart (死 に た い) together."""
    text = unicodedata.normalize("NFKC", question[:_READ]).lower()
    text = re.sub(r"[\r\n\t\u2028\u2029]+", "。", text)
    text = "".join(sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"})
    text = re.sub(r"(?<!\S)(\S) (?=\S(?:\s|$))", r"\1", text.strip())
    for spoken, written in _SPOKEN:
        text = spoken.sub(written, text)
    return [part for part in re.split(r"[。.!?]+", re.sub(r"\s+", "、", text)) if part]


def _forms(sentence: str) -> tuple[str, str]:
    """A sentence as written, and in dictionary form: 食べていません -> 食べるて居る無い. Policy compounds are out."""
    words: list[str] = []
    for token in tokenize(sentence):
        lemma = token.lemma.split("-")[0] or token.surface
        lemma = _ENDINGS.get(lemma, lemma)
        if lemma == "無い" and words and words[-1] in ("、", "有る"):  # ません, ありません
            words.pop()
            if words and words[-1] == "有る":
                words.pop()
        if lemma == "た" and words and words[-1] == "、":  # ました
            words[-1:] = ["た", "、"]
            continue
        words.append("、" if lemma in _POLITE else lemma)
    return _POLICY.sub("〇", sentence), _POLICY.sub("〇", "".join(words))
