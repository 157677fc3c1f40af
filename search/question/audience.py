"""For whom a question asks, and whom a desk is for: told by the words, everyday ones too."""

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Audience(StrEnum):
    """Whom a question is about; the first two say who asks, the others are groups that desks are for."""

    SELF = "本人"
    FAMILY = "家族"
    CHILD = "子ども"
    ELDER = "高齢者"
    DISABLED = "障害者"
    FOREIGN = "外国籍"


GROUPS: Final = frozenset({Audience.CHILD, Audience.ELDER, Audience.DISABLED, Audience.FOREIGN})
EVERYONE: Final = frozenset(Audience)

_COUNTRIES: Final = (
    "ベトナム|ブラジル|フィリピン|ネパール|ペルー|インドネシア|インド|ミャンマー|タイ|スリランカ|モンゴル|ロシア|"
    "ウクライナ|アメリカ|イギリス|フランス|カンボジア|パキスタン|バングラデシュ|ボリビア|イラン|トルコ|メキシコ|"
    "中国|韓国|朝鮮|台湾|米国|英国"
)
_WORDS: Final = {
    Audience.CHILD: re.compile(
        r"こども|子ども|子供|児童|赤ちゃん|赤ん坊|乳児|乳幼児|幼児|新生児|園児|[0-9]歳児|小学生|中学生|高校生|未成年|"
        r"子育て|育児|出産|産後|産前|妊娠|妊婦|妊産婦|保育|幼稚園|ベビー|夜泣き|授乳|離乳食|不登校|学童|ヤングケアラー|"
        r"母子|父子|親子|ひとり親|一人親|里親|療育|医療的ケア児|(?:うち|近所|隣|わが|我が|上|下)の?子(?![一-龠])|"
        r"(?<![一-龠々])子(?=[がはをにも]|の(?![一-龠]{0,2}市))"
    ),
    Audience.ELDER: re.compile(
        r"高齢|老人|年寄り?|老後|老い|介護|認知症|[物もの]の?忘れ|惚け|ぼけて|ボケて|ぼけた|徘徊|寝たきり|ケアマネ|"
        r"デイサービス|特養|終活|祖父|祖母|(?:じい|ばあ)(?:ちゃん|さん|様)|年を(?:とっ|取っ|重ね)"
    ),
    Audience.DISABLED: re.compile(
        r"障害|障がい|障碍|車いす|車椅子|耳[がの](?:聞こえ|聴こえ|不自由)|聞こえにく|難聴|ろう者|聾|手話|筆談|補聴器|"
        r"目[がの](?:見え|不自由)|視覚|盲|弱視|点字|(?:知|身体)的?に?不自由|知的|精神(?=障|疾|保健福祉手帳)|統合失調|"
        r"発達(?=障|[がの]遅|に心配|支援|相談)|自閉|ダウン症|てんかん|ADHD|ASD|療育|医療的ケア|難病|義足|義手"
    ),
    Audience.FOREIGN: re.compile(
        rf"外国(?:籍|人|語|出身|に?ルーツ|につながる)|(?:{_COUNTRIES})(?:人(?![口材数])|籍|国籍|出身|語しか)|"
        r"在留|技能実習|留学生|多文化|日本語が(?:話せ|分か|わか|でき|苦手|不自由|読め)|やさしい日本語"
    ),
    Audience.FAMILY: re.compile(
        r"母(?![子国乳])|父(?!子)|両親|(?<!里)親(?=[がのをにはも、])|祖父|祖母|(?:じい|ばあ)(?:ちゃん|さん|様)|兄|弟|姉|妹|"
        r"(?<![一-龠])夫(?![一-龠])|(?<![一-龠])妻|息子|娘|孫|叔父|叔母|伯父|伯母|おじ(?!い|ぎ)|おば(?!あ|け)|"
        r"家族|主人(?!公)|旦那|実家|うちの[^。、]{0,6}子"
    ),
    Audience.SELF: re.compile(r"(?<![一-龠])私(?![一-龠])|わたし|自分|僕|俺|本人|者です|者ですが|当方"),
}
_PARENT: Final = re.compile(
    r"(?<![祖保])[父母](?![子国乳校会])|両親|(?<!里)(?<!ひとり)(?<!一人)(?<!保護)親(?=[がのをにはも])(?!亡き)"
)
_OFFSPRING: Final = re.compile(r"息子|娘|孫")
_AGE: Final = re.compile(r"([0-9]{1,3})\s*(?:歳|才|代)(?!児)")
_GROWN: Final = re.compile(r"成人|社会人|働(?:いて|か)|就職|離職|結婚|引き?こもり|ひきこもり")
_ADULT: Final = 18  # years
_OLD: Final = 65
_ALL: Final = re.compile(
    r"誰でも(?!良|い)|だれでも(?!い)|どなたでも|(?:世代|年齢|属性|障[害が]い?の有無|国籍)[をに]?(?:問わ|関わら|かかわら)|"
    r"(?:赤ちゃん|赤ん坊|子ども|こども|子供|乳幼児|若者)から(?:高齢|お?年寄り|老人|大人)"
)


def audiences(question: str) -> frozenset[Audience]:
    """Whom ``question`` is about; :data:`EVERYONE` where it says that it is for all alike.

    Parents are taken for old and a son or daughter for young unless an age, or another word, says otherwise: of a
    mother who brings up a child the child is meant, of a son of 50 or one who does not leave his room nobody's group.
    """
    text = unicodedata.normalize("NFKC", question)
    if _ALL.search(text):
        return EVERYONE
    found = {audience for audience, words in _WORDS.items() if words.search(text)}
    ages = [int(age) for age in _AGE.findall(text)]
    found |= {Audience.CHILD for age in ages if age < _ADULT} | {Audience.ELDER for age in ages if age >= _OLD}
    grown = _GROWN.search(text) or any(_ADULT <= age < _OLD for age in ages)
    if _OFFSPRING.search(text) and not grown and not found & {Audience.ELDER}:
        found.add(Audience.CHILD)
    if _PARENT.search(text) and Audience.CHILD not in found and not grown:
        found.add(Audience.ELDER)
    return frozenset(found)
