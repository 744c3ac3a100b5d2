"""Who has to know of a decision, who was told, who saw it, and of whom is there no record?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.agenda.knowing import Knowing, Known
from cohelm.analysis.day import Day
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

WINDOW = 365
ACKNOWLEDGED, TOLD, NONE, TOOK_PART = "acknowledged", "told", "no record", "took part"
COLUMNS: dict[str, Any] = {
    "decision": pl.String, "who": pl.String, "part": pl.String, "because": pl.String,
    "state": pl.String, "since": pl.Date, "days": pl.Int64,
}  # fmt: skip
UNSAID: dict[str, Any] = {"decision": pl.String, "why": pl.String}


@dataclass(frozen=True, slots=True, eq=False)
class Informed:
    """Those who have to know of decisions, those of whom there is no record first, longest first.

    `people` has a row for each: the decision, who, whether they are to be informed or consulted, why,
    and the state: no record, told (not acknowledged), acknowledged, took part (they took it, or were
    heard). `since` is the day of that, or, where there is no record, the day it was taken or came up.
    `unsaid` are decisions of which the rights name nobody, with why.
    """

    on: date
    decision: str
    required: Figure
    told: Figure
    acknowledged: Figure
    no_record: Figure
    people: pl.DataFrame
    unsaid: pl.DataFrame

    @property
    def sentence(self) -> str:
        """Of how many there is no record that they were told."""
        if self.required.value is None:
            return Prose("Nobody has to be told: {reason}", reason=self.required.reason)
        missing, of = int(self.no_record.value or 0), int(self.required.value)
        if not missing:
            return Prose(
                "All {notices} that have to be given are on record", notices=counted(of, "notice")
            )
        return Prose(
            "No record that {missing} of {of} who have to know were told or heard",
            missing=missing,
            of=of,
        )


def informed(
    enterprise: Enterprise,
    *,
    on: date,
    decision: Annotated[str, "One decision, by its id; else all of the last days."] = "",
    days: Annotated[int, "Decisions that were taken within so many days before."] = WINDOW,
) -> Informed:
    """Compares who has to know, by `knowing.Knowing`, with who was heard and told.

    Accepted ones are looked at for who is informed, proposed ones for who is consulted; with
    `decision`, that one for both. A notice to a role counts for who fills it and the other way round;
    one to a forum or a team for its members, one to an office for the role that leads it. Notices
    after the day do not count. Raises UnknownName, UsageError.
    """
    if days < 1:
        raise UsageError(f"{days} days", where="days", accepted="1 and more")
    plan = enterprise.at(on)
    id_ = decision.removeprefix("decision:")
    if id_ and id_ not in plan.table("decision"):
        raise UnknownName.of("decision", id_, plan.table("decision").ids)
    decision = id_ and f"decision:{id_}"
    keys = [decision] if decision else list(_recent(plan, on, days))
    knowing, reached = Knowing(enterprise, on), Reached(plan)
    rows, unsaid = list[dict[str, Any]](), list[tuple[str, str]]()
    for key in keys:
        known = knowing.of(key)
        if known.unsaid:
            unsaid.append((key, known.unsaid))
        rows += _rows(plan, key, known, reached, on, whole=bool(decision))
    order = {NONE: 0, TOLD: 1, ACKNOWLEDGED: 2, TOOK_PART: 3}
    rows.sort(
        key=lambda row: (order[row["state"]], -(row["days"] or 0), row["decision"], row["who"])
    )
    frame = pl.DataFrame(rows, schema=COLUMNS)
    return Informed(on, decision, *_figures(rows, on), frame,
                    pl.DataFrame(unsaid, schema=UNSAID, orient="row"))  # fmt: skip


def _recent(plan: Enterprise, on: date, days: int) -> Iterator[str]:
    frame = Day(plan, on).live("decision")
    if not len(frame):
        return
    for row in frame.sort("id").iter_rows(named=True):
        taken = row["decided_on"]
        is_recent = taken is not None and on - timedelta(days) <= taken <= on
        if row["status"] == "proposed" or (row["status"] == "accepted" and is_recent):
            yield f"decision:{row['id']}"


class Reached:
    """Whom a notice to a key reaches: itself, those behind it, and what they stand for."""

    def __init__(self, plan: Enterprise) -> None:
        self.plan = plan
        self._known: dict[str, frozenset[str]] = {}

    def by(self, keys: Iterable[str]) -> frozenset[str]:
        """All that are reached by notices to some keys."""
        return frozenset[str]().union(*map(self._of, keys))

    def _of(self, key: str) -> frozenset[str]:
        if key not in self._known:
            self._known[key] = frozenset(self._found(key))
        return self._known[key]

    def _found(self, key: str) -> set[str]:
        plan, found = self.plan, {key}
        match key.partition(":")[0]:
            case "person":
                found |= set(plan.targets(key, "fills"))
            case "role":
                found |= set(plan.sources(key, "fills"))
            case "team":
                found |= set(plan.sources(key, "works_in"))
            case "office":
                for role in plan.targets(key, "led_by"):
                    found |= self._of(role)
            case "forum":
                for member in (*plan.targets(key, "members"), *plan.targets(key, "chaired_by")):
                    found |= self._of(member)
        return found


def _rows(
    plan: Enterprise, key: str, known: Known, reached: Reached, on: date, *, whole: bool
) -> Iterator[dict[str, Any]]:
    plain = plan.plain(key)
    is_open = plain.get("status") == "proposed"
    took = reached.by([*plan.targets(key, "decided_by"), *plan.targets(key, "heard")])
    notices = _notices(plan, key, reached, on)
    begun = plain.get("raised_on") if is_open else plain.get("decided_on")
    if whole or is_open:
        for who, why in known.consulted.items():
            state = TOOK_PART if who in took else NONE
            yield _row(key, who, "consulted", why, state, begun, on)
    if whole or not is_open:
        for who, why in known.informed.items():
            if who in known.consulted and (whole or is_open):
                continue
            state, since = _state(who, took, notices, begun)
            yield _row(key, who, "informed", why, state, since, on)


def _notices(
    plan: Enterprise, key: str, reached: Reached, on: date
) -> dict[str, tuple[str, str | None]]:
    """By who was reached, the best state and its day."""
    found: dict[str, tuple[str, str | None]] = {}
    for end in plan.links_of(key, "told"):
        sent, seen = end.says.get("sent_on"), end.says.get("acknowledged_on")
        if sent and str(sent) > on.isoformat():
            continue
        is_seen = bool(seen) and str(seen) <= on.isoformat()
        state = (ACKNOWLEDGED, seen) if is_seen else (TOLD, sent)
        for who in reached.by([end.other]):
            if who not in found or found[who][0] == TOLD:
                found[who] = state
    return found


def _state(
    who: str, took: frozenset[str], notices: Mapping[str, tuple[str, str | None]], begun: str | None
) -> tuple[str, str | None]:
    if who in notices:
        return notices[who]
    return (TOOK_PART if who in took else NONE), begun


def _row(
    key: str, who: str, part: str, why: str, state: str, since: str | None, on: date
) -> dict[str, Any]:
    day = date.fromisoformat(str(since)) if since else None
    return {
        "decision": key, "who": who, "part": part, "because": why, "state": state, "since": day,
        "days": (on - day).days if day else None,
    }  # fmt: skip


def _figures(rows: list[dict[str, Any]], on: date) -> tuple[Figure, Figure, Figure, Figure]:
    if not rows:
        none = Figure.unknown(
            Prose("nobody is named by the rights, the owners or the teams"), on=on
        )
        return none, none, none, none

    def number(what: str, *states: str) -> Figure:
        of = [row for row in rows if row["state"] in states]
        keys = tuple(dict.fromkeys(row["decision"] for row in of))
        return Figure(
            len(of),
            formula=Prose("{what}, of {keys} decisions", what=what, keys=len(keys)),
            counted=keys,
            on=on,
            parts={
                key: Decimal(number)
                for key, number in Counter(row["decision"] for row in of).items()
            },
        )

    return (
        number(Prose("who have to know"), ACKNOWLEDGED, TOLD, NONE, TOOK_PART),
        number(Prose("who were told and have not acknowledged"), TOLD),
        number(Prose("who acknowledged, or took part"), ACKNOWLEDGED, TOOK_PART),
        number(Prose("of whom there is no record"), NONE),
    )
