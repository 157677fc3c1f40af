"""How well the small models read a question, on the hands that were never learned from.

``python -m benchmarks.reading`` prints it and writes the table of docs/benchmarks.md.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import Final

from sklearn.metrics import f1_score, roc_auc_score

from benchmarks.table import Table, publish
from index.encoder.training.written import HELD_OUT
from search.question.danger.said import dangers
from search.question.learning.examples import Example, examples, read_groups
from search.question.learning.hints import hints
from search.question.learning.labels import OFF_TOPIC, WELFARE, About, Wants
from search.question.learning.learned import Learned, models

_FOREIGN: Final = frozenset({"en", "zh", "ko", "vi", "pt", "tl"})
_LEVELS: Final = (0.95, 0.5, 0.2, 0.05)  # probabilities from which the model, too, says danger


def measured() -> Mapping[str, Sequence[Table]]:
    """The table, by the name of its place."""
    held = examples(read_groups(), held_out=True)
    read = [models().read(example.text, hints(example.text)) for example in held]
    return {"reading": [_wanted(held, read), _groups(held, read), _danger(held, read), _topic(held, read)]}


def _wanted(held: Sequence[Example], read: Sequence[Learned]) -> Table:
    rows = []
    for name, chosen in _parts(held):
        truth = [held[place].wants.value for place in chosen]
        said = [read[place].wanted.value for place in chosen]
        right = sum(a == b for a, b in zip(truth, said, strict=True)) / len(chosen)
        macro = f1_score(truth, said, labels=[each.value for each in Wants], average="macro", zero_division=0)
        rows.append((name, f"{len(chosen):,}", f"{macro:.3f}", f"{right:.3f}"))
    return Table(("what is wanted, of 15", "n", "macro-F1", "right"), tuple(rows))


def _parts(held: Sequence[Example]) -> list[tuple[str, list[int]]]:
    everything = list(range(len(held)))
    japanese = [place for place in everything if held[place].script not in _FOREIGN]
    hands = [(hand, [place for place in everything if held[place].hand == hand]) for hand in sorted(HELD_OUT)]
    read = [place for place in everything if held[place].readers > 1]
    parts = [("all", everything), ("in Japanese", japanese), ("labelled by three readers", read), *hands]
    return [(name, chosen) for name, chosen in parts if chosen]


def _groups(held: Sequence[Example], read: Sequence[Learned]) -> Table:
    rows = []
    for about in About:
        truth, said = [about in each.about for each in held], [about in each.about for each in read]
        rows.append((about.value, f"{sum(truth)}", f"{f1_score(truth, said):.3f}"))
    return Table(("whom it is about", "n", "F1"), tuple(rows))


def _danger(held: Sequence[Example], read: Sequence[Learned]) -> Table:
    rules = [bool(dangers(example.text)) for example in held]
    truth = [bool(example.danger) for example in held]
    rows = [("the rules alone", *_rates(truth, rules))]
    for level in _LEVELS:
        either = [rule or each.danger >= level for rule, each in zip(rules, read, strict=True)]
        rows.append((f"the rules, or the model at {level}", *_rates(truth, either)))
    auc = roc_auc_score(truth, [each.danger for each in read])
    rows.append(("the model alone, area under the curve", f"{auc:.3f}", ""))
    return Table(("danger", f"recall ({sum(truth)})", f"false alarms ({len(truth) - sum(truth)})"), tuple(rows))


def _rates(truth: Sequence[bool], said: Sequence[bool]) -> tuple[str, str]:
    hits = sum(a and b for a, b in zip(truth, said, strict=True))
    alarms = sum(b and not a for a, b in zip(truth, said, strict=True))
    return f"{hits / sum(truth):.3f}", f"{alarms / (len(truth) - sum(truth)):.3f}"


def _topic(held: Sequence[Example], read: Sequence[Learned]) -> Table:
    truth = [example.theme in WELFARE for example in held]
    auc = roc_auc_score(truth, [each.matter.welfare for each in read])
    right = sum(a.theme == b.theme for a, b in zip(held, read, strict=True)) / len(held)
    rows = [("welfare or not, area under the curve", f"{sum(truth)}", f"{auc:.3f}")]
    clear = [place for place, each in enumerate(held) if each.theme in WELFARE or each.theme == OFF_TOPIC]
    auc = roc_auc_score([truth[place] for place in clear], [read[place].matter.welfare for place in clear])
    rows.append(("welfare or off every topic, area under the curve", f"{len(clear)}", f"{auc:.3f}"))
    rows.append(("which of 51 themes, right", f"{len(held)}", f"{right:.3f}"))
    return Table(("topic", "n", ""), tuple(rows))


if __name__ == "__main__":
    sys.exit(publish(measured, ("reading",)))
