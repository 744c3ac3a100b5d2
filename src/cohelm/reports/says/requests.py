"""What issues of a tracker say: what is overdue, what waits longest, what comes in and goes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.wording import counted, day_in_words
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
    are = "is past the day it was" if len(late) == 1 else "are past the day they were"
    text = f"{counted(len(late), 'open request')} {are} wanted by, the first since"
    yield Said(f"{text} {day_in_words(first)}", None, first, late["key"].to_list(), Urgency.LATE)


def _waiting(lists: Lists, open_: pl.DataFrame) -> Iterator[Said]:
    for key, asked in open_.select("key", "asked_on").head(1).iter_rows():
        are = "1 request is" if len(open_) == 1 else f"{len(open_):,} requests are"
        text = f"{are} open; longest waits {lists.name(key)}, since {day_in_words(asked)}:"
        text += f" {(lists.on - asked).days:,} days"
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
    text = (
        f"In the {SOON_DAYS} days to {day_in_words(last)}, {counted(len(came), 'request')} came in"
    )
    yield Said(f"{text} and {len(went)} went out", None, last, keys, Urgency.WHOLE)


def _taking(done: pl.DataFrame) -> Iterator[Said]:
    """How long it took from asking to an end, for half of those that had both."""
    if len(done) < 2:
        return
    took = sorted((done["done_on"] - done["asked_on"]).dt.total_days().to_list())
    middle, last = took[(len(took) - 1) // 2], done["done_on"].max()
    assert isinstance(last, date)
    text = f"Half of {len(done):,} requests that have ended took {counted(middle, 'day')} or less"
    text += f", the longest {counted(took[-1], 'day')}, up to {day_in_words(last)}"
    yield Said(text, None, last, done["key"].to_list(), Urgency.WHOLE)
