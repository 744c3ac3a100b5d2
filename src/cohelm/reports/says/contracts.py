"""What contract lists say: what renews itself, what comes next, what is over, who gets most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.money import in_words, rounded
from cohelm.analysis.vendors.contracts import SOON, Contracts
from cohelm.analysis.wording import counted, day_in_words, money_of
from cohelm.core.enterprise import Enterprise
from cohelm.reports.says.amounts import Found, alone, amounts_of, each, largest, said_of


def of_contracts(enterprise: Enterprise, due: pl.DataFrame, on: date) -> Iterator[Found]:
    """What can no longer be stopped, what renews itself soon, what comes next, and within a year."""
    renews = pl.col("renews_to").is_not_null()
    soon = pl.col("notice_by").is_between(on, on + timedelta(days=SOON)) & renews
    missed, renewing = due.filter(pl.col("state") == "missed"), due.filter(soon)
    if amounts := amounts_of(missed, "contract"):
        text = f"{said_of(amounts)} a year can no longer be stopped: the last day to give notice is over"
        yield text, alone(amounts), None, missed["contract"].to_list()
    if amounts := amounts_of(renewing, "contract"):
        text = f"{said_of(amounts)} a year renews itself unless notice is given within {SOON} days"
        yield text, alone(amounts), None, renewing["contract"].to_list()
    coming = due.filter(pl.col("decide_by") >= on)
    for row in coming.head(1).iter_rows(named=True):
        money, day = money_of(row["annual"]), row["decide_by"]
        cost = f", {in_words([rounded(money)])} a year" if money else ""
        text = f"The next to decide on is {enterprise.name(row['contract'])}{cost}"
        yield f"{text}: by {day_in_words(day)}", money, day, [row["contract"]]
    year = coming.filter(pl.col("decide_by") <= on + timedelta(days=365))
    if len(year) > 1:
        amounts, last = amounts_of(year, "contract"), year["decide_by"][-1]
        cost = f" with {said_of(amounts)} a year" if amounts else ""
        text = f"{counted(len(year), 'contract')}{cost} must be decided on by {day_in_words(last)}"
        yield text, alone(amounts), last, year["contract"].to_list()


def of_vendors(enterprise: Enterprise, found: Contracts) -> Iterator[Found]:
    """Who gets most of what the contracts cost a year that are live on the day."""
    live = pl.concat([found.due, found.open]).unique("contract", maintain_order=True)
    costs = live.select(who="vendor", key="contract", amount="annual").drop_nulls("who")
    yield from largest(enterprise, costs, "a year under contract goes to")


def of_undated(enterprise: Enterprise) -> Iterator[Found]:
    """The contracts that state no last day, where others of the list do."""
    every = enterprise.frame("contract")
    bare = every.filter(pl.col("end").is_null()) if len(every) else every
    if not 0 < len(bare) < len(every):
        return
    keyed = _worth(bare)
    amounts = amounts_of(keyed, "key")
    cost = f" with {said_of(amounts)}" if amounts else ""
    say = "says" if len(bare) == 1 else "say"
    text = f"{counted(len(bare), 'contract')}{cost} {say} no last day: what renews is not known"
    yield text, alone(amounts), None, keyed["key"].to_list()


def _worth(frame: pl.DataFrame) -> pl.DataFrame:
    """Contracts with their key, and as `annual` their whole value where any states one."""
    column = "total_value" if frame["total_value"].drop_nulls().len() else "annual_cost"
    key = pl.format("contract:{}", "id").alias("key")
    return frame.with_columns(key, pl.col(column).alias("annual"))


def of_ended(enterprise: Enterprise, found: Contracts, on: date) -> Iterator[Found]:
    """How many contracts of the list are over, what they were worth, and who had most of it.

    Those of which the end has passed and nothing says that they were renewed; said where no other
    contract of the list has to be decided on.
    """
    if len(found.due):
        return
    every = enterprise.frame("contract")
    over = every.filter(pl.col("end") < on) if len(every) else every
    if not len(over):
        return
    keyed = _worth(over)
    amounts, last = amounts_of(keyed, "key"), keyed["end"].max()
    assert isinstance(last, date)
    cost = f" with {said_of(amounts)}" if amounts else ""
    of = counted(len(every), "contract")
    text = (
        f"{len(over):,} of {of}{cost} are over by their dates, the last since {day_in_words(last)}"
    )
    yield text, alone(amounts), last, keyed["key"].to_list()
    vendors = [next(iter(enterprise.targets(key, "vendor")), None) for key in keyed["key"]]
    costs = keyed.with_columns(pl.Series("who", vendors, dtype=pl.String)).drop_nulls("who")
    yield from largest(enterprise, costs.select("key", "who", amount="annual"), "of it went to")
    yield from largest(enterprise, each(keyed), "of it is the contract")
