"""The items that concerns are about, with what business readers ask first: money, by when, who."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.offices import offices_on
from cohelm.analysis.wording import day_in_words, listed, money_in_words, money_of, worded
from cohelm.core.columns import MONEY
from cohelm.core.concern import Check, Concern
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined

COSTS: Mapping[str, str] = {
    "annual_cost": "It costs {amount} a year.",
    "cost_per_year": "It costs {amount} a year.",
    "total_cost": "It costs {amount} in all.",
    "total_value": "It costs {amount} over its term.",
    "minimum_spend": "At least {amount} is owed for it.",
    "spent": "{amount} has been spent on it.",
    "run_cost": "Its result costs {amount} a year.",
}
"""The fields that say what an item costs, the most telling first, and how each is said."""
AMOUNTS: Mapping[str, str] = {
    **COSTS,
    "loss_likely": "It would most likely cost {amount} each time.",
    "revenue": "It took in {amount} over the last twelve months.",
    "amount": "{amount} is at stake.",
    "budget": "It may cost {amount}.",
}
DAYS: Mapping[str, tuple[str, str]] = {
    "due": ("It is due on {day}.", "It was due on {day}."),
    "end": ("Its last day is {day}.", "Its last day was {day}."),
    "start": ("Its first day is {day}.", "Its first day was {day}."),
}
"""The fields that say when, each as it is said before the day is over and after."""

AN_AMOUNT, A_DAY = Prose("an amount"), Prose("a day")
AN_OFFICE, AN_OWNER = Prose("an office"), Prose("an owner")
"""What may be missing on the record of an item."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One item that a concern is about. `row` holds its columns; `office` and `owner` are keys."""

    kind: str
    row: Mapping[str, Any]
    office: str
    owner: str
    facts: str

    @property
    def key(self) -> str:
        """The item as kind:id."""
        return f"{self.kind}:{self.row['id']}"

    @property
    def called(self) -> str:
        """The item with its kind in words: `application 'CRM'`."""
        return Prose("{kind} '{name}'", kind=worded(self.kind), name=self.row["name"])

    def concern(
        self,
        check: Check,
        message: str,
        business: str,
        /,
        *,
        others: tuple[str, ...] = (),
        **evidence: Any,
    ) -> Concern:
        """The concern of a check about this item; the facts of money, time and people go behind
        the business sentence. Days and money in the evidence become their plain forms."""
        return Concern(
            check.code,
            check.severity,
            (self.key, *others),
            joined((self.key, message)),
            joined(filter(None, (business, self.facts))),
            self.office,
            {name: plain(value) for name, value in evidence.items()},
        )


def subjects(day: Day, kind: str, frame: pl.DataFrame, *, office: str = "") -> Iterator[Subject]:
    """The rows of a kind's frame (with `node`) as subjects, in the order of their ids.

    `office` is the key of the one that they all fall to, where it is not for the items to say.
    """
    if not len(frame):
        return
    offices = offices_on(day)
    for row in frame.sort("id").iter_rows(named=True):
        falls_to, owner = office or offices.of(row["node"]), offices.owner(row["node"])
        yield Subject(kind, row, falls_to, owner, _facts(day, kind, row, falls_to, owner))


def cost(row: Mapping[str, Any]) -> tuple[str, Money] | None:
    """The first field that says what an item costs, with the money; None where none does.

    Nought is no cost.
    """
    return _first_money(row, COSTS)


def cost_column(frame: pl.DataFrame) -> pl.Expr | None:
    """What `cost` says of each item of a frame, null where nothing does; None where nothing can."""
    schema = frame.schema
    stated = [
        pl.when(pl.col(name).struct.field("amount") != 0).then(pl.col(name))
        for name in COSTS
        if schema.get(name) == MONEY
    ]
    return pl.coalesce(stated) if stated else None


def _first_money(row: Mapping[str, Any], fields: Mapping[str, str]) -> tuple[str, Money] | None:
    for name in fields:
        money = money_of(row.get(name)) if isinstance(row.get(name), dict) else None
        if money is not None and money.amount:
            return name, money
    return None


def _facts(day: Day, kind: str, row: Mapping[str, Any], office: str, owner: str) -> str:
    """What is known of money, time and people, a sentence each; then what is not.

    Persons are not named: what is amiss is an item's, not theirs. Of a person nothing is said.
    """
    if kind == "person":
        return ""
    name = day.enterprise.name
    known = {
        AN_AMOUNT: _amount(row),
        A_DAY: _by_when(row, day.on),
        AN_OFFICE: Prose("It falls to the office '{office}'.", office=name(office))
        if office
        else "",
        AN_OWNER: Prose("Its owner is '{owner}'.", owner=name(owner))
        if owner[:5] in ("role:", "team:")
        else "",
    }
    missing = [
        what for what, said in known.items() if not said and (what is not AN_OWNER or not owner)
    ]
    rest = [Prose("Not on record: {missing}.", missing=listed(missing))] if missing else []
    return joined([*filter(None, known.values()), *rest])


def _amount(row: Mapping[str, Any]) -> str:
    found = _first_money(row, AMOUNTS)
    return Prose(AMOUNTS[found[0]], amount=money_in_words(found[1])) if found else ""


def _by_when(row: Mapping[str, Any], on: date) -> str:
    for name, (ahead, over) in DAYS.items():
        day = row.get(name)
        if isinstance(day, date):
            return Prose(ahead if day >= on else over, day=day_in_words(day))
    day = (row.get("lifecycle") or {}).get("end_of_life")
    return Prose("Its end of life is {day}.", day=day_in_words(day)) if day else ""


def plain(value: Any) -> Any:
    """A day or money in its plain (JSON) form; any other value as it is."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return str(value)
    return value
