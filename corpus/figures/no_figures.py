"""What has numerals and counts nothing: addresses of pages, numbers of sections and houses, codes, idioms.

Each list holds what was met in five plans, 92 pages of cities and the task's own examples; the idioms are those whose
second half is a unit too (一部, 十分, 八戸) or that a unit may follow. A number before a word is a section's at the head of a
line or of a cell, in brackets, or behind 図表 and the like, unless its unit stands behind it. What it misses: headings in
running text (1 法令の根拠 2 関連計画), numbers that end names (健康づくり21) and houses without 番 or a hyphen (桃原76).
"""

import re
from typing import Final

from .bounds import behind
from .figure import Bound
from .taken import GONE, without
from .units import unit_at, unit_behind

# Most patterns take what they begin with from one set of signs and tell behind it which of them it was: a search for a
# set goes over other signs ten times as fast as one that tries every part at each of them.
_K: Final = "〇一二三四五六七八九十百"
_URL: Final = re.compile(
    r"[A-Za-z0-9._%+-](?:(?<=h)ttps?://[!-~]++|(?<=w)ww\.[!-~]++|(?<![A-Za-z0-9._%+-].)[A-Za-z0-9._%+-]*+@[A-Za-z0-9.-]++"
    r"|(?<=[A-Za-z0-9-])(?<![A-Za-z0-9.-].)[A-Za-z0-9-]*+\.(?:[A-Za-z0-9-]++\.)*+(?:jp|com|org|net|html?|pdf)(?![A-Za-z0-9])(?:/[!-~]*+)?+)"
)
_POSTAL: Final = re.compile(
    r"[〒郵0-9](?:(?:(?<=〒)|(?<=郵)便番号)[: ]{0,3}+[0-9]{3}(?: ?[-ー] ?)?[0-9]{4}(?![0-9])"
    r"|(?<![0-9-].)(?<=[0-9])[0-9]{2}-[0-9]{4}(?![0-9-])(?= ?(?:北海道|東京都|大阪府|京都府|[一-龠]{2,3}県|[一-龠]{1,5}市)))"
)
_N: Final = rf"(?:[0-9]++|[{_K}]{{1,4}}+)"
# 第3章, 第1・2号被保険者, 第5条の2, 第3回; terms (第9期) and weeks (第2火曜) are read before.
_ORDINAL: Final = re.compile(
    rf"[第0-9](?:(?<=第) ?{_N}(?: ?[・、,~-] ?第?{_N}){{0,6}}+ ?(?:[章節条項号編部款表回次種類段階層版報弾話位番条期課日者線四]|"
    rf"半期)?(?:の{_N})?"
    rf"|(?<=[0-9])(?<![0-9.,].)[0-9]{{0,3}}(?: ?[~・、-] ?[0-9]{{1,4}}){{0,4}} ?(?:章|節|条(?!件)|項(?!目)|"
    rf"号(?![車室館棟線])|款|次(?!世代)|類(?!型)|型|編(?!成))(?:の[0-9]++)?)"
)
_WORD_LABEL: Final = (
    "基本事業|指標|別表|図表|図|表|資料|別紙|別添|様式|参考|注|例|設問|問|質問|基本目標|重点目標|目標|基本方針|方針|重点施策|基本施策|施策|取組|柱|"
    "政策|事例|ケース|ステップ|フェーズ|レベル|ステージ|パターン|タイプ|グループ|ページ|頁|答|写真|事業番号|課題|視点|条例|方向性|基準|その|要介護度?|要支援|支援区分|程度区分|参考資料|添付資料|議題|議案"
)
# 図表3-1, 資料4, 基本目標2; not 図表12件: what is counted has its unit behind it.
_LABELLED: Final = re.compile(
    rf"(?=[基指別図表資様参注例設問質重目方施取柱政事ケスフレパタグペ頁答写課視条そ要支程添議※*QPp0-9 ])(?:(?<![一-龠])(?:{_WORD_LABEL})|"
    rf"(?<=[域本度間点体準要果害])(?:{_WORD_LABEL})|(?<=[。■•●○])|[※*Q問]|(?<![A-Za-z])(?:[Pp]{{1,2}}\.?|"
    rf"[Pp]age) ?)"
    rf" ?(?P<number>[0-9]{{1,4}}(?: ?[-~,・] ?[0-9]{{1,4}}){{0,4}}+)(?!\.?[0-9]|[,%万千億])"
)
_PAGE: Final = re.compile(
    r"[-0-9 \t](?:(?<=[0-9])(?<![0-9全総約計].)[0-9]{0,3} ?(?:ページ|頁)"
    r"|(?m:(?<=^.)(?:(?<=-)|(?<=[ \t])[ \t]*+-) ?[0-9]{1,4} ?-[ \t]*+$))"
)
# 301会議室 and 8020運動 are names; 12会議室 counts.
_NAME: Final = re.compile(
    r"[0-9](?<![0-9.,].)[0-9]{2,3}(?=号?[A-Z]? ?(?:大|小|中|第)?(?:会議室|教室|研修室|応接室|診察室|講義室|相談室|運動(?![器場会部不習])))"
)
_CODE: Final = re.compile(
    r"[番コNI№0-9](?:(?:(?<=番)号|(?<=コ)ード|(?<![A-Za-z].)(?:(?<=N)[Oo]|(?<=I)D)\.?|(?<=№))[は: ]{0,3}+[A-Z]{0,4}-?[0-9][A-Z0-9-]*+"
    r"|(?<=[0-9])(?:(?<![0-9-].)[0-9]*+(?:-[0-9]++){2,}+|(?<![0-9.].)[0-9]*+(?:\.[0-9]++){2,}+))"
)
_HOUSE: Final = re.compile(
    rf"[0-9{_K}](?:(?<![0-9].)(?:(?<=[0-9])[0-9]*+|(?<=[{_K}])[{_K}]{{0,3}}+)(?: ?[~・、] ?{_N}){{0,5}} ?丁目(?: ?の? ?[0-9]{{1,4}} ?(?:番地?|"
    rf"-|の)?(?: ?の? ?[0-9]{{1,4}} ?(?:号|-)?(?:[0-9]{{1,4}}(?:号室?)?)?)?)?"
    r"|(?<=[0-9])(?:(?<![0-9].)(?:[0-9]{0,3}(?: ?[~・、-] ?[0-9]{1,4}){1,4}+ ?(?:番地?|号)(?![車室館棟線目組])|"
    r"[0-9]{0,4} ?番地?(?:の ?[0-9]{1,4}|-[0-9]{1,4}|[0-9]{1,3})? ?号|[0-9]{0,4} ?番地(?:の? ?[0-9]{1,4})?"
    r"|[0-9]{0,3} ?番(?![目組]))|(?<=[町村区字条里通丁原野沢].)[0-9]{0,3}-[0-9]{1,4}(?![0-9人名件回歳年月日%])))"
)
_VAGUE: Final = re.compile(
    rf"[数何幾0-9{_K}千万,](?:(?<=[数何幾]) ?[十百千万億]++(?![一二三四五六七八九])|(?:(?<=数)(?<![一-龠々ァ-ヴ].)|(?<=[何幾]) ?)[0-9]++[千万]?"
    rf"|(?<=[0-9{_K}千万,])(?<![0-9{_K}千万,.].)[0-9{_K}千万,]*+ ?数(?=[十百千万人名件回年か日時分円世社歳]))"
)
_HEADER: Final = re.compile(
    r"単位[ :・]{0,3}+(?:[十百千万億]++ ?[^\s0-9]|%)|[(\[【「][十百千万億]++ ?[円人件世戸][^0-9]{0,3}[)\]】」]"
)
_UNDATED: Final = re.compile(
    r"[毎翌当前同各0-9](?:(?<![0-9])月 ?の? ?[0-9]{1,2} ?日(?![間以程])|(?<=[0-9])(?<![0-9].)[0-9]? ?年度)"
)
_ITSELF: Final = re.compile(
    r"[誰人1一二三七](?:(?<=誰) ?[1一] ?人|(?<=[1一]) ?人(?:ひとり|[1一] ?人|暮|ぐらし|ぐらい|親|っ子|住|身|で(?:悩|抱)|"
    r"歩き|息子|の(?:人間|大人|個人|市民|生徒|女性|男性))|(?<=[1一]) ?つ(?:ひとつ|[1一] ?つ|屋根)|(?<=一)時(?![間])"
    r"|(?<=人)生 ?(?:100|百) ?年|(?<=[1一]) ?日も早|(?<=[1一]) ?日(?:でも|千秋)|(?<=二)人三脚|(?<=三)三七|(?<=七)五三|(?<=[1一二三]) ?人称)"
)
_IDIOMS: Final = (
    "一部|一般|一体|一時|一度|一番|一層|一切|一定|一方|一緒|一致|一貫|一覧|一連|一環|一括|一律|一次|一助|一因|一元|一様|一歩|一点|一生|"
    "一人前|一面|一段|一端|一丸|一円|一本化|一年中|一家|一軒家|一戸建|一件落|一周忌|一週間前後|一員|一途|一石|一式|一世|一足|一口|一通り|"
    "一目|一言|一気|一応|一見|一新|一斉|一昨|一期一会|一朝|一角|一品|一行|一族|一同|一旦|一日千秋|"
    "二次|二重|二階堂|二十四節気|二本松|二世(?!帯|代)|二戸市|二人三脚|三重|三世代交|三日月|三日坊主|三角|三者|三種の神器|三本の矢|三島|三戸|三次|"
    "四国|四季|四半期|四万十|四日市|四方|四つ葉|四街道|四苦八苦|五十嵐|五十音|五反田|五感|五所川原|五島|五輪|五泉|五戸町|六本木|六戸|六法|"
    "六日町|七戸|七夕|七尾|八王子|八百屋|八戸|八日市|八千代|八幡|八代市|八街|八方|八つ当|九州|九十九|九重|九戸|"
    "十分(?![間前後程以ほぐ]|の[一二三四五六七八九])|十日町|十和田|十文字|十人十色|十代田|十勝|十津川|十字|"
    "六ヶ所(?=村)|五ヶ瀬|七ヶ浜|七ヶ宿|三ヶ日|七十七銀行|十六銀行|八十二銀行|百五銀行|五分五分|百合|百歳体操|百日咳|百人一首|百貨|百分率|百科|百舌|千葉|千代|千歳(?=市|空|烏|飴|川|町|船橋|線)|千種|千里|千曲|千人針|千本|千差|千羽|"
    "千円未満の端数|万一|万全|万引|万が一|万能|万年|万国"
)
_IDIOM_FIRST: Final = re.compile("[一二三四五六七八九十百千万統唯同単均画随逐専]")
_IDIOM: Final = re.compile(rf"(?=[一二三四五六七八九十百千万])(?:{_IDIOMS})|[統唯同単均画随逐専][一]|三十三間堂")
_HEAD_OF_LINE: Final = re.compile(
    r"(?m)^[ \t]*+(?:[-・•○●■◆*] ?)?+(?P<mark>[(\[【<〔]?[0-9]{1,2}(?:[-.][0-9]{1,2}){0,4}+(?P<close>[)\].】>〕](?![0-9]))?)(?P<blank>[ \t]*+)(?P<next>[^\n]?)"
)
# （２）in running text and 。２．behind a sentence; 12(3) of a table has a value before it.
_LISTED: Final = re.compile(
    r"[【(0-9](?:(?<=【)[0-9]{1,2}】(?!\Z)|(?<![0-9%人名件回円]\()(?<=\()[0-9]{1,2}\)(?![^\n\t0-9]?\Z)|"
    r"(?<=[。\s■●○•][0-9])[0-9]?\.(?= ?[^\s0-9%])|(?<=[89])0[56]0(?= ?(?:問題|世帯|家庭)))"
)
# What goes in turn, whether it needs a digit, and signs of which any match has one: cells are mostly without.
_TURNS: Final = (
    (_NAME, True, "室運"), (_UNDATED, True, "日度"), (_ORDINAL, False, "第章節条項号款次類型編"), (_PAGE, True, "ペ頁-"),
    (_CODE, True, "番コNI№-."), (_HOUSE, False, "丁番号-"), (_HEADER, False, "単([【「"), (_ITSELF, False, "誰人つ時日三五"),
)  # fmt: skip
_VAGUE_SIGNS: Final = "数何幾"
_LISTED_SIGNS: Final = "【(.0"
_DIGIT: Final = re.compile("[0-9]")
_WORD_START: Final = re.compile(r"[ぁ-ゖァ-ヴ一-龠々「『【〔(○●■□◆◇]")
_POWERS: Final = ("十", "百", "千", "万", "億", "兆")
_ENDS: Final = re.compile(r"[\s、。,)\]」』0-9/:~以未超程前余約\0(のに]|$")


def without_codes(flat: str) -> str:
    """``flat`` without addresses of pages and mail and without postal codes, which look like telephone numbers."""
    return _gone(_POSTAL, _gone(_URL, flat))


def without_ordinals(flat: str) -> str:
    """``flat`` without numbers of sections, pages, houses and codes and without idioms, once dates and phones are out."""
    digits = _DIGIT.search(flat) is not None
    signs = frozenset(flat)
    for pattern, in_digits, needed in _TURNS:
        if (digits or not in_digits) and not signs.isdisjoint(needed):
            flat = _gone(pattern, flat)
    flat = _without_idioms(flat)
    flat = flat if signs.isdisjoint(_VAGUE_SIGNS) else _gone(_VAGUE, flat)
    if not digits:
        return flat
    flat = flat if signs.isdisjoint(_LISTED_SIGNS) else _gone(_LISTED, flat)
    flat = _LABELLED.sub(_unless_counted, flat)
    return _HEAD_OF_LINE.sub(_unless_value, flat)


def _gone(pattern: re.Pattern[str], flat: str) -> str:
    return pattern.sub(_as_gone, flat)


def _as_gone(match: re.Match[str]) -> str:
    return GONE * len(match[0])


def _without_idioms(flat: str) -> str:
    """``flat`` without idioms, of which there are too many to be tried at each sign."""
    spans: list[tuple[int, int]] = []
    for first in _IDIOM_FIRST.finditer(flat):
        match = _IDIOM.match(flat, first.start()) if not spans or first.start() >= spans[-1][1] else None
        if match is not None:
            spans.append(match.span())
    return without(flat, spans) if spans else flat


def _unless_counted(match: re.Match[str]) -> str:
    flat, end = match.string, match.end()
    spaced = flat.startswith(" ", end)
    numbered = (
        spaced and match.start("number") > match.start() and flat[match.start("number") - 1] != " "
    )  # 問5 週に3回
    if not numbered and unit_at(flat, end + spaced) is not None:
        return match[0]
    return match[0][: match.start("number") - match.start()] + GONE * (end - match.start("number"))


def _unless_value(match: re.Match[str]) -> str:
    """A line's first number, taken out where it numbers the line: 1 相談支援, (1) 相談, 1-2 相談, 3相談."""
    if not _numbers_line(match):
        return match[0]
    start, end = match.start("mark") - match.start(), match.end("mark") - match.start()
    return match[0][:start] + GONE * (end - start) + match[0][end:]


def _numbers_line(match: re.Match[str]) -> bool:
    flat, end = match.string, match.end("blank")
    if match["close"]:
        return True
    if flat.startswith(_POWERS, end) or flat.startswith(("分の", "から", "ないし"), end):
        return False  # 1 万 2 千 人, 3分の1, 3から5人
    if behind(flat, end)[1] is not Bound.EXACT or flat.startswith("余", end):
        return False  # 15.0以下
    if match["mark"][0] in "([【<〔" or not _WORD_START.match(match["next"] or ""):
        return False
    blank = match["blank"]
    found = unit_behind(flat, match.end("mark")) if blank.strip(" ") == "" else None
    if found is None:
        return "\t" not in blank
    row, place = found
    if row.in_kanji or not blank:
        return False  # 3 人の職員
    return not _ENDS.match(flat, place) or flat.startswith("の", place)
