import io
from dataclasses import replace

from rich.console import Console

from screens.terminal.answer import print_answer
from search.answerer import Answerer
from search.answers.answer import Answer, Reason
from search.searcher import Searcher
from tests.made_answer import ASK_BACK, CHOICE, HELP, NOTE, answered, citation, unanswered

WATCH = ("汐見原市: 週に1回訪ねます。", citation(1, "見守りは", "週に1回訪ねます。", "\n"))
PLAN = "汐見原市 ・ 汐見原市地域福祉計画(確定) ・ 2024~2029年度"


def printed(answer: Answer, *, coloured: bool = False) -> str:
    screen = Console(
        file=io.StringIO(), width=60, force_terminal=True, color_system="standard" if coloured else None,
        legacy_windows=False,
    )  # fmt: skip
    print_answer(answer, screen)
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def test_everything_is_told_in_the_order_of_the_page() -> None:
    full = replace(answered(WATCH, desks=(CHOICE,)), urgent=HELP, clarify=ASK_BACK, model_note="モデルは使えません。")
    assert (
        printed(full)
        == f"""\
すぐに相談できるところ
いま危ないときは安全な場所へ離れてください。
・警察  110  24時間  https://police.example/
・相談ナビ  #8008
・市区町村の相談窓口

ご案内する窓口
・西部地域包括支援センター
  電話: 0000-00-1256
  ファックス: 0000-00-1257
  場所: 砂丘台4丁目10番2号
  受付時間: 平日 8時30分～17時15分
  担当地域: 灯見坂1～4丁目、松籠町
  灯見坂2丁目は、この窓口の担当地域です。
  出典: {PLAN}

{NOTE}

教えてください
お住まいの町名を教えてください。
・西部: 灯見坂、松籠町
・東部: 港町

お答え
汐見原市: 週に1回訪ねます。 [1]

出典
[1] 「週に1回訪ねます。」
    {PLAN} ・ 第4節 見守り ・ 20行目

モデルは使えません。

"""
    )


def test_no_answer_is_said_before_what_is_near_and_three_excerpts_will_do() -> None:
    answer = unanswered("お尋ねの数値は書かれていません。", "配食", "見守り", "訪問", "通院")
    source = f"  {PLAN} ・ 第4節 見守り ・ 20行目"
    assert printed(answer) == (
        "お尋ねの数値は書かれていません。\n\n近い箇所(お答えではありません)\n"
        f"・配食\n{source}\n・見守り\n{source}\n・訪問\n{source}\n\n"
    )


def test_a_question_back_is_asked_once() -> None:
    asking = replace(unanswered(ASK_BACK.question), reason=Reason.AREA_NEEDED, clarify=ASK_BACK)
    assert printed(asking).count("お住まいの町名を教えてください。") == 1


def test_a_long_quote_is_shortened_to_a_line_of_80_characters() -> None:
    answer = answered(("訪ねます。", citation(1, "", "見守り\n" * 30)))
    assert f"「{('見守り ' * 20)[:79]}…」" in printed(answer)


def test_text_that_looks_like_markup_or_steers_the_terminal_is_only_text() -> None:
    text = "[red]見守り[/red]\x1b]0;乗っ取り\x1b\\\x1b[2Jます。"
    desk = replace(CHOICE.desk, name=text)
    answer = answered((text, citation(1, "", text)), desks=(replace(CHOICE, desk=desk, why=text),))
    shown = printed(replace(answer, message=text), coloured=True)
    assert "[red]見守り[/red]" in shown
    assert "\x1b]" not in shown
    assert "\x1b[2J" not in shown


def test_the_desk_of_a_district_is_told_with_the_number_in_the_plan(samples: Searcher) -> None:
    lines = printed(Answerer(samples).ask("灯見坂2丁目の介護の相談先")).splitlines()
    assert lines[0] == "お尋ね: 窓口 ／ 対象: 高齢者 ／ 地域: 灯見坂2丁目"
    assert lines[2:5] == ["ご案内する窓口", "・汐見原市西部地域包括支援センター", "  電話: 0000-00-1256"]


def test_a_frightened_person_reads_the_helplines_first(samples: Searcher) -> None:
    assert printed(Answerer(samples).ask("夫に殴られて逃げたい")).startswith("すぐに相談できるところ\n")
