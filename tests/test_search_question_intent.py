import pytest

from corpus.figures.told_of import figures_of, told_of
from search.question.figures import WantedFigure
from search.question.intent import Intent
from tests.made_question import kind_of

DESK = [
    "お父さんの物忘れ、どこに相談したらいい?",
    "介護の相談先を教えてください",
    "生活が苦しいときの窓口は?",
    "ひきこもりの家族のことを話せる所はどこですか",
    "うちの町の担当の包括はどこ",
    "手話通訳を頼むにはどこに申し込めばいい?",
    "だれに相談すればいいですか",
    "どの課が担当していますか",
    "発達の相談に乗ってほしい",
    "障害のある子の相談をしたい",
    "家計の相談がしたいです",
    "母の介護について相談したいのですが",
    "成年後見のことはどこで聞けますか",
    "虐待に気づいたらどこに連絡する?",
    "子育ての悩みを聞いてくれる人",
    "いつでも相談できますか",
    "相談窓口は何時まで開いていますか",
    "こどもが なきやみません。どこに きけば いいですか",
    "おかあさんが ぼけてきた どこいったらええん",
    "腰が痛い どこで診てもらえる?",
    "足腰弱った婆さまのこと、どこさ頼めばええべ",
    "びょうき おかね ない どこに れんらく",
    "弟が借金だらけ。どちらにお願いしたらよろしいでしょうか",
    "誰でもいいから愚痴を聞いてくれんかのう",
    "赤ちゃんの泣き声がつらくて眠れない、話を聞いてほしい",
    "夜泣きで寝れん…だれか話きいて",
    "主人を亡くして寂しゅうて。誰ぞ話し相手になってくれんやろか",
    "もう限界。吐き出せるとこない?",
]
PHONE = [
    "地域包括支援センターの電話番号は?",
    "くらし自立サポートセンターの連絡先",
    "区つむぎ相談センターに電話をかけたい",
    "子育てひろばの電話を教えてほしい",
    "こども家庭センターの電話は何番ですか",
    "虐待の通報は何番に",
    "ＦＡＸ番号を知りたい",
    "ファックスで申し込めますか",
]
WHEN = [
    ("計画はいつから始まりますか", "令和6年4月", "毎週月曜日"),
    ("こどもの権利の番人は何年に置かれますか", "2025年に置く", "3か所に置く"),
    ("意見の募集はいつまで", "令和六年一月十二日", "月曜日まで"),
    ("意見の提出期限", "1月12日", "第1会議室"),
    ("パブリックコメントの締切", "令和6年1月", "福祉課へ"),
    ("終活情報登録制度の開始時期", "令和7年度", "市民課で"),
    ("なみま児童館は何月に開くのか", "令和9年4月", "改修する"),
    ("こころの相談は何曜日", "毎月第2、第4水曜日", "予約制"),
    ("夜の電話相談は何時からですか", "18時から", "24冊"),
]
FIGURE = [
    ("産後ケアの自己負担はいくらですか", "1,500円", "7回"),
    ("デマンド交通の料金は?", "1回300円", "18,420回"),
    ("住宅改修の補助額", "80万円", "12か所"),
    ("高齢化率は何%", "33.6%", "62,148人"),
    ("民生委員の充足率", "92.6％", "126人"),
    ("何割の人が知っていますか", "約7割", "214人"),
    ("いじめを相談しなかった子の割合", "17.8%", "410件"),
    ("介護をしている市民の割合", "21.6%", "840人"),
    ("認知症カフェは何か所ありますか", "5か所", "612人"),
    ("子ども食堂は何ヶ所", "６箇所", "480人"),
    ("福祉避難所の施設数", "141施設", "11,900人"),
    ("住居確保給付金は最長何か月もらえますか", "最長9か月", "23世帯"),
    ("認知症サポーターは何人いますか", "累計6,940人", "28回"),
    ("民生委員の定数は何名", "定数136人", "128回"),
    ("ボランティアの登録者数", "1,042人", "67.8歳"),
    ("DVの相談は何件", "延べ194件", "2世帯"),
    ("講座は年に何回開きますか", "年12回", "3,000部"),
    ("生活保護は何世帯", "412世帯", "536人"),
    ("補助を受けた団体数", "139団体", "8,420円"),
    ("エンディングノートは何冊配りましたか", "620冊", "週1時間"),
    ("図書の貸出冊数", "1,200冊", "週1時間からの手伝い"),
    ("ノートは何部作りますか", "年3,000部", "3部署"),
    ("農福連携の農家は何戸", "延べ9戸", "14人"),
    ("移動相談車は何台", "2台から5台", "527件"),
    ("校内の居場所は何校にありますか", "52校", "2,964人"),
    ("短期入所の枠は何床", "6床", "14日"),
    ("一年に何時間まで預けられますか", "年48時間", "13人"),
    ("短期入所は何日間使えますか", "14日間", "2室"),
    ("支援の対象は何歳まで", "39歳", "週3日"),
    ("令和8年度の目標値", "7", "検討中"),
    ("地域包括支援センターをいくつ置いていますか", "3", "なし"),
    ("自殺死亡率、平成30年はいくつでしたか", "21.1", "25人"),
    ("講座の定員は", "20名", "3回"),
    ("基金の残高", "3,000万円", "3件"),
    ("受講料と会場", "500円", "3階"),
    ("参加するのにお金はいるの", "100円", "12人"),
    ("登録者数とチーム数", "25チーム", "3冊"),
    ("相談件数の変化", "約3倍", "2冊"),
    ("登録団体数", "登録団体数 H28:711", "平成28年"),
]  # fmt: skip
COMPARISON = [
    "二つの市の里親の取組を比べて",
    "ヤングケアラー支援に取り組んでいる市",
    "学習支援を行っている町はありますか",
    "両市の産後ケアの違い",
    "重層的支援体制の先進事例",
    "こども食堂を助成している自治体の例",
    "他の市ではどうしていますか",
    "各市の産後ケアを横並びで",
    "民生委員協力員を置いている市",
    "手話言語条例を制定した市",
]
MEASURE = [
    "ごみ屋敷の片付けを手伝ってほしい",
    "里親になりたい",
    "不登校の子の居場所づくり",
    "災害のとき車いすで逃げられるか",
    "何年間も家から出ていません",
    "いつもありがとうございます",
    "いつかは家に帰りたい",
    "いくつになっても元気でいたい",
    "生活費を借りたい",
    "無料の食料は",
    "相談支援専門員を増やす取組",
    "率直に言って孤独です",
    "ボランティアをしている市民への支援",
    "退職した市職員の再雇用",
    "通話の録音できる電話を買う補助",
    "事例検討会は何をする会ですか",
    "窓口負担を軽くする取組",
    "後見と保佐の違いが知りたい",
    "電話は苦手なので手紙で送りたい",
    "友だちと話し合いをする会を開きたい",
]


def answered(wanted: WantedFigure | None, text: str) -> bool:
    told = [told_of(text, figure) for figure in figures_of(text)]
    return wanted is not None and any(wanted.fits(each.figure, each.unit, counts=each.counts) for each in told)


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(DESK) + len(PHONE) + len(WHEN) + len(FIGURE) + len(COMPARISON) + len(MEASURE) >= 60


@pytest.mark.parametrize("question", DESK)
def test_whoever_asks_where_to_go_wants_a_desk(question: str) -> None:
    found = kind_of(question)
    assert (found.intent, found.phone, found.figure) == (Intent.DESK, False, None)


@pytest.mark.parametrize("question", PHONE)
def test_whoever_asks_for_a_number_wants_a_desk_that_has_one(question: str) -> None:
    found = kind_of(question)
    assert (found.intent, found.phone, found.figure) == (Intent.DESK, True, None)


@pytest.mark.parametrize(("question", "answers", "not_"), WHEN)
def test_a_question_for_a_time_is_answered_by_one(question: str, answers: str, not_: str) -> None:
    found = kind_of(question)
    assert (found.intent, found.phone) == (Intent.WHEN, False)
    assert answered(found.figure, answers)
    assert not answered(found.figure, not_)


@pytest.mark.parametrize(("question", "answers", "not_"), FIGURE)
def test_a_question_for_a_figure_is_answered_by_one_of_its_unit(question: str, answers: str, not_: str) -> None:
    found = kind_of(question)
    assert (found.intent, found.phone) == (Intent.FIGURE, False)
    assert answered(found.figure, answers)
    assert not answered(found.figure, not_)


@pytest.mark.parametrize("question", COMPARISON)
def test_whoever_asks_about_several_municipalities_compares_them(question: str) -> None:
    found = kind_of(question)
    assert (found.intent, found.phone, found.figure) == (Intent.COMPARISON, False, None)


@pytest.mark.parametrize("question", MEASURE)
def test_anything_else_asks_what_is_done(question: str) -> None:
    found = kind_of(question)
    assert (found.intent, found.phone, found.figure) == (Intent.MEASURE, False, None)


@pytest.mark.parametrize(
    "question",
    [
        "市長の名前は?",
        "沼地区を受け持つ民生委員さんのお名前",
        "委員長はどなたですか",
        "講師は誰?",
        "福祉課長の氏名",
        "担当者の名前",
    ],
)
def test_whoever_asks_for_a_person_wants_a_name(question: str) -> None:
    found = kind_of(question)
    assert (found.intent, found.exact) == (Intent.NAME, True)
    assert question.find(found.role) >= 0 < len(found.role)


@pytest.mark.parametrize("question", ["担当のセンターの名前は", "相談室の名称を知りたい"])
def test_the_name_of_a_desk_is_a_desk(question: str) -> None:
    assert kind_of(question).intent is Intent.DESK


@pytest.mark.parametrize(
    "question",
    [
        "推進員の養成はどの課の所管か",
        "推進会議の担当所管と構成員",
        "進行管理はどの会議で行うか",
        "コーディネーターはどこに委託しているか",
        "就労支援を担う機関はどこか",
        "庁内体制は",
        "協議会の事務局",
    ],
)
def test_whoever_asks_who_runs_it_wants_an_organisation(question: str) -> None:
    assert kind_of(question).intent is Intent.ORGANISATION


@pytest.mark.parametrize("question", ["どの課に行けばいいですか", "どの課に相談すればいい", "どの課の窓口へ行けばいい"])
def test_which_section_to_go_to_is_a_desk(question: str) -> None:
    assert kind_of(question).intent is Intent.DESK


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("センターの住所", True),
        ("児童館はどこにありますか", True),
        ("相談室の場所は?", True),
        ("住所変更の届出", False),
        ("居場所はありますか", False),
    ],
)
def test_an_address_is_asked_for(question: str, place: bool) -> None:
    assert kind_of(question).place is place


@pytest.mark.parametrize(
    ("question", "desk"),
    [
        ("民生委員は何人", False),
        ("計画はいつから", False),
        ("里親になりたい", True),
        ("利用料はいくらで、相談窓口はどこ?", True),
    ],
)
def test_a_desk_is_told_beside_a_figure_only_to_whoever_asks_where_to_go(question: str, desk: bool) -> None:
    assert kind_of(question).desk is desk


def test_an_amount_is_wanted_without_a_word_that_asks_for_one() -> None:
    found = kind_of("受講料の上限を教えて")
    assert (found.intent, found.likely) == (Intent.FIGURE, True)
    assert (found.loosely.intent, found.loosely.figure) == (Intent.MEASURE, None)


def test_the_years_of_a_question_are_known() -> None:
    assert kind_of("新規相談者数(平成28・29年度)").years == (2016, 2017)


def test_full_width_letters_ask_the_same() -> None:
    assert kind_of("高齢化率は何％") == kind_of("高齢化率は何%")
