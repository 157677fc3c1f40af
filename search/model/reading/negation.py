"""Negative forms, and what only looks like one (だけでなく, なければならない, 欠かせない).

Words that end a thing (終了, 廃止, 中止) or say that it lacks (不足) deny it; 増加 and 減少 are each other's opposite.
"""

import re
from typing import Final

from .changes import LESS, MORE

_ONLY_LOOKS_SO: Final = re.compile(
    r"(?:だけ|のみ|ばかり)で(?:は)?なく|のみならず|(?:に|のみに)(?:とど|留)まらず|(?:に|も|を)(?:かかわ|関わ|拘わ|問わ|限ら)ず"
    r"|な(?:ければ|くては|いと)(?:な[らり]|いけ)(?:ない|ません)?|ねばな(?:らない|りません)|(?:ざる|やむ)を得(?:ない|ません|ず)"
    r"|かもしれ(?:ない|ません)|(?:欠か|かか)せ(?:ない|ません)|少な(?:い|く(?:ありません|ない)?)|危ない"
    r"|(?:切れ目|途切れ|隙間|すき間|もれ|漏れ|かけがえ|限り|絶え間)(?:が|の|る[こ]と)?な[いく]|に(?:ほか|他)な(?:らない|りません)|つない|つなが"
    r"|ない(?=よう(?:に|な)(?:する(?=ため)|(?![しす])))|ない(?=よう[、努配])|必ず|まず|わずか|ずつ|あわせ|な(?:く)(?=す|し|そう)"
)
_NEGATIVE: Final = re.compile(
    r"ませんか?|ない(?!し)|なかった|なく|(?<=せ)ず|(?<=[あかがさたなばまらわせえけげてでねべめれじきしちにびみりい])ず(?=に|、|。|と|$)"
    r"|(?<=対象|範囲|適用|区域|時間)外|以外|除(?:く|き|い|か|外)|不(?:要|可|能|成立|実施|十分|調|自由|安定|適切)|未(?:定|実施|設置|策定|整備|対応|開設|達成|着手|確定)"
    r"|不足|足り(?:てい)?(?:ない|ません)|終了|廃止|中止|休止|停止|終え|やめ|取りやめ|打ち切"
)
_OTHER_FORMS: Final = (
    (re.compile(r"(?:が|は|を|し)?(?:なくても|ないでも|なしで)も?"), "は必要なく、"),
    (re.compile(r"不要"), "必要ない"),
)
_OPPOSITES: Final = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (f"{MORE}|高め|最多|最高", f"{LESS}|低め|最少|最低"),
        (r"開始|始[めま]|新設|開設", r"終了|終[わえ]|廃止|閉鎖"),
        (r"有料", r"無料|無償"),
        (r"長[いくか]|延び|伸び|延長", r"短[いくか]|短縮"),
        (r"禁止|禁じ|認められ(?:ない|ません|ず)", r"認め(?:られ(?:てい|ま|る)|ています|ます)|許可|自由に"),
        (r"任意|自由", r"必須|義務|強制"),
        (r"延べ|のべ", r"実人数|実人員|実利用"),
        (r"非公開|公開しな", r"(?<!非)公開(?!しな)"),
        (r"賛成", r"反対"),
        (r"(?<!不)満足", r"不満"),
        (r"強[いくま化]", r"弱[いくまり]"),
        (r"広[いくがげ]|拡大", r"狭[いくま]|縮小"),
        (r"早[いくま]", r"遅[いくれ]"),
        (r"易し|容易|しやす", r"難し|困難|しにく"),
        (r"加入|入会", r"脱退|退会"),
        (r"以前", r"以降|以後"),
        (r"直営|直接", r"委託"),
        (r"新設|新築", r"改修|既存"),
    )
)
_DENIES_CLAUSE: Final = re.compile(r"[不未終廃中休停打取や]")  # denies a thing, not the word before it


def in_common_form(text: str) -> str:
    """``text`` without what only looks negative; 手帳がなくても and 手帳は不要 as 手帳は必要ない."""
    for pattern, form in _OTHER_FORMS:
        text = pattern.sub(form, text)
    return _ONLY_LOOKS_SO.sub("", text)


def negative_forms(text: str) -> list[tuple[int, int]]:
    """Where the negative forms of a text in common form stand."""
    return [match.span() for match in _NEGATIVE.finditer(text)]


def denies_whole(text: str, place: int) -> bool:
    """Whether the negative form at ``place`` denies the whole clause and not the word before it."""
    return _DENIES_CLAUSE.match(text, place) is not None


def turns_round(told: str, cited: str) -> bool:
    """Whether ``told`` has a word of direction of which ``cited`` has only the opposite: 増加 for 減少."""
    for pair in _OPPOSITES:
        for own, other in (pair, pair[::-1]):
            if own.search(told) and not own.search(cited) and other.search(cited) and not other.search(told):
                return True
    return False
