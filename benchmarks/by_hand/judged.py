"""Real documents with judged indicators, for the few weights of ``weighed``: the five plans and three quarters of the cities.

The cities of the last quarter, drawn at random, are never read here.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.shared import SHARED
from corpus.about.sources import Source, read_sources
from corpus.figures import years

_SEED: Final = 20261128
_HELD: Final = 4  # one city in so many
_GOLDEN: Final = Path(__file__).parents[1] / "golden" / "indicators.csv"


def judged() -> Iterator[tuple[Path, Source | None, list[Mapping[str, Any]]]]:
    """Each document with its source and its judged indicators, which may be none."""
    yield from _plans()
    yield from _cities()


def _plans() -> Iterator[tuple[Path, Source | None, list[Mapping[str, Any]]]]:
    listed: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in csv.DictReader(_GOLDEN.open(encoding="utf-8")):
        values = {role: _told(row[role], row[f"{role}_year"]) for role in ("baseline", "target")}
        listed[row["plan_id"]].append({"name": row["name"], "subject": None, **values})
    folder = SHARED / "plans"
    for source in read_sources(folder / "sources.csv").values():
        if source.plan_id in listed:
            yield folder / source.file, source, listed[source.plan_id]


def _cities() -> Iterator[tuple[Path, Source | None, list[Mapping[str, Any]]]]:
    folder = SHARED / "cities"
    sources = read_sources(folder / "sources.csv")
    with (folder / "SOURCES.tsv").open(encoding="utf-8") as file:
        city_of = {row["file"]: row["municipality"] for row in csv.DictReader(file, delimiter="\t")}
    cities = sorted({city_of[file.name] for file in (folder / "corpus").iterdir()})
    Random(_SEED).shuffle(cities)
    held = set(cities[: len(cities) // _HELD])
    listed: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in (folder / "gold" / "indicators.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        values = {role: _of_city(row.get(role)) for role in ("baseline", "target")}
        listed[row["file"]].append({"name": row["name"], "subject": row.get("subject"), **values})
    for row in csv.DictReader((folder / "gold" / "coverage.csv").open(encoding="utf-8")):
        source = sources.get(row["file"])
        if row["indicators"] != "" and city_of[row["file"]] not in held:
            yield folder / "corpus" / row["file"], source, listed[row["file"]]


def _told(text: str, year: str) -> Mapping[str, Any] | None:
    return {"text": text, "year": int(year) if year else None} if text else None


def _of_city(value: Mapping[str, str] | None) -> Mapping[str, Any] | None:
    if not value or not value.get("value"):
        return None
    named = years(value.get("year") or "")
    return {"text": value["value"], "year": named[-1] if named else None}
