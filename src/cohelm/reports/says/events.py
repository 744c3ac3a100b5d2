"""What incidents and changes say: what is open, the hours lost, what broke most, what followed what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import day_of
from cohelm.reports.says.saying import Lists, Said, Urgency, ahead

FOLLOWS = timedelta(days=2)
FAILED, FORCED = ("failed", "failed"), ("was forced", "were forced")
"""What a change did, and what several did."""
"""An incident that begins so soon after a change of the same item is said to follow it."""


def of_incidents(lists: Lists) -> Iterator[Said]:
    """What is not resolved, the hours from opening to resolution, the item with most of them."""
    every = _lasting(lists)
    if not len(every):
        return
    unresolved = every.filter(pl.col("hours").is_null())
    if len(unresolved):
        first = day_of(unresolved["time"].min())
        states = Plural("states", "state", number=len(unresolved))
        text = Prose(
            "{unresolved} of {incidents} {states} no end",
            unresolved=len(unresolved),
            incidents=counted(len(every), "incident"),
            states=states,
        )
        full = Prose("{text}, the first since {first}", text=text, first=day_in_words(first))
        rows = lists.behind("incident", unresolved)
        yield Said(full, None, first, (), Urgency.LATE, rows=rows)
    yield from _lost(lists, every.drop_nulls("hours"))
    yield from _most(lists, every)


def _lasting(lists: Lists) -> pl.DataFrame:
    """The incidents with `hours`: those stated as down, else from opening to resolution."""
    every = lists.enterprise.observations("incident")
    lasted = (pl.col("resolved") - pl.col("time")).dt.total_seconds() / 3600
    return every.with_columns(pl.coalesce(pl.col("minutes_down") / 60, lasted).alias("hours"))


def _lost(lists: Lists, ended: pl.DataFrame) -> Iterator[Said]:
    if not len(ended):
        return
    first, last = day_of(ended["time"].min()), day_of(ended["time"].max())
    text = Prose(
        "{hours} passed in {incidents}",
        hours=_hours(ended),
        incidents=counted(len(ended), "incident"),
    )
    text += Prose(" from {first} to {last}", first=day_in_words(first), last=day_in_words(last))
    by_item = ended.group_by("item").agg(pl.col("hours").sum()).sort(-pl.col("hours"), "item")
    if len(by_item) > 1:
        top = by_item.row(0, named=True)
        text += Prose(
            ", most on {item}: {hours:,.1f} hours", item=lists.name(top["item"]), hours=top["hours"]
        )
    yield Said(text, None, last, (), Urgency.WHOLE, rows=lists.behind("incident", ended))


def _hours(ended: pl.DataFrame) -> str:
    return Prose("{sum:,.1f} hours", sum=ended["hours"].sum())


def _most(lists: Lists, every: pl.DataFrame) -> Iterator[Said]:
    """The item with most incidents, of several, where it has more than one."""
    counts = every.group_by("item").agg(pl.len(), pl.col("time").max())
    top = counts.sort(-pl.col("len").cast(pl.Int64), "item").row(0, named=True)
    if len(counts) > 1 and top["len"] > 1:
        last = day_of(top["time"])
        text = Prose(
            "{item} had {number} of {incidents},",
            item=lists.name(top["item"]),
            number=top["len"],
            incidents=counted(len(every), "incident"),
        )
        text += Prose(
            " {ahead}, the last on {last}",
            ahead=ahead(counts["len"], top["len"]),
            last=day_in_words(last),
        )
        rows = lists.behind("incident", every.filter(pl.col("item") == top["item"]))
        yield Said(text, None, last, (), Urgency.GAP, rows=rows)


def of_changes(lists: Lists) -> Iterator[Said]:
    """What failed, what was forced, and what was followed by an incident on the same item."""
    every = lists.enterprise.observations("deployment")
    if not len(every):
        return
    last = day_of(every["time"].max())
    for test, said in ((pl.col("result") == "failure", FAILED), (~pl.col("planned"), FORCED)):
        bad = every.filter(test.fill_null(False))
        if len(bad):
            text = Prose(
                "{bad} of {changes} {said}",
                bad=len(bad),
                changes=counted(len(every), "change"),
                said=Plural(*said, number=len(bad)),
            )
            when = day_of(bad["time"].max())
            full = Prose("{text}, the last on {when}", text=text, when=day_in_words(when))
            rows = lists.behind("deployment", bad)
            yield Said(full, None, when, (), Urgency.GAP, rows=rows)
    yield from _followed(lists, every)
    first = day_of(every["time"].min())
    items = counted(every["item"].n_unique(), "item")
    text = Prose(
        "{changes} of {items} were carried out", changes=counted(len(every), "change"), items=items
    )
    text += Prose(" from {first} to {last}", first=day_in_words(first), last=day_in_words(last))
    yield Said(text, None, last, (), Urgency.WHOLE, rows=lists.behind("deployment", every))


def _followed(lists: Lists, changes: pl.DataFrame) -> Iterator[Said]:
    """How many changes an incident followed on the same item within two days, and its hours."""
    incidents = _lasting(lists).with_row_index("n")
    if not len(incidents):
        return
    pairs = (
        changes.select("item", "time", "reference")
        .with_row_index("change")
        .join(incidents.select("n", "item", "hours", began="time"), on="item")
        .filter(pl.col("began").is_between(pl.col("time"), pl.col("time") + FOLLOWS))
    )
    followed = pairs["change"].n_unique()
    if not followed:
        return
    after = pairs.unique("n")
    were = Plural("was", "were", number=followed)
    text = Prose(
        "{followed} of {changes} {were} followed by an incident on the",
        followed=followed,
        changes=counted(len(changes), "change"),
        were=were,
    )
    text += Prose(
        " same item within {days} days: {hours} in {incidents}",
        days=FOLLOWS.days,
        hours=_hours(after),
        incidents=counted(len(after), "incident"),
    )
    before = changes.with_row_index("change").filter(
        pl.col("change").is_in(pairs["change"].implode())
    )
    broke = incidents.filter(pl.col("n").is_in(after["n"].implode()))
    rows = (*lists.behind("deployment", before), *lists.behind("incident", broke))
    yield Said(text, None, day_of(after["began"].max()), (), Urgency.LATE, True, rows)
