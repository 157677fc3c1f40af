"""暴力: struck, threatened or followed, by a partner, in the family, or by anybody."""

from typing import Final

from .rule import Rule
from .words import BLOW, FAMILY, PARTNER, STRUCK

_DV: Final = r"(?:dv|モラ腹|暴力|ぼうりょく)"
_OTHERS: Final = ("児童虐待", "高齢者・障害者虐待")

VIOLENCE: Final = (
    Rule(
        rf"{PARTNER}(?:さん)?(?:に|から|が)(?:(?!尻を).){{0,14}}(?:{STRUCK}|{BLOW}|虐待為るれる|暴れる|首を絞|首を.{{0,6}}絞める|物を?投げるて?)",
        ("夫に殴られます", "妻に首を絞められました"),
        ("嫁に尻を叩かれて健診に来ました", "工夫に叩き台はありますか"),
    ),
    Rule(
        rf"{PARTNER}(?:さん)?から逃げる|{PARTNER}(?:さん)?が怖い|{BLOW}(?:夫|旦那|彼氏)|{_DV}(?:夫|旦那|彼氏)|{PARTNER}.{{0,6}}(?:脅すれる|逃げるたい)",
        ("夫が怖い", "DV夫から逃げたい"),
        ("彼岸の墓参りが怖い", "夫が虫から逃げる"),
    ),
    Rule(
        rf"(?<!配偶者)(?:{PARTNER}|{FAMILY})(?:さん|親)?(?:[にがの]|から|からの|の酷い).{{0,4}}{_DV}(?!の?相談[のとは]|被害者)|父.{{0,6}}母.{{0,6}}{BLOW}",
        ("夫が暴力をふるう", "父が母を殴っています"),
        ("配偶者からの暴力を受けた人の割合", "配偶者暴力相談支援センターの設置"),
    ),
    Rule(
        rf"(?<!配偶者)(?:夫|旦那|妻|嫁|彼氏|父|母|息子|娘)、(?:{_DV}|殴る|叩く)",
        ("夫 暴力 逃げたい", "息子 殴る 相談"),
        ("夫 年金 相談", "暴力団 排除 条例"),
    ),
    Rule(
        rf"{_DV}(?:、?か$|かも|みたい|だと思う|[をがに]?(?:受ける|遭う|会う|合う|有る[てた]|苦しむ|悩む|続く|酷い|怖い|止まる無い|止める)|から(?:逃げる(?!て[^。]{{0,6}}暮らす)|逃れる))",
        ("DVを受けています", "友だちがDVを受けているみたい"),
        ("DV防止基本計画", "演劇でDVに苦しむ妻の役をもらった"),
    ),
    Rule(
        rf"{_DV}(?:を?振るう|を?為る[れて]|(?:の被害|被害)[をに]|[の、]?相談(?:を為る|為る)たい|の?相談(?:先|窓口)?[はを]?(?:何処|教える)|、?相談$)",
        ("DV 相談したい", "DVの相談はどこでしたらよいか"),
        ("DV相談件数", "家庭内暴力の相談体制"),
    ),
    Rule(
        rf"(?<!ネットで){STRUCK}|{BLOW}て来る",
        ("首をしめられた", "毎日たたかれています", "彼女が物で殴ってくる"),
        ("肩たたき券", "何でも自分で決めろと肩を叩いてくれた"),
        unless=_OTHERS,
    ),
    Rule(
        r"ストーカー(?:、|だ|に遭う|に有る|為るれる|被害(?!者|の))|待ち伏せ(?:為る|を為る)(?:れる|て居る)|(?:後|跡)を付けるられる|付けるて来る(?:、|$|る|て)|(?:元夫|元彼|元カレ|別れる.{0,3}(?:夫|彼|相手)|男(?:の人)?)[がは].{0,16}(?:前|毎日).{0,8}(?:立つ|待つ)",
        ("ストーカーされています", "別れた彼が家の前に毎日立っている"),
        ("ストーカー対策の予算", "元気な跡継ぎを待っている"),
        unless=_OTHERS,
    ),
    Rule(
        r"(?:殺す|刺す|ばらす|ばら[撒蒔]く|拡散|燃やす).{0,6}(?:と|って).{0,4}脅すれる|(?:元夫|元彼|元カレ|男|客|上司|社長).{0,8}脅すれる",
        ("写真をばらまくと脅されています", "店の客に脅されています"),
        ("利息が上がるぞと友達に脅された", "医者に脅されて禁煙しました"),
    ),
    Rule(
        r"どなり声が聞こえる|怒鳴る声が聞こえる|悲鳴が聞こえる",
        ("どなり声が聞こえる", "夜中に悲鳴が聞こえます"),
        ("うれしい悲鳴が上がる", "声が聞こえにくい"),
        unless=("児童虐待",),
    ),
    Rule(
        r"(?:hits|beats)、me|naguru|nagurare",
        ("My husband hits me", "otto ga naguru"),
        ("a song that hits the top", "domestic waste"),
    ),
    Rule(  # English, Chinese, Korean, Vietnamese, Portuguese, Tagalog
        r"(?:husband|boyfriend|partner|wife|father|mother|girlfriend)、(?:hit|hits|beats?|punche[sd]|kicks|kicked|chokes|choked|slaps|slapped)、(?:me|us)"
        r"|(?:丈夫|老公|先生|男友|男朋友|爸爸)(?:总是|總是|经常|經常|又|在)?(?:打|殴打|毆打)我|(?:남편|남자、?친구|아버지|아빠)(?:이|가)?、?(?:저를、?|나를、?)?(?:때려|때립|때린)"
        r"|ch[oồ]ng、(?:t[oô]i、)?(?:hay、)?[dđ][aá]nh|b[iị]、ch[oồ]ng、[dđ][aá]nh|(?:marido|namorado|companheiro|pai|família|familia|filho|casa)、(?:sempre、)?me、(?:bate|batem|bateu|agride|espanca)|(?:sofro|sofrendo|vítima、de|vitima、de)、viol[eê]ncia"
        r"|(?:sinasaktan|binubugbog|sinusuntok)、(?:ako|kami)",
        (
            "my husband kicked me",
            "老公打我",
            "丈夫经常打我",
            "남편이 때려요",
            "Chồng tôi đánh tôi",
            "Meu marido me bate",
            "Alguém da família me bate",
            "Estou sofrendo violência doméstica",
            "binubugbog ako ng asawa ko",
        ),
        ("my husband hit the wall", "老公打电话", "남편이 아파요", "chồng tôi đi làm", "meu marido me ajuda"),
    ),
)
