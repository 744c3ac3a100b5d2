"""What the page of free money shows: the quarters, each amount with a way to the rows behind its step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cohelm.analysis.portfolio.free import STEPS, Free
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import again
from cohelm.reports.answers import cell_in_words, label_of
from cohelm.reports.wording import day
from cohelm.web.cells import Cell
from cohelm.web.results import NOTHING, TableShown, cell_of

SHOWN = 20
"""So many items of a step are shown, those with the most money first; the others are in the CSV."""
COLUMNS = (*STEPS, "free", "planned")


@dataclass(frozen=True, slots=True)
class QuarterShown:
    """A quarter's first day, and its amounts in words, each with its step (empty: no rows of its own)."""

    first: str
    amounts: tuple[tuple[str, str], ...]


def of_free(plan: Enterprise, result: Free) -> dict[str, Any]:
    """The quarters, and a table for each step: its items with what they take in each quarter."""
    steps = tuple(_steps(plan, result))
    there = {one.name for one in steps}
    return {
        "columns": [again(label_of(one)) for one in COLUMNS],
        "quarters": [
            QuarterShown(
                day(row["quarter"]),
                tuple(
                    (cell_in_words(row[one]), one if _is_some(row[one]) and one in there else "")
                    for one in COLUMNS
                ),
            )
            for row in result.quarters.to_dicts()
        ],
        "steps": steps,
    }


def _steps(plan: Enterprise, result: Free) -> Iterator[TableShown]:
    """In the order in which they go off the budget; those without an item are left out."""
    quarters: list[date] = result.quarters["quarter"].to_list()
    found: dict[str, dict[str, dict[date, Any]]] = defaultdict(lambda: defaultdict(dict))
    for row in result.rows.iter_rows(named=True):
        found[row["step"]][row["item"]][row["quarter"]] = row["amount"]
    for step in (one for one in COLUMNS if one in found):
        sums = {item: _sum(amounts) for item, amounts in found[step].items()}
        items = sorted(sums, key=lambda one: (-sums[one], one))
        rows = tuple(
            (cell_of(plan, item), *(_amount(plan, found[step][item].get(one)) for one in quarters))
            for item in items[:SHOWN]
        )
        header = ((label_of("item"), False), *((day(one), True) for one in quarters))
        yield TableShown(step, label_of(step), header, rows, max(0, len(items) - SHOWN))


def _sum(amounts: dict[date, Any]) -> Decimal:
    return sum((one["amount"] for one in amounts.values()), Decimal(0))


def _amount(plan: Enterprise, money: dict[str, Any] | None) -> Cell:
    return NOTHING if money is None else cell_of(plan, money)


def _is_some(money: dict[str, Any] | None) -> bool:
    return money is not None and bool(money["amount"])
