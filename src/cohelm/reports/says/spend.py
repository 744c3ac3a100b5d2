"""What lists of invoices or orders say: how much, to whom, and what no contract stands behind."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.enterprise import Enterprise
from cohelm.reports.says.amounts import Found, alone, amounts_of, day_of, largest, said_of


def of_spend(enterprise: Enterprise) -> Iterator[Found]:
    """What was spent between which days, and who got most of it."""
    lines = enterprise.observations("actual").rename({"item": "key"})
    if not len(lines):
        return
    amounts = amounts_of(lines, "key", "amount")
    keys, last = lines["key"].unique().sort().to_list(), day_of(lines["time"].max())
    first = day_of(lines["time"].min())
    text = f"{said_of(amounts)} was spent from {day_in_words(first)} to {day_in_words(last)}"
    who = "vendor" if all(key.startswith("vendor:") for key in keys) else "item"
    yield f"{text}, on {counted(len(keys), who)}", alone(amounts), last, keys
    yield from largest(enterprise, lines.with_columns(who="key"), "spent went to")


def of_both(enterprise: Enterprise) -> Iterator[Found]:
    """What was paid to vendors with whom the contract list has no contract."""
    lines = enterprise.observations("actual").rename({"item": "key"})
    listed = {
        one for key in enterprise.keys("contract") for one in enterprise.targets(key, "vendor")
    }
    if not len(lines) or not listed:
        return
    bare = lines.filter(
        pl.col("key").str.starts_with("vendor:") & ~pl.col("key").is_in(sorted(listed))
    )
    if amounts := amounts_of(bare, "key", "amount"):
        keys = bare["key"].unique().sort().to_list()
        text = f"{said_of(amounts)} was paid without a contract on the list"
        yield f"{text}, to {counted(len(keys), 'vendor')}", alone(amounts), None, keys
