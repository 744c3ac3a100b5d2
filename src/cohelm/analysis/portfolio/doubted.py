"""Which amounts on record are so small that they may stand in thousands or millions?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

import polars as pl

from cohelm.analysis.portfolio.currency import currencies
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

SMALL: Mapping[str, tuple[tuple[str, int], ...]] = {
    "initiative": (("total_cost", 10_000), ("cost_per_year", 1_000)),
    "contract": (("annual_cost", 100),),
}
"""By kind, the amounts that it states, and below what half of them raise a doubt about their unit."""
FEWEST = 5
"""So many amounts are needed before half of them say anything."""
SETTING = "small_amounts"
"""The organisation's word that amounts are as small as they stand."""
MEND = Prose(
    "If so, bring the list again with the unit: cohelm import FILE --unit million. If they are right"
    " as they stand: cohelm organisation set small_amounts yes."
)


@dataclass(frozen=True, slots=True)
class Doubted:
    """Amounts of a kind whose unit is in doubt: why, and the items, by key, that state them."""

    text: str
    items: frozenset[str]


def middle_if_small(amounts: Sequence[Decimal], small: int) -> Decimal | None:
    """The middle one of amounts, where half of them are below what such things cost; else None."""
    middle = sorted(amounts)[len(amounts) // 2] if len(amounts) >= FEWEST else Decimal(0)
    return middle if 0 < middle < small else None


def doubted(enterprise: Enterprise) -> tuple[Doubted, ...]:
    """The amounts on record whose unit is in doubt; none where the organisation said that they are right.

    All amounts of a kind are looked at together; where these are not small, those of each currency.
    Cost: one sorting of the amounts, once for each plan.
    """
    if enterprise.organisation.get(SETTING):
        return ()
    known: tuple[Doubted, ...] | None = enterprise.__dict__.get("_doubted")
    if known is None:
        known = enterprise.__dict__["_doubted"] = tuple(_doubted(enterprise))
    return known


def _doubted(enterprise: Enterprise) -> Iterator[Doubted]:
    for kind, stated in SMALL.items():
        frame = enterprise.frame(kind) if kind in enterprise.tables else pl.DataFrame()
        for field, small in stated:
            if frame.schema.get(field) != MONEY:
                continue
            found = list(_small(frame, field, small))
            plural = enterprise.schema.kind(kind).plural
            yield from (Doubted(_text(plural, middle), _keys(kind, of)) for of, middle in found)
            if found:
                break


def _small(frame: pl.DataFrame, field: str, small: int) -> Iterator[tuple[pl.DataFrame, Decimal]]:
    amount, currency = (pl.col(field).struct.field(part) for part in ("amount", "currency"))
    of_each = (frame.filter(currency == one) for one in currencies(frame, field))
    whole = frame.filter(amount.is_not_null())
    if middle := middle_if_small(whole.select(amount).to_series().to_list(), small):
        yield whole, middle
        return
    for part in of_each:
        if middle := middle_if_small(part.select(amount).to_series().to_list(), small):
            yield part, middle


def _text(plural: str, middle: Decimal) -> str:
    return Prose(
        "Half of the {plural} with a cost on record cost less than {middle:,.0f}: these amounts may stand"
        " in thousands or millions, and are taken as they stand.",
        plural=plural,
        middle=middle,
    )


def _keys(kind: str, frame: pl.DataFrame) -> frozenset[str]:
    return frozenset(f"{kind}:{id_}" for id_ in frame["id"])


def doubts_about(enterprise: Enterprise, result: Any) -> tuple[str, ...]:
    """What to say beside a result that adds up or shows amounts in doubt; empty where it has none."""
    found = doubted(enterprise)
    if not found:
        return ()
    items = frozenset[str]().union(
        *(_with_amounts(getattr(result, one.name)) for one in fields(result))
    )
    return tuple(one.text for one in found if not one.items.isdisjoint(items))


def _with_amounts(value: Any) -> frozenset[str]:
    """What a part of a result names beside amounts of money."""
    if isinstance(value, Figure) and len(value.unit) == 3 and value.unit.isupper():
        return frozenset(value.counted)
    if isinstance(value, pl.DataFrame) and MONEY in value.dtypes:
        texts = (value[name] for name, of in value.schema.items() if of == pl.String)
        return frozenset().union(*(column.drop_nulls().to_list() for column in texts))
    return frozenset()
