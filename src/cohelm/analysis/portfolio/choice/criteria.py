"""What is each initiative worth to each office by criteria of its own?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from cohelm.analysis.money import Rates
from cohelm.analysis.wording import money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError

MOST = 100
"""What is best by every criterion of an office is worth so many points to it."""
ACCEPTED = "cio: annual_benefit=3, effort=-1; cto: probability=1"
NUMBERS = ("integer", "number", "money", "boolean")
"""The types of field that can be a criterion."""
Criteria = Mapping[str, Mapping[str, Fraction]]
"""By office's id, the weight of each field; below nought where less is better."""


@dataclass(frozen=True, slots=True)
class Scored:
    """By initiative's id and office, the points; `missing`: of which nothing is known by what fields."""

    of: Mapping[str, Mapping[str, Fraction]]
    missing: Mapping[str, tuple[str, ...]]


def read_criteria(text: str, offices: Sequence[str], fields: Sequence[str]) -> Criteria:
    """Criteria as they are written: `cio: annual_benefit=3, effort=-1; cto: probability=1`.

    Raises UsageError, UnknownName.
    """
    found: dict[str, dict[str, Fraction]] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        office, _, rest = (one.strip() for one in part.partition(":"))
        if office not in offices:
            raise UnknownName.of("office", office, offices, where="criteria")
        for stated in filter(None, (one.strip() for one in rest.split(","))):
            name, _, weight = (one.strip() for one in stated.partition("="))
            if name not in fields:
                raise UnknownName.of("field", name, fields, where="criteria")
            found.setdefault(office, {})[name] = _weight(weight, stated)
        if office not in found:
            raise UsageError(f"'{part}' names no field", where="criteria", accepted=ACCEPTED)
    return found


def own_criteria(plan: Enterprise, offices: Sequence[str]) -> Criteria:
    """The organisation's own criteria, as far as an audience sees what they name; {} without any.

    An office of which any field is not there, or not to be seen, does not score: half of its criteria
    would be other criteria. Raises UsageError.
    """
    text, known = str(plan.organisation.get("criteria") or ""), number_fields(plan)
    found: dict[str, Mapping[str, Fraction]] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        try:
            found |= read_criteria(part, offices, known)
        except UnknownName:
            continue
    return found


def scored(
    plan: Enterprise, rows: Sequence[Mapping[str, Any]], criteria: Criteria, on: date
) -> Scored:
    """Each field from 0, the least of all initiatives, to 1, the most; weighted, times 100.

    With a weight below nought the least counts 1. What lacks a field that an office counts has no
    points of that office: unknown is not nought. A field in which all are equal tells nothing and is
    left out.
    """
    numbers = {name: numbers_of(plan, rows, name, on) for of in criteria.values() for name in of}
    spans = {name: (min(of.values()), max(of.values())) for name, of in numbers.items() if of}
    found: dict[str, dict[str, Fraction]] = {row["id"]: {} for row in rows}
    missing: dict[str, tuple[str, ...]] = {}
    for office, weights in criteria.items():
        telling = {name: of for name, of in weights.items()
                   if name in spans and spans[name][0] < spans[name][1]}  # fmt: skip
        whole = sum(map(abs, telling.values()), Fraction(0))
        for row in rows:
            lacking = [name for name in weights if row["id"] not in numbers[name]]
            if lacking:
                missing[row["id"]] = tuple(dict.fromkeys([*missing.get(row["id"], ()), *lacking]))
            elif whole:
                points = (
                    abs(of) * _part(numbers[name][row["id"]], spans[name], less=of < 0)
                    for name, of in telling.items()
                )
                found[row["id"]][office] = sum(points, Fraction(0)) / whole * MOST
    return Scored(found, missing)


def numbers_of(
    plan: Enterprise, rows: Sequence[Mapping[str, Any]], name: str, on: date
) -> dict[str, Fraction]:
    """A field's numbers by initiative's id; money in the currency of the books."""
    rates = Rates.of(plan)
    found: dict[str, Fraction] = {}
    for row in rows:
        value = row.get(name)
        if isinstance(value, Mapping):
            money = money_of(value)
            worth = rates.converted(money, on) if money else None
            value = worth.amount if worth else None
        if isinstance(value, int | float | Decimal):
            found[str(row["id"])] = Fraction(
                str(float(value) if isinstance(value, bool) else value)
            )
    return found


def number_fields(plan: Enterprise) -> list[str]:
    """The fields of initiatives that are numbers, amounts or yes and no; the organisation's own too."""
    fields = plan.schema.kind("initiative").fields
    return [name for name, one in fields.items() if one.type in NUMBERS]


def _part(value: Fraction, span: tuple[Fraction, Fraction], *, less: bool) -> Fraction:
    part = (value - span[0]) / (span[1] - span[0])
    return 1 - part if less else part


def _weight(text: str, stated: str) -> Fraction:
    try:
        found = Fraction(Decimal(text))
    except (InvalidOperation, ValueError, OverflowError):
        found = Fraction(0)
    if not found:
        raise UsageError(f"'{stated}' is no criterion", where="criteria", accepted=ACCEPTED)
    return found
