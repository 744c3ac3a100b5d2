"""Which money serves which goal, before and after a choice?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from cohelm.core.columns import MONEY as MONEY_COLUMN
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose

IDS = pl.List(pl.String)
GOALS: dict[str, Any] = {
    "goal": pl.String, "before": MONEY_COLUMN, "now": MONEY_COLUMN, "comes": IDS, "goes": IDS,
}  # fmt: skip
NO_GOAL = Prose("no goal")


def goals_moved(
    plan: Enterprise, before: Mapping[str, Fraction], now: Mapping[str, Fraction], currency: str
) -> pl.DataFrame:
    """The money of each goal out of what initiatives cost, by id, and who comes and goes under it.

    An initiative's cost goes to its goals by their shares, evenly where none is stated; what shares
    leave over, and work without a goal, is money of no goal. Goals whose money changes come first.
    """
    money: dict[str, list[Fraction]] = {}
    moved: dict[str, tuple[list[str], list[str]]] = {}
    for id_ in sorted(before.keys() | now.keys()):
        for goal, share in _shares(plan, id_):
            sums = money.setdefault(goal, [Fraction(0), Fraction(0)])
            sums[0] += before.get(id_, Fraction(0)) * share
            sums[1] += now.get(id_, Fraction(0)) * share
            lists = moved.setdefault(goal, ([], []))
            if (id_ in now) != (id_ in before):
                lists[id_ in before].append(f"initiative:{id_}")
    order = sorted(money, key=lambda goal: (-abs(money[goal][1] - money[goal][0]), goal))
    rows = [
        (
            goal,
            *({"amount": _rounded(of), "currency": currency} for of in money[goal]),
            *moved[goal],
        )
        for goal in order
    ]
    return pl.DataFrame(rows, schema=GOALS, orient="row")


def _shares(plan: Enterprise, id_: str) -> list[tuple[str, Fraction]]:
    ends = plan.links_of(f"initiative:{id_}", "contributes_to")
    stated = [end.says.get("share") for end in ends]
    if not ends:
        return [(NO_GOAL, Fraction(1))]
    if all(one is None for one in stated):
        return [(end.other, Fraction(1, len(ends))) for end in ends]
    found = [
        (end.other, Fraction(str(share or 0))) for end, share in zip(ends, stated, strict=True)
    ]
    left = 1 - sum((share for _, share in found), Fraction(0))
    return [*found, (NO_GOAL, left)] if left > 0 else found


def _rounded(value: Fraction) -> Decimal:
    return round(Decimal(value.numerator) / Decimal(value.denominator), 2)
