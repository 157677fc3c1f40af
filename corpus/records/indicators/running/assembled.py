"""Values with their roles -> an indicator: which is the baseline, which the target, which only stand beside those."""

from collections.abc import Sequence
from dataclasses import replace

from ...found import Found
from ..indicator import Value
from ..roles import Role
from .atoms import Atom, dated
from .headers import Column

_PAST = (Role.BASE, Role.NOW)


def assembled(
    name: str, subject: str | None, unit: str | None, told: Sequence[tuple[Atom, Column]], span: tuple[int, int]
) -> Found | None:
    """The indicator that values under columns make; None without a target or where their units differ.

    The baseline is what 基準値 or 策定時 says, else 現状値, else the last value of an earlier year than the target's; a
    result that is told with a rate of achievement (目標 実績 達成率) is none.
    """
    values = [(dated(atom, column.year, column.kind), column, atom) for atom, column in told]
    printed = [(value, column, atom) for value, column, atom in values if value is not None]
    ahead = [value for value, column, _ in printed if column.role is Role.TARGET]
    if not ahead or not _agree([(atom, column) for _, column, atom in printed]):
        return None
    target = ahead[-1]
    baseline = _baseline(
        [(value, column) for value, column, _ in printed],
        target,
        rated=any(column.role is Role.RATE for _, column in told),
        unknown=any(column.role is Role.BASE and atom.value is None for atom, column in told),
    )
    shown = tuple(replace(value, kind=None) if value in (baseline, target) else value for value, _, _ in printed)
    units = [atom.unit for _, column, atom in printed if atom.unit and column.role is not Role.RATE]
    return Found(
        name, next(iter(units), unit), replace(baseline, kind=None) if baseline else None, replace(target, kind=None),
        shown if len(shown) > 1 + (baseline is not None) else (), *span, subject,
    )  # fmt: skip


def _baseline(printed: Sequence[tuple[Value, Column]], target: Value, *, rated: bool, unknown: bool) -> Value | None:
    for role in _PAST:
        for value, column in printed:
            if column.role is role:
                return value
    if unknown:  # a dash under 策定時: what came later is no baseline
        return None
    past = [value for value, column in printed if not column.ahead and column.role is not Role.RATE]
    if rated:
        past = [value for value in past if None not in (value.year, target.year) and value.year < target.year]  # type: ignore[operator]
    earlier = [value for value in past if None in (value.year, target.year) or value.year < target.year]  # type: ignore[operator]
    return earlier[-1] if earlier else None


def _agree(printed: Sequence[tuple[Atom, Column]]) -> bool:
    """Whether all values but rates of achievement print one unit or none, and only a target is a mere direction."""
    counted = [atom for atom, column in printed if column.role is not Role.RATE and not atom.worded]
    units = {atom.unit for atom in counted if atom.unit}
    mixed = bool(units) and any(atom.bare for atom in counted)
    return len(units) <= 1 and not mixed and all(column.ahead for atom, column in printed if atom.worded)
