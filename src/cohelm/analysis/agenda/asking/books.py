"""Which lines of cost count as they do only because nobody says otherwise?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import polars as pl

from cohelm.analysis.agenda.asking.gap import Gap, worth
from cohelm.analysis.portfolio.ahead import AT_WORK, Ahead
from cohelm.core.enterprise import ORGANISATION
from cohelm.core.prose import Prose

NATURE = Prose("Is this for keeping things running, for growth, or for change?")
MUST = Prose("Does this have to be done, by law or because support ends?")
RATE = Prose("What is one unit of this currency worth in that of the books?")


def open_books(ahead: Ahead) -> Iterator[Gap]:
    """The gaps behind the money that is free and the forecast of the year.

    Cost without a nature counts as keeping things running, an initiative that does not say whether it
    has to be done as one that need not; so the whole of what they are expected to cost is at stake.
    """
    costs = _costs(ahead, pl.col("nature").is_null())
    currency, schema = ahead.books.rates.currency, ahead.books.day.enterprise.schema
    for key, amount in costs.items():
        kind = key.partition(":")[0]
        if kind != "initiative" and amount and "nature" in schema.kind(kind).fields:
            words = Prose(
                "what is free: {worth} count as keeping things running",
                worth=worth(amount, currency),
            )
            yield Gap(key, "nature", NATURE, words, amount)
    open_ = _costs(ahead, ~pl.col("booked"))
    for row in ahead.books.day.live("initiative").sort("id").iter_rows(named=True):
        key = f"initiative:{row['id']}"
        if row["must_do"] is None and row["status"] in AT_WORK:
            amount = open_.get(key, Decimal(0))
            words = Prose(
                "what is free: {worth} count as work that could be stopped",
                worth=worth(amount, currency),
            )
            yield Gap(key, "must_do", MUST, words, amount)
    yield from _rates(ahead)


def _costs(ahead: Ahead, which: pl.Expr) -> Mapping[str, Decimal]:
    sums = ahead.cost.filter(which).group_by("item").agg(pl.col("amount").sum()).sort("item")
    return dict(sums.iter_rows())


def _rates(ahead: Ahead) -> Iterator[Gap]:
    """One gap a currency; its amounts are in no sum, and nothing bounds what they are worth."""
    missing = ahead.books.left_out.group_by("currency").agg(pl.col("amount").sum())
    for currency, amount in missing.sort("currency").iter_rows():
        if currency is not None:
            words = Prose(
                "the forecast of the year: {worth} are left out of all sums",
                worth=worth(amount, currency),
            )
            yield Gap(
                ORGANISATION,
                f"exchange_rate {currency}",
                RATE,
                words,
                flips=True,
            )
