"""The kinds of danger that a question says in words: the rules over its sentences as written and in dictionary form."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from corpus.text.tokens import tokenize

from .rules import RULES, Rule

_READ: Final = 10_000  # characters; five times the longest question, read before it is refused
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

# The gravest first.
KINDS: Final = (
    "命の危険",
    "子どもの自殺",
    "自殺",
    "性被害",
    "児童虐待",
    "暴力",
    "高齢者・障害者虐待",
    "住まい",
    "食べ物",
)


def dangers(question: str) -> tuple[str, ...]:
    """The kinds of danger that ``question`` names, each once, the gravest first."""
    forms = [form for sentence in _sentences(question) for form in _forms(sentence)]
    found: set[str] = set()
    for rule, deed, beside in _compiled():
        if rule.danger not in found and found.isdisjoint(rule.unless) and _says(deed, beside, forms):
            found.add(rule.danger)
    return tuple(danger for danger in KINDS if danger in found)


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
