"""Plans of five made-up municipalities that do some things alike, and an index of them."""

from collections.abc import Mapping
from pathlib import Path

from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from index.build import build_index
from search.searcher import Searcher

_HEAD = (
    "plan_id,file,municipality_code,prefecture,municipality,title,kind,status,period_start,period_end,published,url\n"
)
_CODES = {"青波市": "990101", "白嶺市": "990102", "緑丘町": "990103", "朱浜市": "990104", "黒森町": "990105"}
LAW = "社会福祉法第百七条は、市町村が地域における高齢者や障害者や児童の福祉に関し共通して取り組むべき事項を一体的に定めると規定しています。"

AONAMI = {
    "ワンストップ相談窓口の設置": f"{LAW}高齢、障害、こどもの別なく、困りごとを一か所で受け止める総合相談の窓口を市役所1階に置きます。",
    "認知症サポーターの養成": "認知症の人と家族を地域で支えるため、認知症サポーター養成講座を学校や職場で開きます。",
    "災害時の個別避難計画の作成": "自力で避難することが難しい高齢者や障害者について、災害時の個別避難計画を作成します。",
    "手話通訳者の派遣": "聴覚に障害のある人の受診や手続きに、手話通訳者を派遣します。",
    "骨髄を提供する人への助成": "骨髄を提供した市民と、その勤め先に、入院した日数に応じて助成金を交付します。",
    "農業体験による交流": "市民農園でこどもと高齢者がいっしょに野菜を育て、収穫を祝います。",
}
SHIRAMINE = {
    "総合相談体制の充実": f"{LAW}分野や属性を問わず、世帯の困りごとをまるごと受け止める総合相談の窓口を各支所に広げます。",
    "認知症サポーター養成講座": "認知症の人と家族を見守るサポーターを増やすため、養成講座を町内会や銀行で開催します。",
    "避難行動要支援者の避難支援": "避難に助けが要る高齢者や障害者の名簿を整え、災害時の個別避難計画を作成します。",
    "成年後見制度の利用促進": "判断能力が十分でない人の権利を守るため、成年後見制度の申立てを助け、市民後見人を養成します。",
    "ひきこもりの人の居場所づくり": "ひきこもりの状態にある人が安心して過ごせる居場所を開き、家族の相談にも応じます。",
    "雪下ろしの支援": "ひとり暮らしの高齢者の家の屋根の雪下ろしを、ボランティアと除雪業者が行います。",
}
MIDORIOKA = {
    "まるごと相談室": f"{LAW}どこに相談すればよいか分からない困りごとを、まるごと受け止める総合相談の窓口を役場に置きます。",
    "権利擁護の推進": "成年後見制度の利用を進めるため、権利擁護センターを置き、市民後見人の養成研修を行います。",
    "ひきこもりの相談と居場所": "ひきこもりの状態が長く続く人と家族の相談に応じ、週3回の居場所を開きます。",
    "手話通訳の派遣": "聴覚に障害のある人が病院や役場に行くときに、手話通訳者を派遣します。",
    "こども食堂への補助": "こども食堂を開く団体に、食材と会場の費用を補助します。",
}
AKAHAMA = {
    "成年後見の推進": "成年後見制度を知ってもらう講演会を開き、申立てに要る費用を助成し、市民後見人を養成します。",
    "こども食堂の応援": "地域のこども食堂に、食材と会場の費用を補助し、開設を手伝います。",
    "移動販売車の巡回": "買い物に困る集落に、食料品や日用品を積んだ移動販売車が巡回します。",
    "保育士の宿舎の借上げ": "保育士が住む宿舎を借り上げる保育所に、家賃の一部を補助します。",
}
PLANS = {"青波市": AONAMI, "白嶺市": SHIRAMINE, "緑丘町": MIDORIOKA, "朱浜市": AKAHAMA}


def plan_text(city: str, measures: Mapping[str, str]) -> str:
    """A report of results with numbered measures, as towns print them."""
    parts = [f"# {city} 福祉施策の成果報告\n"]
    for number, (title, text) in enumerate(measures.items(), start=1):
        parts.append(f"施策 {number:02} {title}\n\n【内容】\t{text}\n【実績】\t{number * 7}件の実績がありました。\n")
    return "\n".join(parts)


def searcher_over(folder: Path, texts: Mapping[str, tuple[str, str]], extra: str = "") -> Searcher:
    """A searcher over plans by id, each a municipality and its text; ``extra`` are further rows of the sources."""
    files = folder / "計画"
    files.mkdir(parents=True)
    rows = [_HEAD]
    for plan, (city, text) in texts.items():
        (files / f"{plan}.txt").write_text(text, encoding="utf-8")
        if plan not in extra:
            rows.append(
                f"{plan},{plan}.txt,{_CODES[city]},架空県,{city},{city}の福祉計画,地域福祉計画,確定,2024,2029,2024-03,\n"
            )
    (folder / "sources.csv").write_text("".join([*rows, extra]), encoding="utf-8")
    build_index(folder / "index", read_corpus([files], read_sources(folder / "sources.csv")), None)
    return Searcher.open(folder / "index")


def cities(folder: Path, *left_out: str) -> Searcher:
    """The index of all of them but those ``left_out``; a plan's id is its place: p0, p1, …"""
    texts = {f"p{place}": (city, plan_text(city, own)) for place, (city, own) in enumerate(PLANS.items())}
    return searcher_over(folder, {plan: each for plan, each in texts.items() if each[0] not in left_out})
