from pathlib import Path
from threading import Event, get_ident

import pytest

from search import searcher
from search.aside import OneAside
from search.searcher import Searcher


def test_a_call_runs_in_another_thread_and_gives_its_result() -> None:
    assert OneAside().begin(get_ident)() != get_ident()


def test_a_second_call_is_left_to_its_caller_until_the_first_is_done() -> None:
    aside, go = OneAside(), Event()

    def waiting() -> int:
        go.wait(10)
        return get_ident()

    first = aside.begin(waiting)
    assert aside.begin(get_ident)() == get_ident()
    go.set()
    other = first()
    while (next_one := aside.begin(get_ident)) is get_ident:  # its thread lets go a moment after it is done
        pass
    assert next_one() == other


def test_what_a_call_raises_its_caller_hears_and_the_next_one_runs() -> None:
    aside = OneAside()

    def failing() -> int:
        raise ValueError("cut short")

    with pytest.raises(ValueError, match="cut short"):
        aside.begin(failing)()
    while (next_one := aside.begin(get_ident)) is get_ident:
        pass
    assert next_one() != get_ident()


def test_a_search_finds_the_same_with_its_words_looked_for_aside(
    samples_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Searcher.open(samples_index).search("里親になりたい")
    monkeypatch.setattr(searcher, "_BESIDE", 0)
    beside = Searcher.open(samples_index).search("里親になりたい")
    assert [result.passage.id for result in beside.results] == [result.passage.id for result in alone.results]
    assert [result.score for result in beside.results] == [result.score for result in alone.results]
