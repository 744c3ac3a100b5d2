"""What a list of people and another one say together: what answers to somebody who is gone or leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

import polars as pl

from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.formats.known.seeming import is_person
from cohelm.reports.says.amounts import alone, amounts_of, said_of
from cohelm.reports.says.applications import applications
from cohelm.reports.says.requests import waiting
from cohelm.reports.says.saying import YEAR_DAYS, Lists, Said, Urgency

both = partial(Said, together=True)
KINDS = ("application", "contract", "initiative", "request")
"""What people answer for, in the order in which it is said."""
Owned = Sequence[tuple[str, str]]
"""(item, person) pairs."""


def of_answering(lists: Lists) -> Iterator[Said]:
    """What answers to people who have left, who leave within a year, or who are not on the list."""
    if not lists.has("person"):
        return
    until = dict(lists.of("person").select("key", "left_on").iter_rows())
    a_year = lists.on + timedelta(days=YEAR_DAYS)
    for kind in KINDS:
        owned = _owned(lists, kind)
        left = [pair for pair in owned if (day := until.get(pair[1])) and day < lists.on]
        yield from _said(lists, kind, left, Prose("who has left"), Urgency.LATE)
        leaving = [
            pair for pair in owned if (day := until.get(pair[1])) and lists.on <= day <= a_year
        ]
        first = min((until[person] for _, person in leaving), default=None)
        if first is not None:
            who = Prose("who leaves within a year, the first on {first}", first=day_in_words(first))
            yield from _said(lists, kind, leaving, who, lists.when(first), first)
        strange = [
            pair for pair in owned if pair[1] in lists.made and is_person(lists.name(pair[1]))
        ]
        yield from _said(
            lists, kind, strange, Prose("who is not on the list of people"), Urgency.GAP
        )


def _owned(lists: Lists, kind: str) -> Owned:
    """The open items of a kind with the people who answer for them; not those that are over."""
    return [
        (key, owner)
        for key in _listed(lists, kind)["key"]
        for owner in lists.enterprise.targets(key, "owner")
        if owner.startswith("person:")
    ]


def _listed(lists: Lists, kind: str) -> pl.DataFrame:
    """The items of a kind that are not over, with what each costs as `annual`."""
    if kind == "request":
        return waiting(lists).with_columns(annual=None)
    if kind == "application":
        return applications(lists)
    cost = "annual_cost" if kind == "contract" else "total_cost"
    live = lists.of(kind).filter((pl.col("end") >= lists.on).fill_null(True))
    return live.with_columns(annual=cost)


def _said(
    lists: Lists, kind: str, pairs: Owned, who: str, urgency: Urgency, day: date | None = None
) -> Iterator[Said]:
    if not pairs:
        return
    keys = sorted({item for item, _ in pairs})
    frame = _listed(lists, kind).filter(pl.col("key").is_in(keys))
    amounts = None if kind == "request" else amounts_of(frame, "key", "annual")
    a_year = "" if kind == "initiative" else Prose(" a year")
    cost = (
        Prose(" with {amounts}{a_year}", amounts=said_of(amounts), a_year=a_year) if amounts else ""
    )
    noun = Prose("open request") if kind == "request" else kind
    answers = Plural("answers", "answer", number=len(keys))
    text = Prose(
        "{counted}{cost} {answers} to somebody {who}",
        counted=counted(len(keys), noun),
        cost=cost,
        answers=answers,
        who=who,
    )
    people = sorted({person for _, person in pairs})
    yield both(text, alone(amounts) if amounts else None, day, [*keys, *people], urgency)
