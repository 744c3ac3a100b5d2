"""What waits for an officer, and what is coming to the office in the next weeks?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.agenda.informed import Reached
from cohelm.analysis.agenda.knowing import Knowing
from cohelm.analysis.day import Day
from cohelm.analysis.impact.claims import since_owner
from cohelm.analysis.impact.scorecard import metrics_of, readings_of
from cohelm.analysis.offices import STATED_BY, offices_on
from cohelm.analysis.vendors.contracts import contracts
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose

DECIDE, DO, ANSWER, ACKNOWLEDGE, CLAIM = (
    "decide", "do", "answer", "say that it was seen", "say what it means"
)  # fmt: skip
WAITS: dict[str, Any] = {
    "item": pl.String, "to": pl.String, "due": pl.Date, "since": pl.Date, "late": pl.Boolean,
    "office": pl.String,
}  # fmt: skip
COMING: dict[str, Any] = {
    "day": pl.Date, "item": pl.String, "what": pl.String, "office": pl.String
}  # fmt: skip
DAYS: Mapping[str, Mapping[str, str]] = {
    "initiative": {"start": "begins", "end": "ends"}, "freeze": {"start": "begins"},
    "commitment": {"due": "is promised"}, "release": {"planned_on": "is planned to come out"},
    "meeting": {"held_on": "meets"}, "decision": {"review_on": "is looked at again"},
    "goal": {"due": "is due"}, "risk": {"accepted_until": "is accepted until then"},
    "requirement": {"due": "has to be met"},
}  # fmt: skip
"""By kind, the fields that hold a day to come, and what happens on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What waits for those who lead an office, the most overdue first, and what is coming, by day.

    `waits` has a row for each thing and what is to be done with it: decide what the rights give to a
    role that leads the office, do an action that is theirs, answer a request that falls to it, say that a
    decision was seen, say what a new reading of a metric of theirs means.
    """

    on: date
    waiting: Figure
    overdue: Figure
    ahead: Figure
    waits: pl.DataFrame
    coming: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How much waits, how much of it is late, and how much is coming."""
        if not len(self.waits) and not len(self.coming):
            return Prose("Nothing waits, and nothing is on the calendar")
        late = (
            Prose(", {overdue} of them late", overdue=self.overdue.value)
            if self.overdue.value
            else ""
        )
        things = counted(len(self.waits), "thing")
        verb = Plural("waits", "wait", number=len(self.waits))
        return Prose(
            "{things} {verb}{late}; {days} on the calendar",
            things=things,
            verb=verb,
            late=late,
            days=counted(len(self.coming), "day"),
        )


def desk(
    enterprise: Enterprise,
    *,
    on: date,
    office: Annotated[str, "The office, as cio; all where none is named."] = "",
    within: Annotated[int, "So many days ahead."] = 60,
) -> Desk:
    """The desk of an office, or of all. Raises UnknownName for an office that is not there.

    A contract is coming on the day by which it has to be decided on, all else on its own days.
    """
    known = sorted(enterprise.keys("office"))
    key = f"office:{office.removeprefix('office:')}" if office else ""
    if key and key not in known:
        raise UnknownName.of("office", office, [one.partition(":")[2] for one in known])
    day = Day(enterprise.at(on), on)
    found = [_Office(day, one) for one in known if one == key or not key]
    waits = [row for one in found for row in one.waits()]
    waits.sort(key=lambda row: (not row["late"], row["due"] or date.max, row["item"], row["to"]))
    coming = sorted(
        (row for one in found for row in one.coming(within)),
        key=lambda row: (row["day"], row["item"], row["what"]),
    )
    late = [row["item"] for row in waits if row["late"]]
    return Desk(
        on,
        _count([row["item"] for row in waits], Prose("things that wait"), on),
        _count(late, Prose("things that wait past their day"), on),
        _count([row["item"] for row in coming], Prose("days to come"), on),
        pl.DataFrame(waits, schema=WAITS),
        pl.DataFrame(coming, schema=COMING),
    )


class _Office:
    """One office on a day: who leads it, and what falls to it."""

    def __init__(self, day: Day, key: str) -> None:
        self.day, self.plan, self.on, self.key = day, day.enterprise, day.on, key
        self.offices = offices_on(day)
        roles = self.plan.targets(key, "led_by")
        self.mine = Reached(self.plan).by(roles) | set(roles)

    def waits(self) -> Iterator[dict[str, Any]]:
        """What waits for those who lead it."""
        yield from self._decisions()
        for row in self.day.where("action", pl.col("status") == "open").iter_rows(named=True):
            if self.mine & set(self.plan.targets(f"action:{row['id']}", "owner")):
                yield self._row(f"action:{row['id']}", DO, row["due"], row["noted_on"])
        unanswered = pl.col("status").is_null() | (pl.col("status") == "new")
        for row in self.day.where("request", unanswered).iter_rows(named=True):
            if self._falls(f"request:{row['id']}"):
                yield self._row(f"request:{row['id']}", ANSWER, None, row["asked_on"])
        for row in metrics_of(self.plan, self.on):
            owners = self.plan.targets(f"metric:{row['id']}", "owner")
            if self.mine & set(owners):
                readings = readings_of(self.plan, row, self.on)
                waiting = since_owner(row, owners, readings, self.on).waiting
                if len(waiting):
                    yield self._row(f"metric:{row['id']}", CLAIM, None, waiting["time"][0])

    def _decisions(self) -> Iterator[dict[str, Any]]:
        knowing = Knowing(self.plan, self.on)
        for row in self.day.live("decision").iter_rows(named=True):
            key = f"decision:{row['id']}"
            named = self.plan.targets(key, "decided_by")
            if row["status"] == "proposed" and self.mine & {*named, *knowing.of(key).decides}:
                yield self._row(key, DECIDE, row["due"], row["raised_on"])
            for end in self.plan.links_of(key, "told"):
                if end.other in self.mine and not end.says.get("acknowledged_on"):
                    sent = end.says.get("sent_on")
                    since = date.fromisoformat(sent) if sent else None
                    yield self._row(key, ACKNOWLEDGE, None, since)
                    break

    def coming(self, within: int) -> Iterator[dict[str, Any]]:
        """What is coming to it from the day on."""
        last = self.on + timedelta(days=within)
        for kind, fields in DAYS.items():
            frame = self.day.live(kind)
            for field, what in fields.items():
                if not len(frame):
                    continue
                due = frame.filter(pl.col(field).is_between(self.on, last))
                for id_, day in due.select("id", field).iter_rows():
                    if self._falls(f"{kind}:{id_}"):
                        yield {
                            "day": day,
                            "item": f"{kind}:{id_}",
                            "what": what,
                            "office": self.key,
                        }
        due = contracts(self.plan, on=self.on, within=within).due
        for contract, day in due.select("contract", "decide_by").iter_rows():
            if self.on <= day <= last and self._falls(contract):
                yield {
                    "day": day,
                    "item": contract,
                    "what": Prose("has to be decided on by then"),
                    "office": self.key,
                }

    def _falls(self, item: str) -> bool:
        node = self.plan.nodes.number(item)
        names = (*STATED_BY, "forum")
        stated = {end for name in names for end in self.plan.targets(item, name)}
        if stated & {self.key, *self._forums}:
            return True
        return not stated and node is not None and self.offices.of(node) == self.key

    @cached_property
    def _forums(self) -> set[str]:
        """The forums on which somebody sits who leads the office."""
        return {
            forum for one in self.mine for relation in ("members", "chaired_by")
            for forum in self.plan.sources(one, relation)
        }  # fmt: skip

    def _row(self, item: str, to: str, due: date | None, since: date | None) -> dict[str, Any]:
        late = due is not None and due < self.on
        return {
            "item": item, "to": to, "due": due, "since": since, "late": late, "office": self.key
        }  # fmt: skip


def _count(keys: list[str], formula: str, on: date) -> Figure:
    return Figure(len(keys), formula=formula, counted=tuple(sorted(set(keys))), on=on)
