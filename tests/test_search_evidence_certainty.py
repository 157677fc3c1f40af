"""How certain it is that what was found says what was asked."""

import pytest

from search.answerer import Answerer
from search.answers.answer import Certainty
from search.evidence.trees import Node, Trees, learned
from search.searcher import Searcher

LEAF = ("", 0.0, 0, 0)


def test_trees_are_added_up() -> None:
    one = (Node("words", 0.5, 1, 2, 0.0), Node(*LEAF, -0.25), Node(*LEAF, 0.75))
    two = (
        Node("share", 0.1, 1, 2, 0.0),
        Node(*LEAF, -1.0),
        Node("words", 0.9, 3, 4, 0.0),
        Node(*LEAF, 0.5),
        Node(*LEAF, 2.0),
    )
    trees = Trees(0.125, (one, two))
    assert trees.log_odds({"words": 0.5, "share": 0.0}) == 0.125 - 0.25 - 1.0  # at a threshold: the lower side
    assert trees.log_odds({"words": 0.6, "share": 0.2}) == 0.125 + 0.75 + 0.5
    assert trees.log_odds({"words": 1.0, "share": 0.2}) == 0.125 + 0.75 + 2.0


def test_every_learned_node_leads_to_another_of_its_tree() -> None:
    for tree in learned("search.evidence.certainty").trees:
        for place, node in enumerate(tree):
            if node.signal:
                assert place < node.low < len(tree)
                assert place < node.high < len(tree)


@pytest.mark.parametrize(
    "question", ["汐見原市の配食サービスの利用料はいくらですか", "霧ヶ谷町 認知症サポーターの人数"]
)
def test_the_trees_ask_for_nothing_but_what_an_answer_has(samples: Searcher, question: str) -> None:
    answer = Answerer(samples).ask(question)
    assert answer.signals is not None
    asked = {node.signal for tree in learned("search.evidence.certainty").trees for node in tree if node.signal}
    assert asked <= answer.signals.keys()
    assert all(value == value for value in answer.signals.values())


def test_a_thing_that_no_sentence_names_is_near_at_most(samples: Searcher) -> None:
    answer = Answerer(samples).ask("汐見原市の配食サービスは令和元年に何人が使いましたか")
    assert answer.certainty is not Certainty.STATED
