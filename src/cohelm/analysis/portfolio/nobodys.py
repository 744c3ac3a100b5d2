"""Why does money of the year stand with nobody, and what would say whose it is?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from cohelm.analysis.money import in_words, rounded
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.core.prose import Prose

BRING: Mapping[str, Prose] = {
    "office": Prose("State the office of what it is booked on, or of its owner."),
    "vendor": Prose(
        "Book it on its contracts, and state their vendor; or state which contracts cover what it is"
        " booked on, or who provides that."
    ),
    "application": Prose(
        "State which applications the contracts cover, the budgets fund, or run on the servers and"
        " platforms that it is booked on."
    ),
    "service": Prose(
        "State which services the contracts cover, the budgets fund, or depend on what it is booked on."
    ),
    "department": Prose(
        "State which departments use the applications, and which the initiatives serve, that it is"
        " booked on."
    ),
    "initiative": Prose(
        "State which initiatives the contracts cover, or the budgets fund, that it is booked on."
    ),
    "cost_centre": Prose("Bring the lines with their cost centre."),
    "nature": Prose("Bring the lines with their nature: run, grow or transform."),
    "account": Prose("Bring the lines with their account."),
}
"""By what the money is split, what to state or to bring; items and months are always known."""
STATED = ("cost_centre", "nature", "account")
WHY_NO_OFFICE = Prose("nothing says to which office these fall")
WHY_NOT_STATED = Prose("the lines do not say it")
WHY_NO_LINK = Prose("no link on record leads from there to whom it is for")


def said_of_nobody(
    plan: Enterprise, lines: pl.DataFrame, by: str, amounts: Mapping[str, Decimal], currency: str
) -> tuple[str, ...]:
    """One message about the row of nobody, whose `lines` and whose sums by metric are given.

    Empty where there is no such row. Linear in lines.
    """
    if not len(lines):
        return ()
    items = lines.group_by("item").agg(pl.col("amount").abs().sum())
    most = items.sort("amount", "item", descending=[True, False])["item"][0]
    metric = "year_end" if amounts["year_end"] else "actual" if amounts["actual"] else "budget"
    of = {
        "year_end": Prose("of the year's end"),
        "actual": Prose("of what is booked"),
        "budget": Prose("of the budget"),
    }
    why = WHY_NO_OFFICE if by == "office" else WHY_NOT_STATED if by in STATED else WHY_NO_LINK
    return (
        Prose(
            "{money} {of} stands with nobody, booked on {items}, most on {most}: {why}. {bring}",
            money=in_words([rounded(Money(amounts[metric], currency))]),
            of=of[metric],
            items=counted(len(items), "item"),
            most=plan.name(most) if most in plan else most,
            why=why,
            bring=BRING[by],
        ),
    )
