"""The layouts: each prints a list of offices as lines; the truth is (name, number) for every number to call."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from .offices import Office

Lines = list[str]
Layout = Callable[[Random, Sequence[Office]], Lines]
_TEL: Final = [
    "電話",
    "電話:",
    "電話：",
    "TEL ",
    "TEL:",
    "☎",
    "☎ ",
    "℡",
    "電話番号:",
    "でんわ:",
    "【電話】",
    "電話 ",
    "Tel:",
    "TEL.",
    "代表電話:",
    "電話番号 ",
    "［電話］",
]
_FAX: Final = ["FAX", "FAX:", "FAX ", "ファクス:", "ファックス ", "【FAX】", "ファクス番号:"]
_ASK: Final = [
    "問い合わせ",
    "お問い合わせ",
    "問合せ",
    "問合せ先",
    "お問い合わせ先",
    "申込み・問合せ",
    "問い合わせ・申し込み",
    "連絡先",
    "担当",
    "申込先",
    "相談先",
]
_MARK: Final = ["", "○", "●", "■", "◆", "・", "- ", "◎", "▼", "• ", "□ "]
_INFO: Final = [
    "お気軽にご相談ください。",
    "子育ての悩みを聞きます。",
    "対象は市内にお住まいの方です。",
    "認知症や介護の相談に応じます。",
    "事前の予約が必要です。",
    "定員は20人です。費用は500円です。",
]
_TOPICS: Final = [
    "児童手当",
    "介護保険の認定",
    "ごみの出し方",
    "障害者手帳の申請",
    "がん検診",
    "子育ての相談",
    "高齢者の見守り",
    "保育所の入所",
    "ひとり親家庭への支援",
    "水道料金の減免",
    "出産費用の助成",
    "成年後見制度",
    "権利擁護に関すること",
    "心の健康相談",
    "成人健康相談・こころの相談",
    "18歳までの子育て相談に関すること",
    "精神保健福祉相談(保健師)",
    "総合相談",
    "法律相談",
]


def _all(random: Random, offices: Sequence[Office], one: Callable[[Office], Lines], gap: bool | None = None) -> Lines:
    gap = random.random() < 0.5 if gap is None else gap
    return [line for office in offices for line in (*one(office), *([""] if gap else []))]


def labelled(random: Random, offices: Sequence[Office]) -> Lines:
    """Labelled lines under a name."""
    tel, fax, mark = random.choice(_TEL), random.choice(_FAX), random.choice(_MARK)
    with_fax, with_hours = random.random() < 0.5, random.random() < 0.5
    first = random.random() < 0.5

    def one(office: Office) -> Lines:
        place, call = (
            [f"所在地:{office.address}"],
            [f"{tel}{office.phone}"] + ([f"{fax}{office.fax}"] if with_fax else []),
        )
        return [
            mark + office.name,
            *(place + call if first else call + place),
            *([f"受付時間:{office.hours}"] if with_hours else []),
        ]

    return _all(random, offices, one)


def one_line(random: Random, offices: Sequence[Office]) -> Lines:
    """A name and its number on one line."""
    tel, mark, gap = random.choice([*_TEL, "", ""]), random.choice(_MARK), random.choice([" ", "　", "  ", " "])
    tail = random.choice(["", f" {random.choice(_FAX)}"])
    return [f"{mark}{o.name}{gap}{tel}{o.phone}{tail + o.fax if tail else ''}" for o in offices]


def blanks(random: Random, offices: Sequence[Office]) -> Lines:
    """Rows joined by blanks, with or without headings."""
    head = random.choice([[], ["名称 所在地 電話番号"], ["施設名称 住所 電話"], ["名　称　　所在地　　電話番号"]])
    tail = random.random() < 0.4
    return head + [f"{o.name} {o.address} {o.phone}{' ' + o.hours if tail else ''}" for o in offices]


def cells(random: Random, offices: Sequence[Office]) -> Lines:
    """One cell a line."""
    head = random.choice([[], ["名称", "所在地", "電話番号"], ["施設名称", "住所", "電話番号", "FAX"]])
    gap = random.random() < 0.4
    lines = head + [
        line for o in offices for line in (o.name, o.address, o.phone, *([o.fax] if len(head) == 4 else []))
    ]
    return [each for line in lines for each in ((line, "") if gap else (line,))]


def numbered(random: Random, offices: Sequence[Office]) -> Lines:
    """Numbered names, an address and a number."""
    tel = random.choice(["", "☎", "TEL ", "電話 "])
    return [
        line for n, o in enumerate(offices) for line in (f"{chr(0x2460 + n)}{o.name}", o.address, f"{tel}{o.phone}")
    ]


def bracketed(random: Random, offices: Sequence[Office]) -> Lines:
    """A number in brackets."""
    tel, mark = random.choice(["", "電話", "☎", "TEL ", "電話:"]), random.choice(_MARK)
    left, right = random.choice([("(", ")"), ("（", "）"), (" (", ")")])
    return [f"{mark}{o.name}{left}{tel}{o.phone}{right}" for o in offices]


def leaders(random: Random, offices: Sequence[Office]) -> Lines:
    """Dots lead to the number."""
    dots, tel = (
        random.choice(["…………", "......", "・・・・・", "⋯⋯⋯", "··········"]),
        random.choice(["", "☎", "TEL", "電話 "]),
    )
    topics = random.random() < 0.5
    return [f"{random.choice(_TOPICS) + ' ' if topics else ''}{o.name}{dots}{tel}{o.phone}" for o in offices]


def asked(random: Random, offices: Sequence[Office]) -> Lines:
    """An inquiry line under each matter."""
    ask, tel = random.choice(_ASK), random.choice(_TEL)
    left, right = random.choice([("【", "】"), ("", ":"), ("", "　"), ("◆", "："), ("[", "] "), ("■", " "), ("", "／")])
    fax = random.choice(["", random.choice(_FAX)])
    lines: Lines = []
    for o in offices:
        lines += [
            f"◆{random.choice(_TOPICS)}",
            random.choice(_INFO),
            f"{left}{ask}{right}{o.name} {tel}{o.phone}{' ' + fax + o.fax if fax else ''}",
            "",
        ]
    return lines


def magazine(random: Random, offices: Sequence[Office]) -> Lines:
    """A city's magazine: 問合せ:name over 【電話】."""
    ask = random.choice(_ASK)
    lines: Lines = []
    for o in offices:
        lines += [random.choice(_TOPICS), *random.sample(_INFO, 2), f"{ask}:{o.name}"]
        lines += [f"〒123-4567 {o.address}"] if random.random() < 0.3 else []
        lines += [f"【電話】{o.phone}" + (f"【FAX】{o.fax}" if random.random() < 0.5 else "")]
        lines += ["<この記事についてアンケートにご協力ください。>"] if random.random() < 0.5 else []
    return lines


def sentences(random: Random, offices: Sequence[Office]) -> Lines:
    """Inside a sentence."""
    shape = random.choice(
        [
            "詳しくは、{n}（電話{p}）へお問い合わせください。",
            "ご相談は{n}（{p}）までお願いします。",
            "{t}のことは、{n}（☎{p}）で受け付けます。",
            "避難される方は、{n}(連絡先{p})まで問い合わせてください。",
            "※{t}については{n}（直通 {p}）が担当します。",
            "申込みは、{n}（電話 {p}、ファクス {f}）へ。",
            "不明な点は{n}（TEL {p}）に連絡してください。",
        ]
    )
    return [shape.format(n=o.name, p=o.phone, f=o.fax, t=random.choice(_TOPICS)) for o in offices]


def page_foot(random: Random, offices: Sequence[Office]) -> Lines:
    """Who answers for a page, at its foot."""
    tel, fax = (
        random.choice(["電話番号:", "電話:", "電話：", "電話番号 "]),
        random.choice(["ファクス:", "ファックス番号：", "FAX:"]),
    )
    gap = random.choice([" ", "　", " | ", "\n"])
    lines: Lines = []
    for o in offices[:2]:
        head = random.choice(
            [
                "このページに関するお問い合わせ",
                "お問い合わせ",
                "お問い合わせ先",
                "この記事に関するお問い合わせ先",
                "問い合わせ先",
            ]
        )
        body = [
            o.name,
            *([f"〒123-4567 {o.address}"] if random.random() < 0.6 else []),
            *f"{tel}{o.phone}{gap}{fax}{o.fax}".split("\n"),
        ]
        lines += [
            head,
            *([""] if random.random() < 0.4 else []),
            *body,
            f"{o.name}へのお問い合わせは専用フォームをご利用ください。",
            "",
        ]
    return lines


def terms(random: Random, offices: Sequence[Office]) -> Lines:
    """A label on every line, the name's too."""
    words = random.choice(
        [
            ("名称", "所在地", "電話"),
            ("施設名", "住所", "電話番号"),
            ("窓口名", "場所", "TEL"),
            ("事業所名", "所在地", "連絡先"),
        ]
    )
    sep = random.choice([":", "　", " ", "："])
    order = random.sample([0, 1, 2], 3) if random.random() < 0.3 else [0, 1, 2]
    order = sorted(order, key=lambda n: n != 0)

    def one(o: Office) -> Lines:
        return [f"{words[n]}{sep}{(o.name, o.address, o.phone)[n]}" for n in order]

    return _all(random, offices, one, gap=True)


def bars(random: Random, offices: Sequence[Office]) -> Lines:
    """Cells between bars."""
    tail = random.choice([" |", ""])
    return [f"{o.name} | {o.address} | {o.phone}{tail}" for o in offices]


def number_first(random: Random, offices: Sequence[Office]) -> Lines:
    """The number, then the name in brackets."""
    tel = random.choice(["☎ ", "電話 ", "TEL ", "電話:"])
    return [random.choice([f"{tel}{{p}}（{{n}}）"]).format(p=o.phone, n=o.name) for o in offices]


def post_code(random: Random, offices: Sequence[Office]) -> Lines:
    """A 〒 line between name and number."""
    tel = random.choice(_TEL)

    def one(o: Office) -> Lines:
        return [o.name, "〒123-4567", o.address, f"{tel}{o.phone}"]

    return _all(random, offices, one)


def topics(random: Random, offices: Sequence[Office]) -> Lines:
    """A matter, then its office and number."""
    tel = random.choice(["", "☎ ", "TEL ", "電話 "])
    icon = random.choice(["", "", "\ue0a1 ", "☎ "])
    lines: Lines = []
    for o in offices:
        lines += [
            random.choice(_TOPICS),
            f"{icon if not tel else ''}{o.name} " + ("\n" if random.random() < 0.5 else "") + f"{tel}{o.phone}",
            f"　{random.choice(_INFO)}",
            random.choice(_INFO),
        ]
    return "\n".join(lines).split("\n")


def run_on(random: Random, offices: Sequence[Office]) -> Lines:
    """Numbered desks that run on in one line."""
    return [
        "".join(
            f"{chr(0x2460 + n)} {o.name} 担当地域 {o.areas} 電話 {o.phone} 所在地 {o.address} "
            for n, o in enumerate(offices)
        )
    ]


def labels_first(random: Random, offices: Sequence[Office]) -> Lines:
    """Labels first, their values on the next line."""
    lines: Lines = []
    for o in offices:
        lines += [o.name, "電話 所在地", f"{o.phone} {o.address}"]
    return lines


def links(random: Random, offices: Sequence[Office]) -> Lines:
    """A link's note behind the name."""
    note = random.choice(
        ["<外部リンク>", "（外部サイト）", "(PDF:120KB)", "＜外部リンク＞", "(新しいウィンドウで開きます)"]
    )
    twice = random.random() < 0.4
    tel = random.choice(_TEL)
    lines: Lines = []
    for o in offices:
        lines += [
            *([o.name] if twice else []),
            f"{o.name}{note}",
            *([o.address] if random.random() < 0.5 else []),
            f"{tel}{o.phone}",
            f"FAX:{o.fax}",
        ]
    return lines


def far(random: Random, offices: Sequence[Office]) -> Lines:
    """Many fields between name and number."""
    mark, tel = random.choice(["○", "■", "●", "◆", "【"]), random.choice(_TEL)
    lines: Lines = []
    for o in offices:
        lines += [
            f"【{o.name}】" if mark == "【" else mark + o.name,
            f"所在地:{o.address}",
            f"対象:{random.choice(['小学生', '市内在住の方', '65歳以上の方'])}",
            f"開館時間:{o.hours}",
            "費用:無料",
            f"{tel}{o.phone}",
            random.choice(_INFO),
        ]
    return lines


def stacked(random: Random, offices: Sequence[Office]) -> Lines:
    """A department over its section."""
    tel = random.choice(["", "電話:", "☎"])
    return [line for o in offices for line in (*o.name.replace("　", " ").split(" "), f"{tel}{o.phone}")]


def parents(random: Random, offices: Sequence[Office]) -> Lines:
    """Groups under their parent."""
    lines = [f"汐見原市役所 {random.choice(['福祉部', '市民部', 'こども部'])}"]
    tel = random.choice(["", "電話 ", "☎", "TEL:", "(直通)"])
    return lines + [f"　{o.name} {tel}{o.phone}" for o in offices]


def timed(random: Random, offices: Sequence[Office]) -> Lines:
    """A matter and hours between name and number."""
    tel = random.choice(_TEL)
    order, gap = random.random() < 0.5, random.random() < 0.4

    def one(o: Office) -> Lines:
        rest = [f"相談日:{o.hours}", f"{tel}{o.phone}"]
        lines = [o.name, random.choice(_TOPICS), *(rest if order else rest[::-1])]
        return [each for line in lines for each in ((line, "") if gap else (line,))]

    return _all(random, offices, one)


def tabs(random: Random, offices: Sequence[Office]) -> Lines:
    """Rows of a table without headings."""
    order = random.choice([(0, 1, 2), (0, 2, 1), (1, 0, 2)])
    return ["\t".join((o.name, o.address, o.phone)[n] for n in order) for o in offices]


def told_what_for(random: Random, offices: Sequence[Office]) -> Lines:
    """A matter, the office and the number on one line."""
    tel = random.choice(["☎", "電話 ", "", "TEL "])
    return [f"{random.choice(_TOPICS)}　{o.name}　{tel}{o.phone}" for o in offices]


def on_next_line(random: Random, offices: Sequence[Office]) -> Lines:
    """問合せ on a line of its own."""
    tel, ask = random.choice(_TEL), random.choice(_ASK)
    mark = random.choice(["", "【", "◆", "■"])
    lines: Lines = []
    for o in offices:
        lines += [
            random.choice(_TOPICS),
            random.choice(_INFO),
            f"【{ask}】" if mark == "【" else mark + ask,
            o.name,
            f"{tel}{o.phone}",
            "",
        ]
    return lines


def asides(random: Random, offices: Sequence[Office]) -> Lines:
    """An aside in brackets under the name."""
    mark, tel, owner = (
        random.choice(_MARK),
        random.choice(["☎", "TEL ", "電話:", ""]),
        random.choice(["桶田式", "委託", "山田 花子", "佐藤直美/ 新式", "保健福祉センター内", "旧市民会館"]),
    )
    left, right = random.choice([("(", ")"), ("（", "）")])
    return [
        line
        for o in offices
        for line in (
            mark + o.name,
            *([f"{left}{owner}{right}"] if random.random() < 0.7 else []),
            *([o.address] if random.random() < 0.6 else []),
            f"{tel}{o.phone}",
            random.choice(["予約制 土日休み", "FAX なし", o.hours, ""]),
        )
    ]


def branches(random: Random, offices: Sequence[Office]) -> Lines:
    """Branches of one firm, numbered."""
    lines = ["事業者名", "住所", "電話番号"] if random.random() < 0.5 else []
    for n, o in enumerate(offices):
        lines += ["ひばりケアサービス" if random.random() < 0.5 else "汐風会"] if n % 3 == 0 else []
        lines += [f"{chr(0x2460 + n)}{o.name}", o.address, o.phone]
    return lines


def dated(random: Random, offices: Sequence[Office]) -> Lines:
    """Dates of payment between offices."""
    lines: Lines = []
    for o in offices:
        lines += [
            random.choice(["固定資産税・都市計画税", "市民税", "介護保険料", "軽自動車税(5月31日)"]),
            "",
            "第1期 4月30日",
            "",
        ]
        lines += [
            *o.name.replace("　", " ").split(" "),
            *([""] if random.random() < 0.5 else []),
            o.phone,
            "第2期",
            "7月31日",
            "",
        ]
    return lines


def pairs_of_lines(random: Random, offices: Sequence[Office]) -> Lines:
    """A name, a number, and nothing else."""
    tel = random.choice(["", "", "電話 ", "☎", "電話番号:"])
    return _all(random, offices, lambda o: [o.name, f"{tel}{o.phone}"])


def marked_matters(random: Random, offices: Sequence[Office]) -> Lines:
    """A marked name, its matter, its number."""
    mark, tel = random.choice(["○", "●", "■", "◆", "◎"]), random.choice(["【電話】", "☎", "電話:", "TEL "])
    return [
        line
        for o in offices
        for line in (
            f"{mark}{o.name}",
            random.choice(_TOPICS) + random.choice(["", "(こども課)", "（保健センター）"]),
            f"{tel}{o.phone}",
        )
    ]


def in_stops(random: Random, offices: Sequence[Office]) -> Lines:
    """A list's fields told one after the other on one line, as in the text of a FAQ."""
    stop, tel, fax = (
        random.choice(["。", "。", "　"]),
        random.choice(["電話", "電話：", "電話:", "TEL"]),
        random.choice(_FAX),
    )
    hours, shut = random.choice(["開館日", "受付時間", "開設時間", "時間"]), random.choice(["休日", "休館日", "休み"])
    with_address, with_shut, with_fax = (random.random() < 0.5 for _ in range(3))
    left, right = random.choice([("", ""), ("【", "】"), ("■", ""), ("・", "")])

    def one(office: Office) -> str:
        parts = [
            f"{left}{office.name}{right}",
            *([f"所在地：{office.address}"] if with_address else []),
            f"{hours}：{office.hours}",
            *([f"{shut}：土・日曜日・祝日・年末年始（12月29日～1月3日）"] if with_shut else []),
            f"{tel}{office.phone}",
            *([f"{fax}{office.fax}"] if with_fax else []),
        ]
        return stop.join(parts) + stop

    lines = [one(office) for office in offices]
    return [random.choice(_INFO) + "".join(lines)] if random.random() < 0.5 else lines


LAYOUTS: Final[tuple[Layout, ...]] = (
    labelled, one_line, blanks, cells, asked, numbered, bracketed, leaders, magazine, sentences, page_foot, terms, bars, number_first,
    post_code, topics, run_on, labels_first, links, far, stacked, parents, timed, tabs, told_what_for, on_next_line, asides, branches,
    dated, pairs_of_lines, marked_matters, in_stops,
)  # fmt: skip
