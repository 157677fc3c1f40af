"""The checks by name, and what they find."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .addresses import dead_addresses
from .files import clashing_names, doubled_files, unreadable_files, wrong_encodings
from .finding import Check, Finding
from .places import codes_that_do_not_fit, unknown_codes, unknown_owners
from .rows import doubled_rows, missing_files, unknown_columns, unknown_statuses, wrong_dates, wrong_periods
from .survey import Survey
from .texts import out_of_order, scans, short_plans, unreadable_passages
from .versions_in_force import two_in_force

ONLINE: Final = "dead-addresses"
CHECKS: Final = (
    Check("unknown-columns", "一覧の列", unknown_columns),
    Check("doubled-rows", "一覧の重なった行", doubled_rows),
    Check("missing-files", "見つからないファイル", missing_files),
    Check("unknown-codes", "ない市区町村コード", unknown_codes),
    Check("codes-that-do-not-fit", "名前に合わない市区町村コード", codes_that_do_not_fit),
    Check("unknown-statuses", "使われない状態", unknown_statuses),
    Check("wrong-periods", "計画期間の誤り", wrong_periods),
    Check("wrong-dates", "日付の誤り", wrong_dates),
    Check("two-in-force", "同時に期間中の計画", two_in_force),
    Check("unknown-owners", "市区町村の分からない文書", unknown_owners),
    Check("doubled-files", "同じ中身のファイル", doubled_files),
    Check("clashing-names", "ぶつかる名前", clashing_names),
    Check("unreadable-files", "読めないファイル", unreadable_files),
    Check("wrong-encodings", "文字コードの誤り", wrong_encodings),
    Check("scans", "文字のない画像のページ", scans),
    Check("unreadable-passages", "文字の読めない箇所", unreadable_passages),
    Check("text-out-of-order", "文字の順の乱れ", out_of_order),
    Check("short-plans", "短すぎる計画", short_plans),
    Check(ONLINE, "返事のないアドレス", dead_addresses),
)


class Outcome(StrEnum):
    """How a check ended."""

    OK = "ok"
    FAILED = "failed"
    ALLOWED = "allowed"  # it found something, and is allowed to
    SKIPPED = "skipped"  # it needs the network, which was not to be used


@dataclass(frozen=True, slots=True)
class Checked:
    """A check and what it found."""

    check: Check
    outcome: Outcome
    findings: tuple[Finding, ...]


def checked(survey: Survey, allowed: Collection[str] = (), *, online: bool = False) -> tuple[Checked, ...]:
    """Every check in order; those named in ``allowed`` do not fail, those that use the network run where ``online``."""
    return tuple(_one(each, survey, allowed, online=online) for each in CHECKS)


def _one(check: Check, survey: Survey, allowed: Collection[str], *, online: bool) -> Checked:
    if check.name == ONLINE and not online:
        return Checked(check, Outcome.SKIPPED, ())
    findings = tuple(check.find(survey))
    failed = Outcome.ALLOWED if check.name in allowed else Outcome.FAILED
    return Checked(check, failed if findings else Outcome.OK, findings)
