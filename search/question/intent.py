"""What kind of answer a question wants, told by how it is put."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final

from corpus.figures import years as years_of

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
    r"住所(?!変更|地特例|不定|を?失|が?な[いく]|の?異動)|所在地|どこにあ[るり]|(?:センター|窓口|相談室|事務所)の?場所(?:は|を|が|$|[?、])"
)
_ROLE: Final = (
    r"(?:副?(?:市長|町長|村長|区長|知事|会長|委員長|理事長)|[課部局係室所園校館]長|施設長|センター長|座長|議長|代表者?|民生委員(?:・?児童委員)?|児童委員|"
    r"委員|講師|担当者|担当職員|責任者|職員|医師|先生|相談員|支援員|推進員|保健師|看護師|協力員|コーディネーター|ケアマネ(?:ジャー)?|ケースワーカー)"
)
_ROLE_NAMED: Final = re.compile(
    rf"(?P<role>{_ROLE})(?:さん|の方)?(?:の|、)?(?:お?名前|氏名)|"
    rf"(?P<who>{_ROLE})(?:さん|の方)?(?:は|って|が|、)?\s*(?:誰|だれ|どなた)(?:です|でし|だっ|なの|か|$|[?。])"
)
_FAMILY: Final = r"[一-龠々]{1,4}"
_ORGANISATION: Final = re.compile(
    r"どの(?:部署|局|部(?![分屋])|係|会議|委員会|協議会|機関|組織|団体)|(?:どの|何)課の?(?:所管|担当か|が所管)|所管|事務局|構成員|構成メンバー|誰で構成|"
    r"(?:どこ|誰|だれ)に委託|委託先|(?:体制|組織)(?:は|を|と|の|$|[(?、])|(?:機関|部署|課|組織|会議体?|委員会|協議会)は?(?:どこ|何)|(?:担う|担当する|行う|協議する)(?:部署|機関|課|組織|会議|委員会|協議会)"
)
_COMPARISON: Final = re.compile(
    r"比較|比べ|違い|横並び|各市|各自治体|他市|他の市|自治体(?:は|の例|の事例|を|$)|市町村は|それぞれの市|市ごと|先行例|先進|事例|の例(?:$|は|を|と)|(?:[てで]いる|した)(?:市|町)(?![民内役営立職])"
)
_WHEN: Final = re.compile(
    r"(?:^|[^ぁ-ん]|[はにがをの])いつ(?!も|でも|か(?!ら)|ま(?!で)|つ|く)|何年(?!間)|何月|何日(?!間)|開始(?:年|時期)|曜日|何時(?!間)|期限|締め?切|(?:営業|受付|開所|開館|利用)時間|(?:開設|開始|開催)日|日程"
)
_OPEN: Final = re.compile(
    r"何時(?!間)|何曜|(?:営業|受付|開所|開館|利用|相談|窓口の?)時間|[土日]曜[日も]?.{0,6}(?:開|や[っる]|あ[いる]|行|相談)|祝日|土日|年中無休|休み(?:の日|は)|開いて(?:い|ま|る)|"
    r"夜間?(?:も|でも|は|に).{0,6}(?:開|や[っる]|相談でき)"
)
_HOURS: Final = re.compile(r"(?:営業|受付|開所|開館|利用)時間|(?:開設|開始|開催)日")  # also of a desk
_DIGIT: Final = r"[0-9０-９〇一二三四五六七八九十百千][0-9０-９,，.．〇一二三四五六七八九十百千万億]*\s*"
# What is counted, and how a figure of it is printed.
_COUNTED: Final = (
    (
        re.compile(
            r"いくら(?!い|か(?!か))|金額|料金|保険料は|費用は|予算|何円|お金(?:が|は|も)?(?:いる|い[りら]|要|かか)|(?<![無有資材食燃原飲])料(?:と|は?[?]|は?$|を(?:教|知))|"
            r"(?<!消)費(?:は?[?]|は?$|を(?:教|知)|は(?:どの|どれ|何|かか))|(?<![時世年交現近初])代(?:は?[?]|は?$|を(?:教|知)|は(?:どの|どれ|かか))|(?:給付|支給|補助|月|年|助成)額|(?:給食|参加|会|利用|入場)(?:費|料)(?!無料)|値段"
        ),
        r"円",
    ),
    (
        re.compile(
            r"何(?:パーセント|%|%|割)|割合|(?<!効)(?<!能)(?<!比)率(?:は|の|を|も|って|$|[、,?\s(])|回収率|充足率"
        ),
        r"[%％割]|ポイント|(?<=[.．][0-9])(?![0-9０-９歳人件回円倍])",
    ),
    (re.compile(r"何[かヵカヶケ箇個]?所|[箇か個]所数|設置数|何施設|施設数"), r"[かヵカヶケ箇個]所|施設|カ所"),
    (re.compile(r"何[かヵカヶケ箇]月"), r"[かヵカヶケ箇]月"),
    (re.compile(r"何人|何名|人数|者数|員数|利用者は|会員数"), r"人|名"),
    (re.compile(r"何件|件数"), r"件|人|回"),
    (re.compile(r"何回|回数"), r"回"),
    (re.compile(r"何世帯|世帯数"), r"世帯"),
    (re.compile(r"何団体|団体数|登録数"), r"団体|グループ|人"),
    (re.compile(r"何チーム|チーム数"), r"チーム"),
    (re.compile(r"定員"), r"人|名"),
    (re.compile(r"残高"), r"円"),
    (re.compile(r"倍率"), r"倍"),
    *((re.compile(rf"何{unit}|{unit}数"), unit) for unit in ("冊", "枚", "台", "校", "園", "床", "戸", "部(?!署)")),
    (re.compile(r"何地区|何区|地区数"), r"地区|区"),
    (re.compile(r"何種類|種類数"), r"種"),
    *((re.compile(rf"何{unit}"), unit) for unit in ("時間", "日間", "歳")),
    (
        re.compile(r"何(?:[キグトリメミ][ァ-ヶー]{1,4}|[a-zA-Zｱ-ﾝ㎏㎡]{1,3})"),
        r"キロ|グラム|トン|リットル|メートル|kg|[gtlmL㎏㎡]",
    ),
    (
        re.compile(
            r"数値|目標値|実績値|現状値|いくつ(?!も|か(?![?。]|$)|に(?:な|の)|まで|から)|KPI|kpi|指標|推移|どれ(?:くらい|だけ)|数は|数の推移|(?:の|定)数(?:$|[をがはにとも?？。、])"
        ),
        r"",
    ),
)
# When something is, and how that is printed; the first that fits.
_TIMES: Final = (
    (re.compile(r"曜日"), re.compile(r"曜|毎日|平日|毎月第")),
    (
        re.compile(r"何時|終電|時間帯|(?:営業|受付|開所|開館|利用)時間"),
        re.compile(r"\d\s*時|午[前後]"),
    ),
    (re.compile(r""), re.compile(rf"{_DIGIT}(?:年(?!間|代|時代|以上|ぶり)|月)")),
)
_GOING: Final = re.compile(r"に(?:行|相談|聞|尋|連絡|電話|申し?込|頼)|相談した|行け|窓口")
_DEADLINE: Final = re.compile(r"締め?切|期限|いつまで|申し?込み?(?:期間|期日)")
_UNTIL: Final = re.compile(r"まで|締め?切|期限|期日|申し?込|必着|受付|募集")
# 登録団体数 H28:711, 登録戸数(累計) 1671: a number that stands behind its 数 and needs no unit.
_COUNT: Final = r"数\s*(?:[(（][^)）]{1,8}[)）])?\s*[:：]?\s*(?:[RH][0-9]{1,2}\s*[:：]\s*)?[0-9]"
_CHANGE: Final = re.compile(r"変化|推移|増え|増加|伸び")

_UNCOUNTED: Final = (Wants.DESK, Wants.PHONE, Wants.HOW_TO_APPLY, Wants.DEFINITION, Wants.OTHER)
# Of 184 held-out texts with the shape of a figure or a date, 165 want one: from .4 on 8 of them and 8 of the 19 others
# are taken for something else, from .5 on 7 and 7, from .6 on 4 and 4. Of 147 judged ones, four off every topic.
_UNCOUNTED_LEAST: Final = 0.6
_GOING_LEAST: Final = 0.3  # arbitrary: a desk is told beside what is done, where one fits


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of answer, whether a number to call is wanted, and the shape of the figure or date that would answer.

    ``years`` are those that the figure has to be of, ``place`` says that an address is wanted, ``where`` that it is
    also asked where to go, ``hours`` that it is asked when it is open, and ``about`` is what else the sentence must
    have: まで for a deadline.
    """

    intent: Intent
    phone: bool
    figure: re.Pattern[str] | None
    years: tuple[int, ...] = ()
    place: bool = False
    where: bool = False
    about: re.Pattern[str] | None = None
    hours: bool = False

    @property
    def desk(self) -> bool:
        """Whether a desk may be told: not beside a figure, a date or a name, unless it is asked where to go."""
        return self.where or self.phone or self.intent not in (Intent.FIGURE, Intent.WHEN, Intent.NAME)


def asked(question: str, learned: Learned) -> Asked:
    """Read ``question``: the shapes of words, unless the learned models are sure that no figure and no date is wanted.

    「鍋を何回も焦がす」 has the shape of a question for a figure, 「いくら言っても」 of one for money.
    """
    kind = _shaped(question)
    if kind.intent not in (Intent.FIGURE, Intent.WHEN):
        return kind
    wants = learned.wants
    if sum(wants[each] for each in _UNCOUNTED) < _UNCOUNTED_LEAST:
        return kind
    intent = Intent.DESK if wants[Wants.DESK] >= _GOING_LEAST else Intent.MEASURE
    return replace(kind, intent=intent, figure=None, about=None)


def _shaped(question: str) -> Asked:
    text = unicodedata.normalize("NFKC", question)
    phone = bool(_PHONE.search(text))
    place = bool(_SITE.search(text))
    where = place or bool(_DESK.search(text))
    years = years_of(text)
    figure = _figure(text)
    if _COMPARISON.search(text):
        return Asked(Intent.COMPARISON, phone, None, years, place, where)
    if (named := _ROLE_NAMED.search(text)) is not None:
        return Asked(Intent.NAME, phone, _person(named["role"] or named["who"]), years, place, where)
    if _WHEN.search(text) and (_HOURS.search(text) or not where):
        date = next(date for words, date in _TIMES if words.search(text))
        return Asked(Intent.WHEN, phone, date, years, place, where, _UNTIL if _DEADLINE.search(text) else None)
    if figure is not None and not phone:
        return Asked(Intent.FIGURE, phone, figure, years, place, where)
    if _ORGANISATION.search(text) and not phone and not _GOING.search(text):
        return Asked(Intent.ORGANISATION, phone, None, years, place, where)
    if phone or where:
        return Asked(Intent.DESK, phone, None, years, place, where, hours=bool(_OPEN.search(text)))
    return Asked(Intent.MEASURE, phone, None, years, place, where)


def _figure(text: str) -> re.Pattern[str] | None:
    """How a figure is printed that is asked for; of several that are, any."""
    units = dict.fromkeys(unit for words, unit in _COUNTED if words.search(text))
    if not units:
        return None
    if any(units) and _CHANGE.search(text):
        units["倍"] = None
    return _shape(tuple(unit for unit in units if unit), counted="数" in text)


@cache
def _shape(units: tuple[str, ...], *, counted: bool) -> re.Pattern[str]:
    shape = "|".join(rf"{_DIGIT}(?:{unit})" for unit in units) or r"[0-9０-９]"
    return re.compile(f"{shape}|{_COUNT}" if counted else shape)


@cache
def _person(role: str) -> re.Pattern[str]:
    """A person's name beside ``role``: 会長 山田太郎氏, 会長の山田 太郎, 山田太郎会長."""
    name = rf"{_FAMILY}[ \u3000]?[一-龠々ぁ-んァ-ヶー]{{1,5}}"
    spaced = rf"{_FAMILY}[ \u3000][一-龠々ぁ-ん]{{1,4}}(?![一-龠々])"
    return re.compile(
        rf"{role}[^。\n]{{0,24}}?{_FAMILY}[ \u3000]?[一-龠々ぁ-んァ-ヶー]{{0,5}}\s*氏(?!名)|"
        rf"{role}\s*[:：(（は、]\s*{name}(?:さん|先生|様|です)|{role}[\s:：]+{spaced}|"
        rf"(?:^|[\s、。・)）]){_FAMILY}[ \u3000]{_FAMILY}[ \u3000]?(?:{role})"
    )
