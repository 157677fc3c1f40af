"""Words of the administration and what they mean, in plain Japanese; written for this program."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final


def _read() -> dict[str, str]:
    with Path(__file__).with_name("glossary.tsv").open(encoding="utf-8", newline="") as file:
        return {row["term"]: row["meaning"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


GLOSSARY: Final[Mapping[str, str]] = _read()
