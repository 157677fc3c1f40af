import re
from dataclasses import replace

import pytest

from screens.web.answer import answer_html
from search.answerer import Answer, Answerer, Reason
from search.searcher import Searcher
from tests.made_answer import ASK_BACK, CHOICE, HELP, NOTE, answered, citation, unanswered

WATCH = ("汐見原市: 週に1回訪ねます。", citation(1, "見守りは", "週に1回訪ねます。", "\n"))


def told(html: str) -> list[str]:
    """What a reader sees: the texts between the tags."""
    return [text for text in re.split(r"<[^>]+>", html) if text]


def dialled(html: str) -> list[str]:
    return re.findall(r'href="tel:([^"]*)"', html)


def everything() -> Answer:
    full = answered(WATCH, desks=(CHOICE,))
    near = unanswered("", "配食のときに声をかけます。").reply.results
    reply = replace(full.reply, results=near)
    return replace(full, reply=reply, urgent=HELP, clarify=ASK_BACK, model_note="言語モデルが答えませんでした。")


def test_what_is_urgent_comes_first_and_the_excerpts_last() -> None:
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", answer_html(everything())) == [
        "すぐに相談できるところ", "ご案内する窓口", "教えてください", "お答え", "出典", "近い箇所",
    ]  # fmt: skip


def test_every_section_is_named_by_its_heading() -> None:
    html = answer_html(everything())
    named = re.findall(r'<section class="[^"]+" aria-labelledby="([^"]+)"><h2 id="([^"]+)"', html)
    assert [one for one, _ in named] == [other for _, other in named] == [
        "fk-urgent-title", "fk-desks-title", "fk-clarify-title", "fk-said-title", "fk-cites-title",
    ]  # fmt: skip


def test_a_helpline_is_dialled_by_a_tap_and_one_without_a_number_is_named() -> None:
    html = answer_html(replace(answered(), urgent=HELP))
    assert '<a class="fk-phone" href="tel:110" aria-label="警察に電話する 110">110</a>' in html
    assert '<a class="fk-phone" href="tel:%238008" aria-label="相談ナビに電話する #8008">#8008</a>' in html
    assert '<span class="fk-hours">24時間</span>' in html
    assert (
        '<a class="fk-url" href="https://police.example/" rel="noreferrer noopener">https://police.example/</a>' in html
    )
    assert '<li><b class="fk-name">市区町村の相談窓口</b><span class="fk-aside"></span></li>' in html


def test_a_desk_is_told_with_all_that_the_plan_states() -> None:
    html = answer_html(answered(WATCH, desks=(CHOICE,)))
    card = html[html.index('<li class="fk-desk">') : html.index("</ul>")]
    assert told(card) == [
        "西部地域包括支援センター", "灯見坂2丁目は、この窓口の担当地域です。", "電話 ", "0000-00-1256",
        "ファックス", "0000-00-1257", "場所", "砂丘台4丁目10番2号", "受付", "平日 8時30分～17時15分",
        "担当地域", "灯見坂1～4丁目、松籠町", "出典: 汐見原市 ・ 汐見原市地域福祉計画(確定) ・ 2024~2029年度",
    ]  # fmt: skip
    assert f'<p class="fk-directory">{NOTE}</p>' in html


@pytest.mark.parametrize(
    ("phone", "numbers"),
    [
        pytest.param("0000-00-1256", ["0000-00-1256"], id="a number"),
        pytest.param("0000-00-1256(内線 12)", [], id="a number and more"),
        pytest.param("0000-00-1256、0000-00-1257", [], id="two numbers"),
        pytest.param("０４６－０００", [], id="full width"),
        pytest.param('110" onclick="x', [], id="an attribute"),
        pytest.param("-", [], id="a dash"),
    ],
)
def test_only_a_number_is_dialled_and_anything_else_is_shown(phone: str, numbers: list[str]) -> None:
    desk = replace(CHOICE.desk, phone=phone)
    html = answer_html(answered(WATCH, desks=(replace(CHOICE, desk=desk),)))
    assert dialled(html) == numbers
    assert phone.replace('"', "&quot;") in html


def test_a_desk_without_a_number_has_no_line_for_one() -> None:
    desk = replace(CHOICE.desk, phone=None)
    html = answer_html(answered(WATCH, desks=(replace(CHOICE, desk=desk),)))
    assert not any("電話" in text for text in told(html))
    assert dialled(html) == []


def test_a_sentence_leads_to_its_quote_and_the_quote_to_its_lines() -> None:
    html = answer_html(answered(WATCH, ("配食もします。", citation(2, "1行目\n2行目\n", "配食\nもします。"))))
    assert (
        '<p>汐見原市: 週に1回訪ねます。 <a class="fk-mark" href="#cite-1" aria-label="出典 1">[1]</a></p>'
        '<p>配食もします。 <a class="fk-mark" href="#cite-2" aria-label="出典 2">[2]</a></p>'
    ) in html
    assert '<blockquote class="fk-text"><p>週に1回訪ねます。</p></blockquote>' in html
    sources = re.findall(r'id="cite-(\d)".*?<cite>([^<]+)</cite>', html)
    plan = "汐見原市 ・ 汐見原市地域福祉計画(確定) ・ 2024~2029年度 ・ 第4節 見守り ・ "
    assert sources == [("1", f"{plan}20行目"), ("2", f"{plan}22~23行目")]


NASTY = '<script>alert("1")</script>'
SAFE = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"


def test_nothing_that_a_plan_or_the_asker_says_becomes_a_tag() -> None:
    desk = replace(CHOICE.desk, name=NASTY, phone=NASTY, fax=NASTY, address=NASTY, hours=NASTY, areas=(NASTY,))
    line = replace(HELP.helplines[0], name=NASTY, phone=NASTY, hours=NASTY, url=f"https://a.example/{NASTY}")
    answer = replace(
        answered((NASTY, citation(1, "", NASTY)), desks=(replace(CHOICE, desk=desk, why=NASTY),)),
        message=NASTY,
        urgent=replace(HELP, message=NASTY, helplines=(line,)),
        clarify=replace(ASK_BACK, question=NASTY, options=(NASTY,)),
        model_note=NASTY,
    )
    html = answer_html(answer)
    assert "<script" not in html
    urgent, card, note, clarify, sentence_and_quote, model = 6, 7, 1, 2, 2, 1  # a web address stands twice
    assert html.count(SAFE) == urgent + card + note + clarify + sentence_and_quote + model
    assert SAFE in answer_html(unanswered(NASTY))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", ""])
def test_only_the_web_is_linked(url: str) -> None:
    line = replace(HELP.helplines[2], url=url)
    html = answer_html(replace(answered(), urgent=replace(HELP, helplines=(line,))))
    assert "<a " not in html


def test_no_answer_is_said_plainly_and_what_is_near_is_called_no_answer() -> None:
    html = answer_html(unanswered("お尋ねの数値は書かれていません。", "配食のときに声をかけます。"))
    assert html == (
        '<div class="fk-answer"><p class="fk-no-answer" role="status">お尋ねの数値は書かれていません。</p>'
        '<h2 class="fk-near">近い箇所(お答えではありません)</h2></div>'
    )


def test_without_excerpts_none_are_announced() -> None:
    assert "近い箇所" not in answer_html(unanswered("書かれていません。"))


def test_a_question_back_is_asked_once_with_what_can_be_answered() -> None:
    asking = replace(unanswered(ASK_BACK.question), reason=Reason.AREA_NEEDED, clarify=ASK_BACK)
    html = answer_html(asking)
    assert html.count("お住まいの町名を教えてください。") == 1
    buttons = [
        f'<li><button type="button" class="fk-ask">{option}</button></li>'
        for option in ("西部: 灯見坂、松籠町", "東部: 港町")
    ]
    assert f"<ul>{''.join(buttons)}</ul>" in html
    assert "「お住まいの町名・丁目」の欄に書いて" in html


def test_the_desk_of_a_district_is_told_with_the_number_in_the_plan(samples: Searcher) -> None:
    html = answer_html(Answerer(samples).ask("灯見坂2丁目の介護の相談先"))
    assert dialled(html) == ["0000-00-1256"]
    assert "<h3>汐見原市西部地域包括支援センター</h3>" in html
    assert "○汐見原市西部地域包括支援センター ・ 567~571行目" in html


def test_a_district_told_apart_from_the_question_leads_to_its_desk(samples: Searcher) -> None:
    html = answer_html(Answerer(samples).ask("汐見原市の介護の相談先", area="灯見坂2丁目"))
    assert dialled(html) == ["0000-00-1256"]


def test_a_frightened_person_reads_the_helplines_first(samples: Searcher) -> None:
    answer = Answerer(samples).ask("夫に殴られて逃げたい")
    html = answer_html(answer)
    assert html.startswith('<div class="fk-answer"><section class="fk-urgent"')
    assert answer.urgent is not None
    known = {line.phone for line in answer.urgent.helplines} | {choice.desk.phone for choice in answer.desks}
    assert "110" in known
    assert {number.replace("%23", "#") for number in dialled(html)} <= known


def test_a_tag_in_the_question_stays_text(samples: Searcher) -> None:
    assert "<script" not in answer_html(Answerer(samples).ask(f"汐見原市 灯見坂2丁目{NASTY}の介護の相談先"))


def test_every_quote_is_shown_as_it_stands(samples: Searcher) -> None:
    answer = Answerer(samples).ask("汐見原市の子ども食堂は何か所ありますか")
    html = answer_html(answer)
    quotes = [citation.quote.strip() for citation in answer.citations]
    assert "市内には子ども食堂が6か所あり、月に延べ約480人が利用しています。" in quotes
    assert [quote for quote in quotes if quote.isprintable() and f"<p>{quote}</p>" not in html] == []


def test_a_municipality_without_plans_gets_a_sentence(samples: Searcher) -> None:
    html = answer_html(Answerer(samples).ask("藤沢市の保育"))
    assert re.fullmatch(
        r'<div class="fk-answer"><p class="fk-no-answer" role="status">藤沢市の計画は索引にないので、[^<]+</p></div>',
        html,
    )


def test_how_the_question_was_read_is_told(samples: Searcher) -> None:
    html = answer_html(Answerer(samples).ask("汐見原市白帆町1丁目の母の物忘れの相談先"))
    assert "お尋ね: 窓口 ／ 対象: 家族・高齢者 ／ 地域: 白帆町1丁目" in html


def test_nothing_is_told_of_a_question_in_which_nothing_stands_out(samples: Searcher) -> None:
    assert "fk-understood" not in answer_html(Answerer(samples).ask("サロン活動の支援"))


def test_three_sentences_are_read_at_once_and_the_others_unfold() -> None:
    html = answer_html(
        answered(*((f"汐見原市: {n}月に訪ねます。", citation(n, "", f"{n}月に訪ねます。", "")) for n in range(1, 6)))
    )
    open_part, _, folded = html.partition("<details><summary>ほかの記述</summary>")
    assert [f"{n}月に訪ねます。" in open_part for n in range(1, 6)] == [True, True, True, False, False]
    assert folded.index("4月に訪ねます。") < folded.index("5月に訪ねます。") < folded.index("</details>")


def test_what_stands_near_is_headed_as_that() -> None:
    near = replace(answered(WATCH), reason=Reason.NOT_IN_PLANS, message="はっきりとは書かれていません。")
    html = answer_html(near)
    assert '<h2 id="fk-said-title">関係する記述(お答えとは限りません)</h2>' in html
    assert html.index("はっきりとは書かれていません。") < html.index("週に1回訪ねます。")
