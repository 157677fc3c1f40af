"""Reports made by hand: of the fictional 汐見原市, large enough to look at; an empty one; one that means harm."""

from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from index.catalog import PlanEntry
from search.report.report import (
    Absence,
    Boilerplate,
    Cell,
    Compared,
    Gap,
    Item,
    Likeness,
    Match,
    Peer,
    Point,
    Report,
    Theme,
)

_SUBJECTS: Final = (
    ("ひとり暮らし高齢者の見守り", "民生委員や配達の事業者と協力して、ひとり暮らしの高齢者を月に1回以上訪ね、安否を確かめます。"),
    ("認知症サポーターの養成", "学校や職場で講座を開き、認知症の人と家族を見守るサポーターを育てます。"),
    ("配食サービス", "買い物や調理の難しい人に、週3回まで栄養を考えた食事を届け、あわせて安否を確かめます。"),
    ("権利擁護の中核機関の運営", "成年後見制度の相談を受け、申立てを支え、後見人を支援する中核機関を運営します。"),
    ("障害者の就労の支援", "就労支援センターに相談員を置き、企業への働きかけと職場への定着を支援します。"),
    ("医療的ケア児への支援", "保健・医療・福祉・教育の関係者の協議の場を設け、コーディネーターを配置します。"),
    ("子どもの学習と生活の支援", "生活に困っている家庭の子どもに、学びと食事のできる居場所を用意します。"),
    ("ひきこもりの相談", "相談の窓口を設け、本人と家族の話を聞き、訪問や居場所につなぎます。"),
    ("地域の支え合い会議", "日常生活圏域ごとに会議を開き、住民と事業者が困りごとと担い手を話し合います。"),
    ("災害時に支援の要る人の名簿", "名簿を毎年更新し、同意のある人の個別避難計画を地区と一緒に作ります。"),
)  # fmt: skip
_CITIES: Final = ("霧ヶ谷町", "花岬市", "東白瀬市")
_CHAPTERS: Final = (
    "第3章 高齢者の暮らし",
    "第4章 障害のある人の暮らし",
    "第5章 子どもと家庭",
    "第6章 支え合う地域づくり",
)
_LIKE: Final = (Likeness.NEAR_COPY, Likeness.SAME_AIM, Likeness.SAME_WORDS, Likeness.SAME_AIM)


def made_plan(
    number: int, municipality: str | None, title: str | None = None, status: str = "確定", url: str | None = None
) -> PlanEntry:
    """A plan of which only what is shown is known."""
    return PlanEntry(
        number=number,
        id=f"plan{number}",
        municipality_code=None,
        municipality=municipality,
        prefecture="架空県",
        title=title or f"{municipality}地域福祉計画",
        kind=None,
        status=status,
        period_start=2024,
        period_end=2029,
        published="2024-03",
        url=url,
        file=f"plan{number}.pdf",
        digest="",
        first_row=0,
        last_row=9,
        licence="CC BY 4.0" if number == 1 else None,
        attribution=municipality if number == 1 else None,
    )


EMPTY: Final = Report((), (), (), (), (), (), (), (), (), (), (), (), ())
NASTY: Final = "<script>alert(1)</script><svg onload=alert(2)>\"'&=cmd|x javascript:alert(3)"
OURS: Final = made_plan(0, "汐見原市", url="https://city.example/plan.pdf")
DRAFT: Final = made_plan(9, "汐見原市", "汐見原市地域福祉計画", "案")
OTHERS: Final = tuple(
    made_plan(number, city, url=None if number == 3 else f"https://town{number}.example/keikaku/")
    for number, city in enumerate(_CITIES, start=1)
)


def made_item(
    name: str, title: str, text: str, plan: PlanEntry = OURS, fields: tuple[tuple[str, str], ...] = ()
) -> Item:
    """An item on a page of its plan."""
    return Item(name, title, text, (plan.title or "", _CHAPTERS[0], "1 相談支援"), plan, f"{plan.id}#0001", 12, fields)


def made_match(ours: Item, theirs: Item, wording: float, likeness: Likeness) -> Match:
    """Two items with the wording that they share, six characters and more."""
    blocks = SequenceMatcher(None, ours.text, theirs.text, autojunk=False).get_matching_blocks()
    shared = tuple((a, a + size, b, b + size) for a, b, size in blocks if size >= 6)
    return Match(ours, theirs, wording, min(1.0, wording + 0.25), likeness, 0.55 + 0.4 * wording, shared)


def made_report() -> Report:
    """20 matches of 10 measures, 6 gaps, 3 other municipalities with 4 chapters, and some of all the rest."""
    ours = [_ours(number) for number in range(10)]
    theirs = [_theirs(number, city) for number in range(10) for city in (number % 3, (number + 1) % 3)]
    matches = tuple(
        made_match(ours[place // 2], item, (0.92, 0.61, 0.2, 0.45)[place % 4], _LIKE[place % 4])
        for place, item in enumerate(theirs)
    )
    return Report(
        ours=(OURS,),
        others=OTHERS,
        matches=matches,
        gaps=_gaps(ours[0]),
        boilerplate=_boilerplate(),
        cities=tuple(_cells(("汐見原市", *_CITIES), ("汐見原市", *_CITIES))),
        chapters=tuple(_cells(_CHAPTERS, tuple(f"{city} {chapter}" for city in _CITIES for chapter in _CHAPTERS))),
        themes=(
            Theme("見守り・配食・安否", tuple(ours[:3]), ("汐見原市", *_CITIES)),
            Theme("就労・定着・企業", tuple(ours[4:6]), ("汐見原市", "花岬市")),
        ),
        indicators=(
            Compared(
                "認知症サポーターの数",
                "人",
                (("汐見原市", "1,204", 2022, "2,000", 2029), ("花岬市", "850", 2021, "1,500", 2026), ("東白瀬市", None, None, "増やす", 2028)),
            ),
            Compared("福祉施設から地域へ移った人の割合", "%", (("汐見原市", "3.1", 2022, "6", 2026), ("霧ヶ谷町", "2.5", None, None, None))),
            Compared("支え合い会議", None, (("汐見原市", "4", 2023, "8", 2029), ("花岬市", "12", 2023, "12", 2029))),
        ),
        peers=(
            Peer("花岬市", (("place", 0.12), ("kind", 0.0), ("density", 0.2), ("emphasis", 0.31), ("all", 0.16)), "同じ県の市で、人口密度と重点を置く分野が近いためです。"),
            Peer("霧ヶ谷町", (("place", 0.08), ("kind", 1.0), ("density", 0.55), ("emphasis", 0.4), ("all", 0.51)), "となりの町で、高齢者の施策の割合が近いためです。"),
        ),
        versions=(made_match(_ours(0), made_item("d0", _SUBJECTS[0][0], "民生委員と協力して、ひとり暮らしの高齢者を年に4回訪ね、安否を確かめます。", DRAFT), 0.7, Likeness.NEAR_COPY),),
        method=("この索引の計画どうしから無作為に選んだ施策の組を比べ、偶然に似る度合いを調べて分類の境目を決めました。", "2つの施策の意味の近さと、表現(文字の並び)の近さを別々に測りました。"),
        notes=("霧ヶ谷町の計画は概要版なので、書かれていない施策があり得ます。", "東白瀬市の計画は12ページのうち2ページを読み取れませんでした。"),
        indexed="2026-11-01",
        unique=(ours[9],),
        new=(ours[3],),
        points=tuple(Point(item, place / 10 - 0.5, 0.4 - place / 20, 0) for place, item in enumerate([*ours, *theirs[:6]])),
        pieces=((OURS, "第3章"),),
        standard=(Cell(_CHAPTERS[0], "汐見原市", 0.25, 12),),
    )  # fmt: skip


def hostile(text: str = NASTY) -> Report:
    """A report all of whose texts are ``text``, and whose documents claim to lie where a browser would run them."""
    plan = replace(
        made_plan(0, text, text, text, "javascript:alert(1)"), licence=text, attribution=text, file=text, published=text
    )
    item = Item("x", text, text, (text,), plan, text, 1, ((text, text + "。"),))
    match = Match(item, replace(item, id="y"), 0.5, 0.5, Likeness.SAME_AIM, 0.5, ((0, 4, 1, 5),))
    made = made_report()
    return Report(
        ours=(plan,),
        others=(plan,),
        matches=(match,),
        gaps=(replace(made.gaps[1], name=text, examples=(item,), municipalities=(text,), nearest=match),),
        boilerplate=(replace(made.boilerplate[0], text=text, items=(item,), municipalities=(text,), source=plan),),
        cities=(Cell(text, text, 1.0, 2), Cell(text, "b" + text, 0.5, 2)),
        chapters=(Cell(text, "c" + text, 0.5, 2),),
        themes=(replace(made.themes[0], name=text, items=(item,), municipalities=(text,)),),
        indicators=(Compared(text, text, ((text, text, 2020, text, None),)),),
        peers=(replace(made.peers[0], municipality=text, distances=((text, 0.5),), why=text),),
        versions=(match,),
        method=(text,),
        notes=(text,),
        indexed=text,
        unique=(item,),
        new=(item,),
        points=(Point(item, 0.1, 0.2, 0), Point(item, -1.0, 1.0, 0)),
        pieces=((plan, text),),
        standard=(Cell(text, text, 0.5, 1),),
    )


def _ours(number: int) -> Item:
    title, text = _SUBJECTS[number]
    return made_item(f"o{number}", title, f"{text}\n担当課\t福祉総務課\n実績\t年{10 + number}回", OURS)


def _theirs(number: int, city: int) -> Item:
    title, text = _SUBJECTS[number]
    told = text if (number + city) % 2 else f"関係機関と連携し、{text[:-4]}るよう努めます。"
    named = title if city else f"{title}事業"
    return made_item(f"t{number}-{city}", named, f"{told}相談の窓口を広く知らせます。", OTHERS[city])


def _gaps(near: Item) -> tuple[Gap, ...]:
    named = (
        "終活の相談と登録",
        "ヤングケアラーの相談",
        "移動支援の乗り合い",
        "住まい探しの支援",
        "手話言語の普及",
        "フードパントリー",
    )
    absences = (Absence.NONE, Absence.WEAK, Absence.NONE, Absence.NONE, Absence.UNREAD, Absence.WEAK)
    gaps = []
    for number, (name, absence) in enumerate(zip(named, absences, strict=True)):
        fields = (("実績", f"令和4年度 {40 + number}件"), ("予算", "1,200千円"))
        examples = tuple(
            made_item(f"g{number}-{place}", f"{name}({plan.municipality})", f"{name}の窓口を設け、希望する人を支えます。", plan, fields)
            for place, plan in enumerate(OTHERS[: 3 - number % 2])
        )  # fmt: skip
        nearest = made_match(near, examples[0], 0.15, Likeness.SAME_WORDS) if absence is Absence.WEAK else None
        cities = tuple(plan.municipality or "" for plan in OTHERS[: 3 - number % 2])
        gaps.append(Gap(name, examples, cities, 0.9 - 0.12 * number, absence, nearest, 0.95 - 0.1 * number))
    return tuple(gaps)


def _boilerplate() -> tuple[Boilerplate, ...]:
    text = "すべての国民が、障害の有無によって分け隔てられることなく、相互に人格と個性を尊重し合いながら共生する社会の実現を目指します。"
    items = tuple(made_item(f"b{plan.number}", "計画の基本理念", text, plan) for plan in (OURS, *OTHERS[:2]))
    last = Boilerplate(
        "計画の進み具合を毎年度点検し、必要に応じて見直します。", items[:2], ("汐見原市", "霧ヶ谷町"), None
    )
    return Boilerplate(text, items, ("汐見原市", "霧ヶ谷町", "花岬市"), OTHERS[0]), last


def _cells(rows: tuple[str, ...], columns: tuple[str, ...]) -> list[Cell]:
    return [
        Cell(row, column, 1.0 if row == column else round(0.08 + 0.71 * ((3 * x + 5 * y) % 11) / 11, 2), 6 + x + y)
        for y, row in enumerate(rows)
        for x, column in enumerate(columns)
        if (x + 2 * y) % 9 != 7
    ]
