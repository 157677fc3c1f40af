"""Pages that hold no indicator, full of figures all the same."""

import random


def _budget(rng: random.Random) -> str:
    lines = [
        f"{name}\t{rng.randint(100, 90000):,}千円\t{rng.randint(100, 90000):,}千円\t{rng.randint(80, 120)}.{rng.randint(0, 9)}%"
        for name in ("民生費", "衛生費", "教育費")
    ]
    return (
        "予算のあらまし\n区分\t令和5年度当初予算\t令和6年度当初予算\t前年度比\n"
        + "\n".join(lines)
        + "\n事業の目的と現状を踏まえて予算を組みました。目標額の設定は行いません。\n"
    )


def _survey(rng: random.Random) -> str:
    shares = [f"{rng.randint(2, 60)}.{rng.randint(0, 9)}%" for _ in range(6)]
    return (
        f"アンケート調査の結果\n健康状態は「よい」が{shares[0]}、「ふつう」が{shares[1]}、「よくない」が{shares[2]}でした。令和元年調査と令和4年調査を比べると、"
        f"運動をしている人は{shares[3]}から{shares[4]}に増えています。\n問5 現状に満足していますか 満足 {shares[0]} 不満 {shares[5]} 無回答 {shares[2]}\n"
    )


def _hours(rng: random.Random) -> str:
    return f"福祉センター\n開館時間 9時00分～17時{rng.randint(10, 59)}分\n定員 {rng.randint(10, 90)}人\n電話 0123-{rng.randint(10, 99)}-{rng.randint(1000, 9999)}\n休館日 毎月第2月曜日\n対象 18歳以上\n"


def _population(rng: random.Random) -> str:
    years = [
        f"令和{n}年\t{rng.randint(20000, 30000):,}人\t{rng.randint(5000, 9000):,}人\t{rng.randint(20, 40)}.{rng.randint(0, 9)}%"
        for n in range(2, 6)
    ]
    return (
        "人口の現状と将来の見通し\n年\t総人口\t高齢者人口\t高齢化率\n"
        + "\n".join(years)
        + "\n出典：住民基本台帳（各年10月1日現在）\n"
    )


def _fees(rng: random.Random) -> str:
    return f"保育料の基準額（月額）\n階層 3歳未満児 3歳以上児\n第1 0円 0円\n第2 {rng.randint(1, 9)},000円 {rng.randint(1, 9)},000円\n第3 {rng.randint(10, 19)},500円 {rng.randint(10, 19)},000円\n所得が360万円以下の世帯は無料とします。\n"


def _phones(rng: random.Random) -> str:
    return (
        "".join(
            f"{n} 地区民生委員 電話 045-{rng.randint(100, 999)}-{rng.randint(1000, 9999)} 内線{rng.randint(100, 999)}\n"
            for n in range(1, 5)
        )
        + f"- {rng.randint(10, 99)} -\n"
    )


def _contents(rng: random.Random) -> str:
    return f"目次\n第1章 計画の現状と課題 …… {rng.randint(1, 9)}\n1 現状値の整理 {rng.randint(10, 19)}\n2 目標値の設定 {rng.randint(20, 29)}\n第2章 数値目標 …… {rng.randint(30, 39)}\n資料編 {rng.randint(40, 99)}\n"


def _national(rng: random.Random) -> str:
    return f"国は、令和8年までに自殺死亡率を{rng.randint(11, 13)}.0以下にすることを目標としています。県の計画では令和9年度までに受診率を{rng.randint(60, 70)}%以上とする目標を掲げています。本計画では施策の方向を示します。\n"


def _advice(rng: random.Random) -> str:
    return f"健康のために、1日{rng.randint(6, 9)},000歩以上歩くことを目標にしましょう。野菜は1日350g以上、減塩は1日6g未満を目指しましょう。血圧は140/90未満が目安です。BMIは25以下に。\n"


def _statistics(rng: random.Random) -> str:
    return (
        "相談の状況\n区分 令和3年度 令和4年度 令和5年度\n"
        + "\n".join(
            f"{name} {rng.randint(10, 900)}件 {rng.randint(10, 900)}件 {rng.randint(10, 900)}件"
            for name in ("来所相談", "電話相談", "訪問")
        )
        + "\n"
    )


def _grant(rng: random.Random) -> str:
    return f"就労の目標を定めた人に、月額{rng.randint(1, 9)}万円を{rng.randint(2, 12)}か月支給します。現状では申請が{rng.randint(10, 90)}件あり、目標とする職種の求人は{rng.randint(10, 90)}件です。\n対象は年収{rng.randint(200, 400)}万円以下の方とします。\n"


SILENT = (_budget, _survey, _hours, _population, _fees, _phones, _contents, _national, _advice, _statistics, _grant)
