"""What issues of a tracker say: what is overdue, what waits longest, what comes in and goes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.saying import SOON_DAYS, Lists, Said, Urgency

CLOSED = ("done", "declined", "withdrawn")


def of_requests(lists: Lists) -> Iterator[Said]:
    """Past the day they were wanted by, waiting longest, inflow against outflow, how long they take."""
    every = lists.of("request")
    if not len(every):
        return
    open_ = waiting(lists)
    yield from _overdue(open_.filter(pl.col("wanted_by") < lists.on))
    yield from _waiting(lists, open_.drop_nulls("asked_on").sort("asked_on", "key"))
    yield from _flow(lists, every)
    yield from _taking(every.filter(pl.col("done_on") >= pl.col("asked_on")))


def waiting(lists: Lists) -> pl.DataFrame:
    """The requests that are not closed."""
    closed = pl.col("status").is_in(CLOSED).fill_null(False) | pl.col("done_on").is_not_null()
    return lists.of("request").filter(~closed)


def _overdue(late: pl.DataFrame) -> Iterator[Said]:
    if not len(late):
        return
    first = late["wanted_by"].min()
    assert isinstance(first, date)
    are = Plural("is past the day it was", "are past the day they were", number=len(late))
    text = Prose(
        "{requests} {are} wanted by, the first since {first}",
        requests=counted(len(late), "open request"),
        are=are,
        first=day_in_words(first),
    )
    yield Said(text, None, first, late["key"].to_list(), Urgency.LATE)


def _waiting(lists: Lists, open_: pl.DataFrame) -> Iterator[Said]:
    for key, asked in open_.select("key", "asked_on").head(1).iter_rows():
        are = (
            Prose("1 request is")
            if len(open_) == 1
            else Prose("{open:,} requests are", open=len(open_))
        )
        text = Prose(
            "{are} open; longest waits {name}, since {asked}:",
            are=are,
            name=lists.name(key),
            asked=day_in_words(asked),
        )
        text += Prose(" {days:,} days", days=(lists.on - asked).days)
        yield Said(text, None, asked, open_["key"].to_list(), Urgency.GAP)


def _flow(lists: Lists, every: pl.DataFrame) -> Iterator[Said]:
    """What came in and went out in the ninety days up to the last day that the list knows of."""
    days = [one for name in ("asked_on", "done_on") for one in every[name].drop_nulls()]
    known = [one for one in days if one <= lists.on]
    if not known:
        return
    last = max(known)
    since = pl.lit(last - timedelta(days=SOON_DAYS - 1))
    came = every.filter(pl.col("asked_on").is_between(since, last))
    went = every.filter(pl.col("done_on").is_between(since, last))
    keys = sorted({*came["key"], *went["key"]})
    text = Prose(
        "In the {soon_days} days to {last}, {requests} came in",
        soon_days=SOON_DAYS,
        last=day_in_words(last),
        requests=counted(len(came), "request"),
    )
    yield Said(
        Prose("{text} and {went} went out", text=text, went=len(went)),
        None,
        last,
        keys,
        Urgency.WHOLE,
    )


def _taking(done: pl.DataFrame) -> Iterator[Said]:
    """How long it took from asking to an end, for half of those that had both."""
    if len(done) < 2:
        return
    took = sorted((done["done_on"] - done["asked_on"]).dt.total_days().to_list())
    middle, last = took[(len(took) - 1) // 2], done["done_on"].max()
    assert isinstance(last, date)
    text = Prose(
        "Half of {done:,} requests that have ended took {days} or less",
        done=len(done),
        days=counted(middle, "day"),
    )
    text += Prose(
        ", the longest {days}, up to {last}", days=counted(took[-1], "day"), last=day_in_words(last)
    )
    yield Said(text, None, last, done["key"].to_list(), Urgency.WHOLE)
