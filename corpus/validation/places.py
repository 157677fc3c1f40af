"""Whose documents they are said to be: codes and names of municipalities, and documents of which nobody knows it."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from ..about.gazetteer import by_code, municipalities, owners_by_name
from ..about.sources import Row
from .finding import Finding
from .survey import Survey

_WEIGHTS: Final = (6, 5, 4, 3, 2)  # of the digits in the check digit (総務省, 全国地方公共団体コード)
_PREFECTURES: Final = 47


def unknown_codes(survey: Survey) -> Iterator[Finding]:
    """Codes that Japan does not have, and municipalities without a code whose name it does not have."""
    for row in survey.rows:
        code, name = _code(row), row.cells.get("municipality", "")
        if code and code not in by_code() and not _is_prefecture(code):
            yield Finding(
                survey.table_name,
                f"コード「{row.cells['municipality_code']}」の市区町村はありません。",
                _rather(row),
                row.line,
            )
        elif not code and name and name not in owners_by_name() and name not in _prefectures():
            remedy = "名前を確かめるか、6 桁のコードを入れてください。"
            yield Finding(survey.table_name, f"「{name}」という市区町村はありません。", remedy, row.line)


def codes_that_do_not_fit(survey: Survey) -> Iterator[Finding]:
    """Codes of another municipality, or of another prefecture, than the row names."""
    for row in survey.rows:
        if (place := by_code().get(_code(row))) is None:
            continue
        own = f"{place.prefecture}{place.name}{place.ward or ''}"
        name = "".join(unicodedata.normalize("NFKC", row.cells.get("municipality", "")).split())
        prefecture = row.cells.get("prefecture", "")
        if (name and name not in own) or (prefecture and prefecture not in place.prefecture):
            message = (
                f"コード「{row.cells['municipality_code']}」は{own}のもので、行には「{prefecture}{name}」とあります。"
            )
            yield Finding(survey.table_name, message, "コードか名前を直してください。", row.line)


def unknown_owners(survey: Survey) -> Iterator[Finding]:
    """Documents of which neither the table nor the text says whose they are."""
    for read in survey.read:
        plan = read.plan
        if plan.municipality_code is not None or plan.municipality is not None:
            continue
        if read.row is not None:
            message, remedy = f"「{plan.file}」の市区町村が書かれていません。", "municipality_code を入れてください。"
            yield Finding(survey.table_name, message, remedy, read.row.line)
            continue
        likely = "か".join(by_code()[code].name for code in plan.likely_codes[:2])
        remedy = f"{survey.table_name} に行を作り、municipality_code を入れてください{f'({likely}かもしれません)' if likely else ''}。"
        yield Finding(plan.file, "どの市区町村の文書か分かりません。", remedy)


def check_digit(five: str) -> str:
    """The sixth digit of a code, from its first five."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, five, strict=True))
    return str((11 - total % 11) % 10)


def _code(row: Row) -> str:
    """The code as the table is read: a first digit that a spreadsheet dropped is put back."""
    code = row.cells.get("municipality_code", "")
    return code and code.zfill(6)


def _rather(row: Row) -> str:
    """What the code may have been meant to be."""
    code = row.cells["municipality_code"]
    digits = unicodedata.normalize("NFKC", code)
    if digits != code and digits.zfill(6) in by_code():
        return f"半角の {digits.zfill(6)} にしてください。"
    short = digits.zfill(5) if digits.isdecimal() and len(digits) <= 5 else ""
    if short and (whole := short + check_digit(short)) in by_code():
        place = by_code()[whole]
        return f"検査数字を付けた 6 桁の {whole}({place.name}{place.ward or ''})ではありませんか。"
    owners = [code for code in owners_by_name().get(row.cells.get("municipality", ""), ()) if code in by_code()]
    if len(owners) == 1:
        return f"{row.cells['municipality']}のコードは {owners[0]} です。"
    return "6 桁の全国地方公共団体コードを確かめてください。"


def _is_prefecture(code: str) -> bool:
    return (
        len(code) == 6
        and code.isdecimal()
        and code[2:5] == "000"
        and 1 <= int(code[:2]) <= _PREFECTURES
        and code[5] == check_digit(code[:5])
    )


def _prefectures() -> set[str]:
    return {place.prefecture for place in municipalities()}
