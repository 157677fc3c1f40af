"""Made-up plans and pages, each with the titles of the measures in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.listed import words

CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
KANA: Final = "アイウエオカキクケコ"
WITHOUT: Final = "none"  # the layout of documents without measures, from which all is learned
CUT: Final = 0.5  # of the documents are excerpts; as many of the real ones are
Style = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Made:
    """A document and the titles of its measures; () where it holds none. ``layout`` is how the measures stand."""

    layout: str
    text: str
    titles: tuple[str, ...]


MARKS: Final[dict[str, Style]] = {
    "paren": lambda n: f"({n})",
    "wide": lambda n: f"（{chr(0xFF10 + n)}）" if n < 10 else f"（{n}）",
    "point": lambda n: f"{n} ",
    "dot": lambda n: f"{n}.",
    "fulldot": lambda n: f"{n}．",
    "circled": lambda n: CIRCLED[n - 1],
    "kana": lambda n: f"{KANA[n - 1]} ",
    "pair": lambda n: f"2-{n} ",
    "measure": lambda n: f"施策{n} ",
    "project": lambda n: f"重点プロジェクト{n} ",
    "work": lambda n: f"取組{n}:",
    "basic": lambda n: f"基本施策{n} ",
    "circle": lambda n: "○",
    "disc": lambda n: "●",
    "dotted": lambda n: "・",
    "dash": lambda n: "- ",
    "square": lambda n: "■",
    "box": lambda n: "【",
    "goal": lambda n: f"基本目標{n} ",
    "chapter": lambda n: f"第{n}節 ",
    "status": lambda n: ("新規 ", "継続 ", "拡充 ")[n % 3],
    "arrow": lambda n: "➢ ",
}
# Parent's mark, the measures' mark, what follows: none, promise, department, colon, bullets. A third is kept unseen.
LAYOUTS: Final = tuple(
    (parent, own, body)
    for own, parents in (
        ("paren", ("dot", "goal", "chapter")), ("wide", ("point", "goal")), ("point", ("goal", "chapter")),
        ("dot", ("goal", "square")), ("fulldot", ("goal",)), ("circled", ("paren", "box")), ("kana", ("paren", "circled")),
        ("pair", ("chapter", "goal")), ("measure", ("goal", "label")), ("project", ("label",)), ("work", ("goal", "paren")),
        ("basic", ("goal", "label")), ("circle", ("circled", "box", "label")), ("disc", ("paren", "label")),
        ("dotted", ("paren", "square", "box")), ("dash", ("label", "dot")), ("square", ("dot",)), ("box", ("paren",)),
        ("goal", ("label",)), ("chapter", ("label",)), ("status", ("label", "paren")), ("arrow", ("label", "dot")),
    )
    for parent in parents
    for body in ("none", "promise", "department", "colon", "sentences")
)  # fmt: skip


def kept(layout: str) -> bool:
    """Whether a layout is kept unseen while weights are learned."""
    return layout != WITHOUT and sum(map(ord, layout)) % 3 == 0


def made_plans(random: Random, count: int) -> Iterator[Made]:
    """``count`` documents: two thirds hold measures."""
    for place in range(count):
        made = _plan(random, *random.choice(LAYOUTS)) if place % 3 else _without(random)
        yield _cut(random, made) if random.random() < CUT else made


def _cut(random: Random, made: Made) -> Made:
    """An excerpt, as a page of a plan is one: it may begin and end in the middle of a list."""
    start = made.text.rfind("\n", 0, random.randrange(len(made.text))) + 1 if random.random() < 0.5 else 0
    text = made.text[start : start + random.randint(300, 900)]
    return Made(made.layout, text, tuple(title for title in made.titles if title in text))


def _plan(random: Random, parent: str, own: str, body: str) -> Made:
    title = random.choices((words.action, words.aim, words.bare), (6, 2, 1 if body != "none" else 0))[0]
    if own == "goal":
        title = _goal
    parts: list[str] = []
    titles: list[str] = []
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        parts.extend(_beside(random))
    if random.random() < 0.5:
        parts.append(
            random.choice(
                (
                    "施策の展開",
                    "具体的な取組",
                    "今後の取り組み",
                    "施策の方向",
                    "目標達成のための施策",
                    "主な事業",
                    "支援内容",
                )
            )
        )
    number = 1
    for group in range(1, 2 if own in ("goal", "chapter", "project") else random.choice((2, 3, 4))):
        parts.append(_parent(random, parent, group))
        if random.random() < 0.3:
            parts.append(random.choice(words.FACTS) + random.choice(words.PROMISES))
        if random.random() < 0.2:
            parts.extend(
                (
                    "現状と課題",
                    *(f"・{random.choice(words.FACTS)}" for _ in range(2)),
                    random.choice(("主な取組", "取組の内容", "具体的施策")),
                )
            )
        number = number if own == "measure" or random.random() < 0.2 else 1
        for _ in range(random.choice((1, 2, 3, 3, 4, 5, 6))):
            name = title(random)
            titles.append(name)
            parts.extend(_entry(random, MARKS[own](min(number, 9)) + name + ("】" if own == "box" else ""), body))
            number += 1
    for _ in range(random.choice((0, 0, 1, 2))):
        parts.extend(_beside(random))
    return Made(
        f"{parent}-{own}-{body}",
        _joined(random, parts, loose=own in ("dotted", "dash", "status", "arrow", "kana", "square")),
        tuple(titles),
    )


def _parent(random: Random, mark: str, number: int) -> str:
    goal = random.choice((_goal, words.action))(random)
    if mark == "label":
        return random.choice(
            (
                "施策の体系",
                "具体的な取組",
                "主な取組み",
                "今後の施策",
                "取組の方向",
                "基本施策",
                "支援の内容",
                "実施する事業",
            )
        )
    return (
        MARKS[mark](number)
        + (random.choice((goal, "具体的な取組", "施策の方向")) if random.random() < 0.3 else goal)
        + ("】" if mark == "box" else "")
    )


def _goal(random: Random) -> str:
    return random.choice(words.GOALS)


def _entry(random: Random, head: str, body: str) -> list[str]:
    promise = "".join(random.choice(words.PROMISES) for _ in range(random.choice((1, 1, 2))))
    if body == "promise":
        return [head, promise] if random.random() < 0.9 else [head]
    if body == "department":
        return [
            head
            + random.choice(("【{}】", "({})")).format(
                random.choice(("福祉課", "健康推進課", "福祉部", "社会福祉協議会", "こども家庭課"))
            )
        ]
    if body == "colon":
        return [f"{head}:{promise}"]
    if body == "sentences":
        return [head, *(f"・{random.choice(words.PROMISES)}" for _ in range(random.choice((1, 2, 3))))]
    return [head]


def _beside(random: Random) -> list[str]:
    """A part of a plan that lists something else."""
    mark = MARKS[
        random.choice(
            (
                "paren",
                "point",
                "dot",
                "circled",
                "circle",
                "dotted",
                "dash",
                "square",
                "chapter",
                "goal",
                "fulldot",
                "arrow",
                "disc",
            )
        )
    ]
    head = random.choice((*(MARKS[each](random.randint(1, 4)) for each in ("dot", "chapter", "paren", "square")), ""))
    kinds: Sequence[tuple[str, Callable[[], str]]] = (
        (random.choice(("計画の概要", "計画の策定にあたって", "目次", "第1章 計画の概要")), lambda: random.choice(words.SECTIONS)),
        ("現状と課題", lambda: random.choice(words.FACTS)),
        ("本市の現状", lambda: random.choice(words.TOPICS)[:10] + random.choice(("の状況", "の推移", "に関する現状と課題", "の割合", "の見込み"))),
        ("数値目標", lambda: words.figures(random)),
        ("目標と評価指標", lambda: random.choice(words.TOPICS) + random.choice(("に取り組む人の増加", "を知っている人の割合", "に満足している人の増加", "の件数の減少"))),
        ("取組の評価", lambda: random.choice(("計画どおり実施した", "概ね達成", "未達成", "A 順調", "B やや遅れ"))),
        ("主な意見", lambda: random.choice(words.TOPICS) + random.choice(("が必要", "への不安がある", "が足りない", "を知らない", "を増やしてほしい"))),
        ("対象者", lambda: random.choice(words.WHOM)),
        ("調査の概要", lambda: random.choice(("調査の目的", "調査対象", "調査期間", "回収結果", "調査方法"))),
        ("関連資料", lambda: f"{random.choice(words.TOPICS)}計画{random.choice(('概要版', '全体版', '第1章', '資料編'))}(PDF:{random.randint(100, 999)}KB)"),
        ("相談窓口", lambda: f"{random.choice(words.PLACES)} 電話 0000-00-{random.randint(1000, 9999)}"),
        ("基本理念", lambda: random.choice(words.GOALS)),
        ("用語解説", lambda: f"{random.choice(words.TOPICS)} {random.choice(words.FACTS)}"),
        ("基本的な考え方", lambda: random.choice(("視点", "ポイント", "考え方")) + random.choice(words.GOALS)),
    )  # fmt: skip
    name, line = random.choice(kinds)
    listed = [mark(n) + line() for n in range(1, random.choice((2, 3, 4, 5, 7)))]
    return [head + name, *listed] if random.random() < 0.8 else [head + name, random.choice(words.FACTS), *listed]


def _without(random: Random) -> Made:
    """A page or list that holds no measure."""
    return Made(WITHOUT, *random.choice((_service, _asked, _desks, _about, _minutes, _newsletter, _rules))(random))


def _service(random: Random) -> tuple[str, tuple[str, ...]]:
    mark = MARKS[random.choice(("paren", "dash", "dotted", "circled", "dot", "disc", "wide"))]
    top = MARKS[random.choice(("dot", "square", "box", "point", "circle", "paren"))]
    head: Style = top if random.random() < 0.6 else _no_mark
    parts = [
        words.bare(random) + random.choice(("助成事業", "手当", "の支給", "利用券の交付", "給付金")),
        random.choice(words.PROMISES),
    ]
    blocks: Sequence[tuple[str, Callable[[], str]]] = (
        ("対象者", lambda: random.choice(words.WHOM)), ("申請に必要なもの", lambda: random.choice(words.PAPERS)),
        ("申請窓口", lambda: random.choice(words.PLACES)), ("助成額", lambda: random.choice(words.AMOUNTS)),
        ("申請方法", lambda: random.choice(("申請書を提出する", "審査を受ける", "決定通知が届く", "助成券を受け取る", "窓口で申請", "郵送で申請"))),
        ("注意事項", lambda: random.choice(("購入前に申請が必要です。", "毎年度手続きが必要です。", "期限を過ぎると受け付けできません。"))),
    )  # fmt: skip
    for place, (name, line) in enumerate(random.sample(blocks, random.choice((3, 4, 5))), start=1):
        parts.extend((head(place) + name, *(mark(n) + line() for n in range(1, random.choice((2, 3, 4, 5))))))
    parts.extend(("お問い合わせ先", random.choice(words.PLACES), f"電話:0000-00-{random.randint(1000, 9999)}"))
    return "\n".join(parts), ()


def _no_mark(number: int) -> str:
    return ""


def _asked(random: Random) -> tuple[str, tuple[str, ...]]:
    mark = random.choice(("Q{} ", "質問{}.", "{}. ", "問{} ", "○")).format
    parts = ["よくある質問", "保育所の入所に関すること"]
    for n in range(1, random.choice((3, 5, 8))):
        parts.extend(
            (
                mark(n) + random.choice(words.QUESTIONS) + random.choice(("?", "。", "")),
                f"A{n} " + random.choice(words.PROMISES),
            )
        )
    return "\n".join(parts), ()


def _desks(random: Random) -> tuple[str, tuple[str, ...]]:
    mark = MARKS[random.choice(("circle", "paren", "square", "dotted", "dot", "circled"))]
    parts = [random.choice(("相談窓口一覧", "子育て支援センターのご案内", "指定避難所"))]
    for n in range(1, random.choice((3, 5, 8))):
        parts.extend(
            (
                mark(n) + random.choice(words.TOPICS)[:4] + random.choice(words.PLACES),
                f"所在地 港町{n}丁目",
                f"電話 0000-00-{random.randint(1000, 9999)}",
            )
        )
    return "\n".join(parts), ()


def _about(random: Random) -> tuple[str, tuple[str, ...]]:
    """A page that says that there is a plan."""
    parts = [f"{random.choice(words.TOPICS)}計画を策定しました", random.choice(words.PROMISES)]
    for _ in range(random.choice((2, 3))):
        parts.extend(_beside(random))
    return _joined(random, parts, loose=True), ()


def _minutes(random: Random) -> tuple[str, tuple[str, ...]]:
    mark = MARKS[random.choice(("paren", "point", "dot"))]
    items = (
        "開会",
        "委員の委嘱について",
        "会長あいさつ",
        f"{random.choice(words.TOPICS)}計画の進捗状況について",
        "計画の素案について",
        "その他",
        "閉会",
    )
    parts = ["審議会 会議録", "日時 令和6年5月1日", "次第", *(mark(n) + each for n, each in enumerate(items, start=1))]
    parts.extend(f"○委員 {random.choice(words.FACTS)}" for _ in range(3))
    return "\n".join(parts), ()


def _newsletter(random: Random) -> tuple[str, tuple[str, ...]]:
    """Many short lists of anything, under bullets of a few kinds."""
    marks = [MARKS[each] for each in random.sample(("circle", "disc", "dotted", "dash", "square", "box", "arrow"), 2)]
    lines: Sequence[Callable[[], str]] = (
        lambda: random.choice(words.TOPICS)[:6],
        lambda: random.choice(words.PLACES),
        lambda: f"{random.choice(words.TOPICS)[:5]}株式会社 様",
        lambda: f"[{random.choice(words.QUESTIONS)}](#a)",
        lambda: random.choice(("報酬", "任用", "勤務時間", "休暇", "日時", "会場", "定員", "講師", "参加費", "持ち物")),
        lambda: random.choice(words.TOPICS) + random.choice(("交流会", "の記念式典", "の完成", "の工事", "大会の結果", "への寄付", "作業", "の補修")),
        lambda: random.choice(words.PAPERS),
        lambda: random.choice(words.WHOM),
        lambda: words.figures(random),
        lambda: random.choice(words.FACTS),
    )  # fmt: skip
    parts = ["広報うみべ"]
    for _ in range(random.choice((3, 6, 12))):
        line, mark = random.choice(lines), random.choice(marks)
        parts.append(
            random.choice((f"{random.choice(words.TOPICS)}", "お知らせ", "募集", "まちの話題", "ご寄付", "求人"))
        )
        parts.extend(
            mark(n % 9 + 1) + line() + ("】" if mark is MARKS["box"] else "")
            for n in range(random.choice((2, 4, 8, 30)))
        )
    return "\n".join(parts), ()


def _rules(random: Random) -> tuple[str, tuple[str, ...]]:
    """Ordinances and minutes about them."""
    parts = [f"{random.choice(words.TOPICS)}に関する条例"]
    for n in range(1, random.choice((4, 8))):
        parts.extend(
            (
                f"第{n}条 {random.choice(words.FACTS)}",
                *(MARKS["paren"](k) + random.choice(words.WHOM) for k in range(1, random.choice((2, 4)))),
            )
        )
    parts.extend(
        f"○{random.choice(('委員', '課長', '議長'))} {random.choice(words.FACTS)}"
        for _ in range(random.choice((2, 10)))
    )
    return "\n".join(parts), ()


def _joined(random: Random, parts: Sequence[str], *, loose: bool) -> str:
    """Lines; or, of some, one line as a page comes out of a file without its lines. ``loose`` marks need their lines."""
    shape = random.random()
    if shape < 0.35 and not loose:
        return "計画 " + " ".join(parts)
    gap = "\n\n" if shape < 0.5 else "\n"
    indent = "  " if 0.5 < shape < 0.6 else ""
    return gap.join(f"{indent}{part}" for part in parts)
