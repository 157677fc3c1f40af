import io
import json
from collections.abc import Callable, Mapping

from rich.console import Console

from screens.terminal.excerpts import headline, print_context, print_reply, rephrased
from search.context import open_passage
from search.question.filters import Filters
from search.question.lexicon import Expansion
from search.searcher import Searcher
from tests.made_question import expanded

SearcherOf = Callable[[Mapping[str, str]], Searcher]


def console() -> Console:
    return Console(file=io.StringIO(), width=200, force_terminal=True, color_system="standard", legacy_windows=False)


def printed(screen: Console) -> str:
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def test_the_headline_says_where_was_looked_and_why(samples: Searcher) -> None:
    asked = samples.search("見守り", Filters(cities=("汐見原市",)), k=2)
    read = samples.search("霧ヶ谷町の見守り", k=2)
    absent = samples.search("藤沢市の見守り")
    assert headline(asked) == "汐見原市の計画 1 件から、近い順に 2 箇所です。"
    assert headline(read) == "霧ヶ谷町の計画 1 件(質問に出てくる市区町村で絞り込みました)から、近い順に 2 箇所です。"
    assert headline(absent) == "藤沢市の計画は索引にありません。条件を変えるか、別の市区町村でお試しください。"


def test_a_question_without_a_word_is_told_to_use_others(samples: Searcher) -> None:
    reply = samples.search("???", Filters(cities=("汐見原市",)))
    assert headline(reply) == (
        "汐見原市の計画 1 件の中に、近い箇所は見つかりませんでした。言葉を変えてお試しください。"
    )


def test_the_words_of_the_question_stand_out(samples: Searcher) -> None:
    screen = console()
    print_reply(samples.search("里親になりたい", Filters(cities=("汐見原市",)), k=1), screen)
    assert "\x1b[1;33m里親\x1b[0mの体験を聞く会" in printed(screen)


def test_text_that_looks_like_markup_is_printed_as_it_is(searcher_of: SearcherOf) -> None:
    searcher = searcher_of({"tebiki.txt": "見守り[red]の手引き[/red]を[link=file:///]配ります。\n"})
    screen = console()
    print_reply(searcher.search("見守り"), screen)
    assert "[red]の手引き[/red]を[link=file:///]配ります。" in printed(screen)


def test_a_plan_cannot_steer_the_terminal(searcher_of: SearcherOf) -> None:
    text = "見守りの手引き\x1b]0;乗っ取り\x1b\\\x1b[2Jを\x0c配食の\x0bときに配ります。"
    searcher = searcher_of({"faq.jsonl": json.dumps({"id": "1", "title": "手引き", "text": text})})
    screen = console()
    reply = searcher.search("配食")
    print_reply(reply, screen)
    print_context(open_passage(searcher.index.catalog, reply.results[0].passage.id, 1), screen)
    assert "\x1b]" not in printed(screen)
    assert "\x1b[2J" not in printed(screen)
    assert "を \x1b[1;33m配食\x1b[0mの ときに" in printed(screen)


def test_the_plans_words_that_were_looked_for_too_stand_under_the_headline(samples: Searcher) -> None:
    others = (
        Expansion("ぼけ", ("認知症", "見守り", "軽度認知障害", "配食")),
        Expansion("呆け", ("認知症", "[red]窓口")),
    )
    reply = expanded(samples.search("見守り", Filters(cities=("汐見原市",)), k=1), others)
    screen = console()
    print_reply(reply, screen)
    # 見守り was typed; 配食 is the fourth word, which is not looked for.
    assert "\x1b[2m言い換えて探した言葉: 認知症、軽度認知障害、[red]窓口\x1b[0m" in printed(screen).split("\n")[1]


def test_at_most_eight_words_are_told(samples: Searcher) -> None:
    words = [Expansion(str(row), tuple(f"言葉{row}{place}" for place in "あいうえお")) for row in range(4)]
    reply = expanded(samples.search("見守り", k=1), words)
    assert rephrased(reply) == (
        "言い換えて探した言葉: 言葉0あ、言葉0い、言葉0う、言葉1あ、言葉1い、言葉1う、言葉2あ、言葉2い"
    )


def test_nothing_is_told_where_nothing_was_looked_for_in_other_words(samples: Searcher) -> None:
    screen = console()
    print_reply(samples.search("計画の期間", Filters(cities=("汐見原市",)), k=1), screen)
    assert "言い換えて" not in printed(screen)
    assert rephrased(samples.search("藤沢市で母がぼけてきた")) == ""
