"""Geolonia's towns -> ``corpus/about/towns.csv.gz``: ``python -m benchmarks.make_towns TOWNS.csv.gz``, a line a municipality."""

import csv
import gzip
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from corpus.about.towns import FILE

# 丁目 are read with any number, and what is in brackets says only where the town is.
_CUT: Final = re.compile(r"^(?:大字|字)|(?:[〇一二三四五六七八九十百]+|[0-9０-９]+)丁目$|[(（].*$")
_FEWEST: Final = 2  # characters of a town's name


def lines(rows: Iterable[dict[str, str]]) -> list[str]:
    """Code and towns of each municipality and ward, in order of code."""
    towns: dict[str, dict[str, None]] = {}
    for row in rows:
        name = _CUT.sub("", row["town"])
        if len(name) >= _FEWEST:
            towns.setdefault(row["code"], {})[name] = None
    return [",".join((code, *sorted(names))) for code, names in sorted(towns.items())]


if __name__ == "__main__":
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as source:
        text = "\n".join(lines(csv.DictReader(source))) + "\n"
    Path(str(FILE)).write_bytes(gzip.compress(text.encode(), 9, mtime=0))
