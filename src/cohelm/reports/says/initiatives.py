"""What initiative lists say: what runs over its money or its days, what ends next, who takes most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from cohelm.analysis.day import ENDED
from cohelm.analysis.money import Amounts
from cohelm.analysis.wording import counted, day_in_words, money_of
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import (
    alone,
    amounts_of,
    day_of,
    each,
    ending,
    largest,
    more,
    said_of,
    share_in_words,
    worded,
)
from cohelm.reports.says.saying import YEAR_DAYS, Lists, Said, Urgency

COSTS = {"total_cost": "", "cost_per_year": " a year"}
"""What an initiative costs, the first that is stated, and how a sentence says it."""
FEWEST_FOR_TEN = 20


def of_initiatives(lists: Lists) -> Iterator[Said]:
    """Over the money, past the last day, ending within a year; the sums; what has no last day.

    Those that are done or stopped count for their money alone.
    """
    every = lists.of("initiative")
    if not len(every):
        return
    column = next((one for one in COSTS if every[one].drop_nulls().len()), "total_cost")
    keyed = every.with_columns(pl.col(column).alias("annual"))
    ended = pl.col("status").is_in(ENDED["initiative"]).fill_null(False)
    running, on = keyed.filter(~ended), lists.on
    yield from _over(lists, keyed, "spent", Prose("is spent on"))
    yield from _over(lists, keyed, "forecast_cost", Prose("is expected for"))
    yield from _late(running.filter(pl.col("end") < on), on)
    within = pl.col("end").is_between(on, on + timedelta(days=YEAR_DAYS))
    soon = running.filter(within).sort("end", "key").rename({"end": "ends"})
    yield from ending(lists, soon, "initiative", ("ends", "end"))
    yield from _sums(lists, keyed, COSTS[column])
    yield from _undated(running.filter(pl.col("end").is_null()), len(keyed))
    yield from _planned(lists)


def _planned(lists: Lists) -> Iterator[Said]:
    """What is planned year by year: in all, the year of most, the initiative of most."""
    lines = lists.enterprise.observations("budget").rename({"item": "key"})
    lines = lines.filter(pl.col("key").is_in(lists.of("initiative")["key"].to_list()))
    amounts = amounts_of(lines, "key", "amount")
    if not amounts:
        return
    first, last = day_of(lines["time"].min()).year, day_of(lines["time"].max()).year
    years = (
        Prose("for {first} to {last}", first=first, last=last)
        if last > first
        else Prose("for {first}", first=first)
    )
    keys = lines["key"].unique().sort().to_list()
    text = Prose(
        "{amounts} is planned {years}, for {initiatives}",
        amounts=said_of(amounts),
        years=years,
        initiatives=counted(len(keys), "initiative"),
    )
    yield Said(text, alone(amounts), None, keys, Urgency.MORE)
    by_year = {
        int(str(year)): amounts_of(of, "key", "amount")
        for (year,), of in lines.group_by(pl.col("time").dt.year())
    }
    if len(by_year) > 1 and len(amounts.of) == 1:
        code = next(iter(amounts.of))
        most = min(by_year, key=lambda one: (-by_year[one].of.get(code, Decimal(0)), one))
        text = Prose(
            "{by_year} of it is planned for {most}, more than for any other year",
            by_year=said_of(by_year[most]),
            most=most,
        )
        yield Said(text, alone(by_year[most]), None, keys, Urgency.MORE)
    named = lines.with_columns(who="key")
    yield from more(largest(lists, named, Prose("of what is planned {years} is for", years=years)))


def _undated(undated: pl.DataFrame, every: int) -> Iterator[Said]:
    """Those that state no last day, where others of the list do."""
    if 0 < len(undated) < every:
        amounts = amounts_of(undated, "key")
        cost = Prose(" with {amounts}", amounts=said_of(amounts)) if amounts else ""
        say = Plural("says", "say", number=len(undated))
        text = Prose(
            "{initiatives}{cost} {say} no last day",
            initiatives=counted(len(undated), "initiative"),
            cost=cost,
            say=say,
        )
        yield Said(text, alone(amounts), None, undated["key"].to_list(), Urgency.UNKNOWN)


def _over(lists: Lists, keyed: pl.DataFrame, column: str, said: str) -> Iterator[Said]:
    """Those of which a cost is above the total, of those that state both in one currency."""
    rows = []
    for key, stated, total in keyed.select("key", column, "total_cost").iter_rows():
        has, may = money_of(stated), money_of(total)
        if has and may and has.currency == may.currency and has.amount > may.amount:
            rows.append((key, Money(has.amount - may.amount, has.currency)))
    if not rows:
        return
    over = Amounts.total(rows)
    text = Prose(
        "{over} more than planned {said} {initiatives}",
        over=said_of(over),
        said=said,
        initiatives=counted(len(rows), "initiative"),
    )
    if len(over.of) == 1 and len(rows) > 1:
        most, money = min(rows, key=lambda one: (-one[1].amount, one[0]))
        text += Prose(", most for {most}: {money}", most=lists.name(most), money=worded(money))
    yield Said(text, alone(over), None, [key for key, _ in rows], Urgency.LATE)


def _late(late: pl.DataFrame, on: date) -> Iterator[Said]:
    if not len(late):
        return
    amounts, earliest = amounts_of(late, "key"), late["end"].min()
    assert isinstance(earliest, date)
    cost = Prose(" with {amounts}", amounts=said_of(amounts)) if amounts else ""
    were = Plural("was", "were", number=len(late))
    text = Prose(
        "{initiatives}{cost} {were} to end before {on}",
        initiatives=counted(len(late), "initiative"),
        cost=cost,
        were=were,
        on=day_in_words(on),
    )
    since = Prose(
        ", the first by {earliest}; none of them is said to be done",
        earliest=day_in_words(earliest),
    )
    if len(late) == 1:
        since = Prose(
            ", by {earliest}, and is not said to be done", earliest=day_in_words(earliest)
        )
    yield Said(text + since, alone(amounts), earliest, late["key"].to_list(), Urgency.LATE)


def _sums(lists: Lists, keyed: pl.DataFrame, yearly: str) -> Iterator[Said]:
    amounts = amounts_of(keyed, "key")
    if not amounts:
        return
    text = Prose(
        "{initiatives} cost {amounts}{yearly}",
        initiatives=counted(len(keyed), "initiative"),
        amounts=said_of(amounts),
        yearly=yearly,
    )
    yield Said(text, alone(amounts), None, keyed["key"].to_list(), Urgency.WHOLE)
    yield from largest(lists, each(keyed), Prose("of the cost{yearly} goes to", yearly=yearly))
    yield from _ten(keyed, yearly)


def _ten(keyed: pl.DataFrame, yearly: str) -> Iterator[Said]:
    """What share the ten dearest take, of twenty and more in one currency."""
    amounts = amounts_of(keyed, "key")
    known = keyed.drop_nulls("annual")
    if len(known) < FEWEST_FOR_TEN or len(amounts.of) != 1:
        return
    currency, whole = next(iter(amounts.of.items()))
    dearest = known.sort(pl.col("annual").struct.field("amount"), "key", descending=[True, False])
    first = dearest.head(10)
    worth = sum((one["amount"] for one in first["annual"]), Decimal(0))
    if whole <= 0:
        return
    share = share_in_words(worth, whole)
    money = Money(worth, currency)
    text = Prose(
        "The ten dearest of {initiatives} take {share} of the cost{yearly}",
        initiatives=counted(len(known), "initiative"),
        share=share,
        yearly=yearly,
    )
    full = text + ": " + worded(money)
    yield Said(full, money, None, first["key"].to_list(), Urgency.WHOLE)
