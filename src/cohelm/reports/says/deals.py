"""What a list of deals says: what was lost for want of what, what was promised, what is late."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from cohelm.analysis.product.deals import Deals, deals
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import alone, amounts_of, said_of
from cohelm.reports.says.saying import Lists, Said, Urgency


def of_deals(lists: Lists) -> Iterator[Said]:
    """Days promised, open deals past their day, what was lost for want of something, and else."""
    every = lists.of("deal")
    if not len(every):
        return
    found = deals(lists.enterprise, on=lists.on)
    open_ = every.filter(pl.col("status").is_in(["open", "stalled"]))
    yield from _promised(lists, open_.drop_nulls("promised_for").sort("promised_for", "key"))
    yield from _late(open_.filter(pl.col("closes_on") < lists.on).sort("closes_on", "key"))
    yield from _lost(lists, every.filter(pl.col("key").is_in(found.lost.counted)), found)
    yield from _otherwise(every, found)


def _promised(lists: Lists, promised: pl.DataFrame) -> Iterator[Said]:
    for key, first in promised.select("key", "promised_for").head(1).iter_rows():
        have = Plural("open deal has a day", "open deals have a day", number=len(promised))
        text = Prose(
            "{promised:,} {have} that sales promised, the first {first}:",
            promised=len(promised),
            have=have,
            first=day_in_words(first),
        )
        late = first < lists.on
        urgency = Urgency.LATE if late else lists.when(first)
        amounts = amounts_of(promised, "key", "amount")
        yield Said(f"{text} {lists.name(key)}", alone(amounts), first, promised["key"].to_list(),
                   urgency)  # fmt: skip


def _late(late: pl.DataFrame) -> Iterator[Said]:
    for first in late["closes_on"].head(1):
        are = Plural("open deal is past its", "open deals are past their", number=len(late))
        amounts = amounts_of(late, "key", "amount")
        text = Prose(
            "{late:,} {are} day of closing, the first since {first}",
            late=len(late),
            are=are,
            first=day_in_words(first),
        )
        text += Prose(", with {amounts}", amounts=said_of(amounts)) if amounts else ""
        yield Said(text, alone(amounts), first, late["key"].to_list(), Urgency.LATE)


def _lost(lists: Lists, lost: pl.DataFrame, found: Deals) -> Iterator[Said]:
    if not len(lost):
        return
    amounts = amounts_of(lost, "key", "amount")
    were = Plural("deal was", "deals were", number=len(lost))
    text = Prose("{lost:,} {were} lost for want of something", lost=len(lost), were=were)
    text += Prose(", worth {amounts}", amounts=said_of(amounts)) if amounts else ""
    most = found.wanted.sort("lost", descending=True, maintain_order=True).row(0, named=True)
    text += Prose(
        "; most wanted is {wanted}, in {deals}",
        wanted=lists.name(most["wanted"]),
        deals=counted(most["lost"], "deal"),
    )
    yield Said(text, alone(amounts), None, lost["key"].to_list(), Urgency.GAP)


def _otherwise(every: pl.DataFrame, found: Deals) -> Iterator[Said]:
    """The reason that most lost deals give that want nothing on record."""
    for row in found.otherwise.filter(pl.col("state") == "lost").head(1).to_dicts():
        of = every.filter(pl.col("key").is_in(row["which"]))
        amounts = amounts_of(of, "key", "amount")
        were = Plural("deal was", "deals were", number=len(of))
        text = Prose(
            "{of:,} {were} lost without naming a missing thing; the reason: {reason}",
            of=len(of),
            were=were,
            reason=row["reason"],
        )
        if len(of):
            yield Said(text, alone(amounts), None, of["key"].to_list(), Urgency.MORE)
