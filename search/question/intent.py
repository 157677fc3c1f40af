"""What kind of answer a question wants, told by how it is put."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from .figures import COUNTED, DATED, EVEN, LASTING, MONEY, OPENING, RATE, WantedFigure, counted_in, time_in
from .learning.labels import Wants
from .learning.learned import Learned


class Intent(StrEnum):
    """The kinds; a question has one, and may ask for a desk's number besides."""

    DESK = "desk"  # where to go, whom to ask
    FIGURE = "figure"
    WHEN = "when"
    COMPARISON = "comparison"
    MEASURE = "measure"  # what is done
    NAME = "name"  # a person's
    ORGANISATION = "organisation"  # who runs it, who sits on it; where to go is DESK


_PHONE: Final = re.compile(
    r"電話番号|連絡先|電話は|電話も|電話を(?=かけ|し|教|知|$)|(?:と|、|の)電話(?=$|[\s(。、?])|番号は|番号を|ファックス|fax|何番に"
)
_DESK: Final = re.compile(
    r"どこ(?:に|へ|で|が|の窓口|の課)?.{0,6}(?:相談|行け|行った|聞け|聞い|尋ね|連絡|頼|申し込|届け|言え|話せ|駆け込)|相談(?:先|窓口|所|できるところ|できるとこ|できる場所|"
    r"する所|[をが]?したい|に乗って|相手)|窓口|どの課|誰に|だれに|どこ[?？]|どこですか|どこの管轄|管轄|担当(?:は|って)?.{0,4}どこ|担当の(?:包括|地域包括|センター)|どっち|包括支援センター|相談できますか|相談の電話|"
    r"(?:センター|窓口|相談室|相談)(?:は|って)?.{0,4}ど(?:こ|の地区)|相談ができる|(?:聞い|手伝っ|助け|支え|教え|相談に乗っ|話を聞い)て(?:くれる|もらえる)(?:所|ところ|とこ|人|場所)|何というセンター|相談できる|の相談$|"
    r"(?:センター|窓口|相談室|相談所)の(?:お?名前|名称)"
)
_SITE: Final = re.compile(
    r"住所(?!変更|地特例|不定|を?失|が?な[いく]|の?異動)|所在地|どこにあ[るり]|何(?:階(?!層|級|級)|号?館(?!あ)|号室|番窓口)|(?:センター|窓口|相談室|事務所)の?場所(?:は|を|が|$|[?、])"
)
_ROLE: Final = (
    r"(?:副?(?:市長|町長|村長|区長|知事|会長|委員長|理事長)|[課部局係室所園校館]長|施設長|センター長|座長|議長|代表者?|民生委員(?:・?児童委員)?|児童委員|"
    r"委員|講師|担当者|担当職員|責任者|職員|医師|先生|相談員|支援員|推進員|保健師|看護師|協力員|コーディネーター|ケアマネ(?:ジャー)?|ケースワーカー)"
)
_ROLE_NAMED: Final = re.compile(
    rf"(?P<role>{_ROLE})(?:さん|の方)?(?:の|、)?(?:お?名前|氏名)|"
    rf"(?P<who>{_ROLE})(?:さん|の方)?(?:は|って|が|、)?\s*(?:誰|だれ|どなた)(?:です|でし|だっ|なの|か|$|[?。])"
)
_ORGANISATION: Final = re.compile(
    r"どの(?:部署|局|部(?![分屋])|係|会議|委員会|協議会|機関|組織|団体)|(?:どの|何)課の?(?:所管|担当か|が所管)|所管|事務局|構成員|構成メンバー|誰で構成|"
    r"(?:どこ|誰|だれ)に委託|委託先|(?:体制|組織)(?:は|を|と|の|$|[(?、])|(?:機関|部署|課|組織|会議体?|委員会|協議会)は?(?:どこ|何)|(?:担う|担当する|行う|協議する)(?:部署|機関|課|組織|会議|委員会|協議会)"
)
_COMPARISON: Final = re.compile(
    r"比較|比べ|違い|横並び|各市|各自治体|他市|他の市|自治体(?:は|の例|の事例|を|$)|市町村は|それぞれの市|市ごと|先行例|先進|事例|の例(?:$|は|を|と)|(?:[てで]いる|した)(?:市|町)(?![民内役営立職])"
)
_WHEN: Final = re.compile(
    rf"(?:^|[^ぁ-ん]|[はにがをの]|って|から)いつ(?!も|でも|か(?!ら)|ま(?!で)|までも|つ|く)|何[年日](?!生|目|も(?!ら)|{LASTING.pattern})|何月|開始(?:年|時期)|曜日|何時(?!間|{EVEN})|期限|締め?切|(?:営業|受付|開所|開館|利用)時間|(?:開設|開始|開催)日|日程"
)
_OPEN: Final = re.compile(
    r"何時(?!間)|何曜|(?:営業|受付|開所|開館|利用|相談|窓口の?)時間|[土日]曜[日も]?.{0,6}(?:開|や[っる]|あ[いる]|行|相談)|祝日|土日|年中無休|休み(?:の日|は)|開いて(?:い|ま|る)|"
    r"夜間?(?:も|でも|は|に).{0,6}(?:開|や[っる]|相談でき)"
)
_OPENING_WORDS: Final = re.compile(r"(?:営業|受付|開所|開館|利用)時間|(?:開設|開始|開催)日")  # also of a desk
_GOING: Final = re.compile(r"に(?:行|相談|聞|尋|連絡|電話|申し?込|頼)|相談した|行け|窓口")
_DEADLINE: Final = re.compile(r"締め?切|期限|いつまで|申し?込み?(?:期間|期日)")
_UNTIL: Final = re.compile(r"まで|締め?切|期限|期日|申し?込|必着|受付|募集")
_UNCOUNTED: Final = (Wants.DESK, Wants.PHONE, Wants.HOW_TO_APPLY, Wants.DEFINITION, Wants.OTHER)
# Of 423 held-out texts with the shape of a figure or a date 338 want one: from .4 on 21 of them and 23 of the 85 others
# are taken for something else, from .6 on 17 and 22, from .7 on 15 and 20.
_UNCOUNTED_LEAST: Final = 0.6
_GOING_LEAST: Final = 0.3  # arbitrary: a desk is told beside what is done, where one fits


# What the models are sure that a question wants, where no shape of words says so: 「家賃の補助、若い夫婦にも出ますか」 wants an amount.
# Of held-out texts without such a shape 20 of 22 amounts, 12 of 13 figures and 16 of 18 dates are right from .8 on.
_LEARNED: Final = (
    (Wants.AMOUNT, Intent.FIGURE, MONEY), (Wants.FIGURE, Intent.FIGURE, COUNTED | RATE), (Wants.DEADLINE, Intent.WHEN, DATED)
)  # fmt: skip
# Words of asking that are only told, which the models take for asked.
_ONLY_TOLD: Final = re.compile(
    r"いつか|いつも|いつでも|いつまでも|いくつになっ|いくら[^、。?？]{1,8}[てで]も|いくらか[^か?？]|(?:何|なん|数)[^、。?？]{1,3}[もかし]"
)

_LEARNED_LEAST: Final = 0.8


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of answer, whether a number to call is wanted, and the figures that would answer.

    ``figure`` is set for figures and times, ``role`` for a person's name (委員長). ``years`` are those that the figure has to
    be of, ``place`` says that an address is wanted, ``where`` that it is also asked where to go, ``hours`` that it is
    asked when it is open, ``about`` is what else the sentence must have: まで for a deadline, and ``likely`` that no word
    asks for the figure but the models take it to be wanted: it comes first, and where none is printed any sentence may.
    """

    intent: Intent
    phone: bool
    figure: WantedFigure | None
    years: tuple[int, ...] = ()
    place: bool = False
    where: bool = False
    about: re.Pattern[str] | None = None
    hours: bool = False
    role: str = ""
    likely: bool = False

    @property
    def exact(self) -> bool:
        """Whether a sentence answers only where it prints a figure, a date or a name."""
        return self.intent in (Intent.FIGURE, Intent.WHEN, Intent.NAME)

    @property
    def opening(self) -> "Asked":
        """The question when it is open."""
        return replace(self, intent=Intent.WHEN, figure=OPENING)

    @property
    def loosely(self) -> "Asked":
        """The same question where any sentence may answer."""
        return replace(self, intent=Intent.MEASURE, figure=None, likely=False)

    @property
    def desk(self) -> bool:
        """Whether a desk may be told: not beside a figure, a date or a name, unless it is asked where to go."""
        return self.where or self.phone or not self.exact


def asked(question: str, learned: Learned, named: tuple[int, ...]) -> Asked:
    """Read ``question``, which names the years ``named``: by the shapes of words, unless the models are sure of something else.

    「鍋を何回も焦がす」 has the shape of a question for a figure, 「いくら言っても」 of one for money.
    """
    kind = _shaped(question, named)
    if kind.intent is Intent.MEASURE and not _ONLY_TOLD.search(question):
        for want, intent, figure in _LEARNED:
            if learned.wants[want] >= _LEARNED_LEAST:
                return replace(kind, intent=intent, figure=figure, likely=True)
    if kind.intent not in (Intent.FIGURE, Intent.WHEN):
        return kind
    wants = learned.wants
    if sum(wants[each] for each in _UNCOUNTED) < _UNCOUNTED_LEAST:
        return kind
    intent = Intent.DESK if wants[Wants.DESK] >= _GOING_LEAST else Intent.MEASURE
    return replace(kind, intent=intent, figure=None, about=None)


def _shaped(question: str, named: tuple[int, ...]) -> Asked:
    text = unicodedata.normalize("NFKC", question)
    phone = bool(_PHONE.search(text))
    place = bool(_SITE.search(text))
    where = place or bool(_DESK.search(text))
    if _COMPARISON.search(text):
        return Asked(Intent.COMPARISON, phone, None, named, place, where)
    if (person := _ROLE_NAMED.search(text)) is not None:
        return Asked(Intent.NAME, phone, None, named, place, where, role=person["role"] or person["who"])
    if _WHEN.search(text) and (_OPENING_WORDS.search(text) or not where):
        about = _UNTIL if _DEADLINE.search(text) else None
        return Asked(Intent.WHEN, phone, time_in(text), named, place, where, about)
    if not phone and (figure := counted_in(text)) is not None:
        return Asked(Intent.FIGURE, phone, figure, named, place, where)
    if _ORGANISATION.search(text) and not phone and not _GOING.search(text):
        return Asked(Intent.ORGANISATION, phone, None, named, place, where)
    if phone or where:
        return Asked(Intent.DESK, phone, None, named, place, where, hours=bool(_OPEN.search(text)))
    return Asked(Intent.MEASURE, phone, None, named, place, where)
