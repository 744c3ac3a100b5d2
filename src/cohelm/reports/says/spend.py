"""What lists of invoices or orders say: how much, to whom, and what no contract stands behind."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from cohelm.analysis.wording import counted, day_in_words
from cohelm.reports.says.amounts import alone, amounts_of, day_of, largest, said_of
from cohelm.reports.says.saying import Lists, Said, Urgency


def of_spend(lists: Lists) -> Iterator[Said]:
    """What was spent between which days, who got most of it, and what no contract is there for."""
    lines = _paid(lists)
    if not len(lines):
        return
    amounts = amounts_of(lines, "key", "amount")
    keys, last = lines["key"].unique().sort().to_list(), day_of(lines["time"].max())
    first = day_of(lines["time"].min())
    days = f"from {day_in_words(first)} to {day_in_words(last)}"
    if first == last:
        days = f"on {day_in_words(last)}"
    text = f"{said_of(amounts)} was spent {days}, on {counted(len(keys), 'vendor')}"
    yield Said(text, alone(amounts), last, keys, Urgency.WHOLE)
    yield from largest(lists, lines.with_columns(who="key"), "spent went to")
    yield from _bare(lists, lines)


def _paid(lists: Lists) -> pl.DataFrame:
    """The lines of what was paid to vendors, with `key` the vendor."""
    lines = lists.enterprise.observations("actual").rename({"item": "key"})
    rows = ~pl.col("source").is_in(sorted(lists.added_up))
    return lines.filter(pl.col("key").str.starts_with("vendor:") & rows)


def _bare(lists: Lists, lines: pl.DataFrame) -> Iterator[Said]:
    """What was paid to vendors with whom the contract list has no contract."""
    listed = set(lists.vendors.values())
    if not listed:
        return
    bare = lines.filter(~pl.col("key").is_in(sorted(listed)))
    if amounts := amounts_of(bare, "key", "amount"):
        keys = bare["key"].unique().sort().to_list()
        text = f"{said_of(amounts)} was paid without a contract on the list"
        text += f", to {counted(len(keys), 'vendor')}"
        yield Said(text, alone(amounts), None, keys, Urgency.GAP, together=True)
