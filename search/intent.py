"""What kind of answer a question wants, told by how it is put."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Intent(StrEnum):
    """The kinds; a question has one, and may ask for a desk's number besides."""

    DESK = "desk"  # where to go, whom to ask
    FIGURE = "figure"
    WHEN = "when"
    COMPARISON = "comparison"
    MEASURE = "measure"  # what is done


_PHONE: Final = re.compile(r"電話番号|連絡先|電話は|電話を(?=かけ|し|教|知|$)|番号は|番号を|ファックス|fax|何番に")
_DESK: Final = re.compile(
    r"どこ(?:に|へ|で|が|の窓口|の課)?.{0,6}(?:相談|行け|行った|聞け|聞い|尋ね|連絡|頼|申し込|届け|言え|話せ|駆け込)|相談(?:先|窓口|所|できるところ|できるとこ|できる場所|"
    r"する所|[をが]?したい|に乗って|相手)|窓口|どの課|誰に|だれに|どこ[?？]|どこですか|どこの管轄|管轄|担当(?:は|って)?.{0,4}どこ|担当の(?:包括|地域包括|センター)|どっち|包括支援センター|相談できますか|相談の電話|"
    r"(?:センター|窓口|相談室|相談)(?:は|って)?.{0,4}ど(?:こ|の地区)|相談ができる|聞いてくれる(?:所|ところ|人)|何というセンター|相談できる"
)
_COMPARISON: Final = re.compile(
    r"比較|比べ|違い|横並び|各市|各自治体|他市|他の市|自治体(?:は|の例|の事例|を|$)|市町村は|それぞれの市|市ごと|先行例|先進|事例|の例(?:$|は|を|と)|(?:[てで]いる|した)(?:市|町)(?![民内役営立職])"
)
_WHEN: Final = re.compile(
    r"(?:^|[^ぁ-ん]|[はにがをの])いつ(?!も|でも|か(?!ら)|ま(?!で)|つ|く)|何年(?!間)|何月|何日(?!間)|開始(?:年|時期)|曜日|何時(?!間)|期限|締め?切|(?:営業|受付|開所|開館|利用)時間|(?:開設|開始|開催)日|日程"
)
_HOURS: Final = re.compile(r"(?:営業|受付|開所|開館|利用)時間|(?:開設|開始|開催)日")  # also of a desk
# What is counted, and how a figure of it is printed.
_COUNTED: Final = (
    (
        re.compile(
            r"いくら(?!い)|金額|料金|保険料は|費用は|予算|何円|(?:給付|支給|補助|月|年|助成)額|(?:給食|参加|会|利用|入場)(?:費|料)(?!無料)|値段"
        ),
        r"円",
    ),
    (re.compile(r"何(?:パーセント|%|%|割)|割合|率(?:は|の|を|$)|回収率|充足率"), r"[%％割]|ポイント"),
    (re.compile(r"何[かヵカヶケ箇個]?所|[箇か個]所数|設置数|何施設|施設数"), r"[かヵカヶケ箇個]所|施設|カ所"),
    (re.compile(r"何[かヵカヶケ箇]月"), r"[かヵカヶケ箇]月"),
    (re.compile(r"何人|何名|人数|者数|員数|利用者は|会員数"), r"人|名"),
    (re.compile(r"何件|件数"), r"件|人|回"),
    (re.compile(r"何回|回数"), r"回"),
    (re.compile(r"何世帯|世帯数"), r"世帯"),
    (re.compile(r"何団体|団体数|登録数"), r"団体|グループ|人"),
    *((re.compile(rf"何{unit}|{unit}数"), unit) for unit in ("冊", "枚", "台", "校", "園", "床", "戸", "部(?!署)")),
    (re.compile(r"何地区|何区|地区数"), r"地区|区"),
    (re.compile(r"何種類|種類数"), r"種"),
    *((re.compile(rf"何{unit}"), unit) for unit in ("時間", "日間", "歳")),
    (
        re.compile(
            r"数値|目標値|実績値|現状値|KPI|kpi|指標|推移|どれ(?:くらい|だけ)|数は|数の推移|(?:の|定)数(?:$|[をがはにとも?？。、])"
        ),
        r"",
    ),
)
_TIMES: Final = (
    (re.compile(r"曜日"), r"曜|毎日|平日|毎月第"),
    (re.compile(r"何時|終電|時間帯|(?:営業|受付|開所|開館|利用)時間"), r"\d\s*時|午[前後]"),
    (re.compile(r""), r"[年月]"),
)
_DIGIT: Final = r"[0-9０-９〇一二三四五六七八九十百千][0-9０-９,，.．〇一二三四五六七八九十百千万億]*\s*"


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of answer, whether a number to call is wanted, and the shape of the figure or date that would answer."""

    intent: Intent
    phone: bool
    figure: re.Pattern[str] | None


def asked(question: str) -> Asked:
    """Read ``question``."""
    text = unicodedata.normalize("NFKC", question)
    phone = bool(_PHONE.search(text))
    figure = _figure(text)
    if _COMPARISON.search(text):
        return Asked(Intent.COMPARISON, phone, None)
    if _WHEN.search(text) and (_HOURS.search(text) or not _DESK.search(text)):
        shape = next(shape for words, shape in _TIMES if words.search(text))
        return Asked(Intent.WHEN, phone, re.compile(shape if shape != r"[年月]" else rf"{_DIGIT}(?:年|月)"))
    if figure is not None and not phone:
        return Asked(Intent.FIGURE, phone, figure)
    if phone or _DESK.search(text):
        return Asked(Intent.DESK, phone, None)
    return Asked(Intent.MEASURE, phone, None)


def _figure(text: str) -> re.Pattern[str] | None:
    for words, unit in _COUNTED:
        if words.search(text):
            return re.compile(rf"{_DIGIT}(?:{unit})" if unit else r"[0-9０-９]")
    return None
