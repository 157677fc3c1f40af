"""What laws and guidelines of the state say, as plans repeat it: no municipality's own."""

import re
from typing import Final

# 障害者差別解消法, 社会福祉法第106条, 自殺総合対策大綱, 再犯防止推進法; what only ends like a law is none.
_LAW: Final = re.compile(
    r"(?:[一-龠々ァ-ヶー]|こども)*?(?:[一-龠々]{2,}(?<![方手技療用文司立違合不適製無作話筆語農画])法(?![一-龠々])|基本法|[一-龠々]{2,}法律|対策大綱|推進法|[一-龠々]{2,}大綱"
    r"|基本指針|基本方針(?=」?(?:が閣議|を閣議)))"
)
# What happens to a law, or what it does: the state acts. 法に基づき alone may begin what the city does itself.
_ACTS: Final = re.compile(
    r"施行され|施行(?:され|に伴|により)|改正(?:され|が行われ|により|し、|では|する)|制定(?:され|し、国)|公布され|閣議決定|義務[付づ]け|努力義務|規定され|規定して|"
    r"定められ(?:て|た|まし)|(?:と|を)(?:定義|規定)し|目的として(?:い|制)|において、?すべての(?:市町村|自治体|都道府県)|(?:法|大綱|指針)では、|位置[付づ]けられ"
)
_OWN: Final = re.compile(r"[本当][市町村区]|(?:この|本)計画")
_STATE: Final = re.compile(
    r"^[\s・○◇●■※]*(?:また、|さらに、|一方、|その後、|こうした中、|このような中、)?(?:国(?:において|で)?は、|わが国では|我が国では|厚生労働省(?:は|では)|政府は)"
)
_DOES: Final = re.compile(r"創設|策定し|改正し|制定し|施行し|閣議決定|定め|位置[付づ]け|示し|掲げ|進め(?:て|る)|推進し")


def law_of(sentence: str, municipality: str = "") -> str | None:
    """Which law or guideline a sentence tells of, "国" where it only tells what the state did; None where it tells neither.

    One that names the municipality whose it is, or this plan, is its own.
    """
    if _OWN.search(sentence) or (municipality and municipality in sentence):
        return None
    named = _LAW.search(sentence)
    if named and _ACTS.search(sentence):
        return named[0]
    return "国" if _STATE.search(sentence) and _DOES.search(sentence) else None
