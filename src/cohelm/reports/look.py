"""One file in, one page out: what files say at once, in sentences with money or dates in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from cohelm.analysis.money import Amounts, in_words, rounded
from cohelm.analysis.vendors.contracts import FURTHEST, SOON, Contracts, contracts
from cohelm.analysis.wording import counted, day_in_words, money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money

MOST = 5
"""So many sentences are said, the most urgent first."""
Rows = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that files say. `rows` are the (file, row) that it is computed from, in order."""

    text: str
    amount: Money | None
    day: date | None
    rows: Rows

    def answer(self) -> dict[str, Any]:
        """As `cohelm look --json` shows it."""
        amount = self.amount and {"amount": self.amount.amount, "currency": self.amount.currency}
        rows = [{"file": file, "row": row} for file, row in self.rows]
        return {"text": self.text, "amount": amount, "date": self.day, "rows": rows}


def next_file(enterprise: Enterprise) -> str:
    """The file that would add most to what these say, and why; empty where both are there."""
    if not len(enterprise.frame("contract")):
        return "A contract list: it tells what renews itself, when, and what is paid without a contract."
    if not len(enterprise.observations("actual")):
        return "A list of invoices or orders: it tells what is paid without a contract on the list."
    return ""


def look(enterprise: Enterprise, places: Mapping[str, Rows], *, on: date) -> tuple[Sentence, ...]:
    """At most five sentences about an organisation made of files alone, the most urgent first.

    `places` are the rows of each item, as `Proposal.places` has them. A sentence is said where the
    files hold what it is about; sums of two currencies stand side by side. Linear in rows.
    """
    found = contracts(enterprise, on=on, within=FURTHEST)
    said = [
        *_of_contracts(enterprise, found.due, on),
        *_of_both(enterprise),
        *_of_spend(enterprise),
        *_of_vendors(enterprise, found),
    ]
    return tuple(
        Sentence(
            text, amount, day, tuple(sorted(row for key in keys for row in places.get(key, ())))
        )
        for text, amount, day, keys in said[:MOST]
    )


Found = tuple[str, Money | None, date | None, Sequence[str]]


def _of_contracts(enterprise: Enterprise, due: pl.DataFrame, on: date) -> Iterator[Found]:
    """What can no longer be stopped, what renews itself soon, what comes next, and within a year."""
    renews = pl.col("renews_to").is_not_null()
    soon = pl.col("notice_by").is_between(on, on + timedelta(days=SOON)) & renews
    missed, renewing = due.filter(pl.col("state") == "missed"), due.filter(soon)
    if amounts := _amounts(missed, "contract"):
        text = (
            f"{_said(amounts)} a year can no longer be stopped: the last day to give notice is over"
        )
        yield text, _alone(amounts), None, missed["contract"].to_list()
    if amounts := _amounts(renewing, "contract"):
        text = f"{_said(amounts)} a year renews itself unless notice is given within {SOON} days"
        yield text, _alone(amounts), None, renewing["contract"].to_list()
    coming = due.filter(pl.col("decide_by") >= on)
    for row in coming.head(1).iter_rows(named=True):
        money, day = money_of(row["annual"]), row["decide_by"]
        cost = f", {in_words([rounded(money)])} a year" if money else ""
        text = f"The next to decide on is {enterprise.name(row['contract'])}{cost}"
        yield f"{text}: by {day_in_words(day)}", money, day, [row["contract"]]
    year = coming.filter(pl.col("decide_by") <= on + timedelta(days=365))
    if len(year) > 1:
        amounts, last = _amounts(year, "contract"), year["decide_by"][-1]
        cost = f" with {_said(amounts)} a year" if amounts else ""
        text = f"{counted(len(year), 'contract')}{cost} must be decided on by {day_in_words(last)}"
        yield text, _alone(amounts), last, year["contract"].to_list()


def _of_vendors(enterprise: Enterprise, found: Contracts) -> Iterator[Found]:
    """Who gets most of what the contracts cost a year that are live on the day."""
    live = pl.concat([found.due, found.open]).unique("contract", maintain_order=True)
    costs = live.select("vendor", key="contract", amount="annual").drop_nulls("vendor")
    yield from _largest(enterprise, costs, "a year under contract goes to")


def _of_spend(enterprise: Enterprise) -> Iterator[Found]:
    """What was spent between which days, and who got most of it."""
    lines = enterprise.observations("actual").rename({"item": "key"})
    if not len(lines):
        return
    amounts = _amounts(lines, "key", "amount")
    keys, last = lines["key"].unique().sort().to_list(), _day(lines["time"].max())
    first = _day(lines["time"].min())
    text = f"{_said(amounts)} was spent from {day_in_words(first)} to {day_in_words(last)}"
    who = "vendor" if all(key.startswith("vendor:") for key in keys) else "item"
    yield f"{text}, on {counted(len(keys), who)}", _alone(amounts), last, keys
    yield from _largest(enterprise, lines.with_columns(vendor="key"), "spent went to")


def _of_both(enterprise: Enterprise) -> Iterator[Found]:
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
    if amounts := _amounts(bare, "key", "amount"):
        keys = bare["key"].unique().sort().to_list()
        text = f"{_said(amounts)} was paid without a contract on the list"
        yield f"{text}, to {counted(len(keys), 'vendor')}", _alone(amounts), None, keys


def _largest(enterprise: Enterprise, frame: pl.DataFrame, said: str) -> Iterator[Found]:
    """Who gets the largest share of an amount.

    Nothing where there are two currencies or one name, nor where somebody paid back more than they
    got: shares of such a sum say nothing.
    """
    sums = {
        vendor: _amounts(group, "key", "amount")
        for (vendor,), group in frame.group_by("vendor", maintain_order=True)
    }
    known = {str(name): one for name, one in sums.items() if one.of}
    whole = _amounts(frame, "key", "amount")
    if len(whole.of) != 1 or len(known) < 2:
        return
    worth = {name: next(iter(one.of.values())) for name, one in known.items()}
    name = min(worth, key=lambda one: (-worth[one], one))
    total = next(iter(whole.of.values()))
    if total <= 0 or min(worth.values()) < 0:
        return
    share = (worth[name] / total * 100).quantize(Decimal(1))
    money = Money(worth[name], next(iter(whole.of)))
    text = (
        f"{in_words([rounded(money)])} {said} {enterprise.name(name)}: {share} % of {_said(whole)}"
    )
    keys = frame.filter(pl.col("vendor") == name)["key"].unique().sort().to_list()
    yield text, money, None, keys


def _amounts(frame: pl.DataFrame, key: str, column: str = "annual") -> Amounts:
    return Amounts.of_frame(frame, column, key=key)


def _said(amounts: Amounts) -> str:
    """Amounts without their cents, one for each currency, and how many state none."""
    said = in_words([rounded(one) for one in amounts.money])
    return f"{said} ({len(amounts.unknown)} more state no amount)" if amounts.unknown else said


def _alone(amounts: Amounts) -> Money | None:
    return amounts.money[0] if len(amounts.money) == 1 else None


def _day(time: Any) -> date:
    return time.date() if isinstance(time, datetime) else date.fromisoformat(str(time))
