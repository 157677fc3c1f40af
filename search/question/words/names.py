"""How the names of municipalities end, and what may stand before them."""

from typing import Final

from .rule import WordRule

SUFFIX: Final = (WordRule(r"[市町村区]$", ("鎌倉市", "葉山町"), ("鎌倉", "市川")),)
KANA_SUFFIX: Final = (
    WordRule(r"(?:し|ちょう|まち|むら|そん|く)$", ("かまくらし", "はやままち"), ("かまくら", "しま")),
)
# A ward's name (中央区) and that of a city without plans count only behind nothing that could belong to the name.
WARD_STARTS: Final = (WordRule(r"(?:^|[^一-龠ァ-ヶ])$", ("", "あの", "高い、"), ("北", "オオ")),)
CITY_STARTS: Final = (
    *WARD_STARTS,
    WordRule(r"[都道府県]$", ("秋田県", "京都府"), ("北", "西の")),
)
# A reading counts only at the start of a word: いがし stands in かいがしりたい too.
READING_STARTS: Final = (WordRule(r"(?:^|[^ぁ-んァ-ヶー])$", ("", "、", "町"), ("か", "オー")),)
# Where somebody came from, or what is only held up as an example, is not the place asked about.
ONLY_MENTIONED: Final = (
    WordRule(
        r"^[市区町村]?から(?:来|き[たてま]|(?:の)?引っ?越|越して|移|(?:の)?転[入居]|[^。、]{0,10}(?:に|へ)(?:嫁|引っ?越|越して|移|転[入居勤]|来))",
        ("からきました", "から引っ越してきた", "から高松の庵治に嫁いできました"),
        ("からの相談", "から徒歩5分", "からバスで行ける施設に入りたい"),
    ),
    WordRule(
        r"^[市区町村]?(?:の[^。、]{1,10}?|在住[^。]{0,14}?)(?:です|や|じゃ|だ)(?:[。、]|けど|が)",
        ("の事業所のケアマネです。", "在住、30代の元介護職です。", "の村議です。", "市の者やけど"),
        ("の計画の目標値はいくつですか", "の窓口はどこですか", "在住の方が対象です"),
    ),
    WordRule(
        r"^(?:の(?:よう[なにで]|事例|例(?!年))|みたい[なに]|にならっ)",
        ("のような見守り", "の事例を参考に"),
        ("の見守り", "の例年"),
    ),
    WordRule(
        r"^[市区町村]?(?:の|に(?:ある|勤め))(?:会社(?!員)|職場|実家|勤め先|勤務先|大学|病院に(?:い|入)|(?:娘|息子|兄|姉|弟|妹|親)の)",
        ("の会社の保険証", "市の実家に戻って", "の病院に入院した", "の娘のところ"),
        ("の会社員の健診", "の病院の一覧", "の親子教室"),
    ),
)
# What shows that kana end a name: たかつくで, よこはまし の; not the piece of a word that goes on.
NAME_ENDS: Final = (
    WordRule(
        r"^(?:[でにのはをへがも]|から|まで|です)?(?:[^ぁ-んァ-ヶー]|$)", ("で体操", "の 相談", ""), ("てく", "たい")
    ),
    WordRule(r"^(?:で|に|の)(?=[ぁ-んァ-ヶー])", ("でらくご", "にすむ"), ("から", "たい")),
)
# A name of two letters is one only where blanks part the words: いがで ひとりぐらし; かも しれない names no city.
SHORT_NAME_ENDS: Final = (
    WordRule(r"^(?:で|に|へ|から)(?:[\s、。]|$)", ("で ひとりぐらし", "から "), (" しれない", "での")),
)
# What shows that a name is where somebody lives or goes, however many towns are called so.
AT_A_TOWN: Final = (
    WordRule(
        r"^\s*(?:[0-9]+|[〇一二三四五六七八九十]+)\s*(?:丁目|番)", ("3丁目", "二丁目", " 12番地"), ("3人", "の3丁目")
    ),
    WordRule(
        r"^(?:地区|町内|の町内)?に?(?:住[んみまむ]|在住|暮ら|引っ?越)",
        ("に住んでいます", "在住です", "地区に住む"),
        ("に行く", "の住民"),
    ),
    WordRule(
        r"^(?:の?町内会|の?自治会|の?(?:付近|周辺|あたり|近[くば所])|地区(?!計画|担当)|駅)",
        ("町内会", "の近くで", "地区の"),
        ("地区担当", "会"),
    ),
)
# A town that hardly another shares its name with counts before these too; not 大船さん, 大船渡.
BARE_TOWN_ENDS: Final = (
    WordRule(
        r"^(?:$|[\s、。,.?？!！・]|[のでにはへがをも](?![ぁ-ん]*さん)|から|まで|です|だけど|なんですが)",
        ("の母", "で介護", ""),
        ("さん", "渡", "地"),
    ),
)
CITY_FOLLOWS: Final = (WordRule(r"^[市町村区]", ("市のこと", "町の"), ("の市", "し")),)
