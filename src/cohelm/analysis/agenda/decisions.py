"""Which decisions wait, for how long, and how long do decisions take?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.agenda.survival import Survival
from cohelm.analysis.day import Day
from cohelm.analysis.wording import counted
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose

WINDOW, MIDDLE, MOST = 730, 0.5, 0.85
WAITING: dict[str, Any] = {
    "decision": pl.String, "waits_for": pl.String, "raised_on": pl.Date, "days": pl.Int64,
    "due": pl.Date, "late_days": pl.Int64, "amount": MONEY,
    "offices": pl.List(pl.String),
}  # fmt: skip
PACE: dict[str, Any] = {
    "forum": pl.String, "taken": pl.Int64, "open": pl.Int64, "median": pl.Float64,
    "p85": pl.Float64,
}  # fmt: skip
TAKEN_WITHIN: dict[str, Any] = {
    "days": pl.Int64, "taken": pl.Int64, "waiting": pl.Int64, "share": pl.Float64,
}  # fmt: skip
LOOK_BACK: dict[str, Any] = {
    "decision": pl.String, "decided_on": pl.Date, "review_on": pl.Date, "late_days": pl.Int64,
    "outcome": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Decisions:
    """Decisions that wait, how long decisions take, and those to be looked at again.

    `waiting` has a row for each that is proposed, longest first: what it waits for, the days since it
    came up, and by how many days it is late, if it is. `pace` has a row for each
    forum: how many it took and are open with it, and in how many days half and 85 of a hundred are
    taken; null where that is not reached. Forums alone are measured: roles and people are not.
    `taken_within` is the curve of all: by days from the question, how many were taken after so many, how
    many wait for so many, and the share that is taken by then.
    `look_back` are taken ones whose day of review has come.
    """

    on: date
    open: Figure
    late: Figure
    median: Figure
    p85: Figure
    waiting: pl.DataFrame
    pace: pl.DataFrame
    taken_within: pl.DataFrame
    look_back: pl.DataFrame
    called: str

    @property
    def sentence(self) -> str:
        """How many wait, how many of them too long, and how long half of all take."""
        if self.open.value is None:
            return Prose("Nobody can say which decisions wait: {reason}", reason=self.open.reason)
        many = int(self.open.value)
        wait = Plural("waits", "wait", number=many)
        said = Prose("{decisions} {wait}", decisions=counted(many, "decision"), wait=wait)
        if self.late.value:
            said += Prose(
                ", {late} of them past their day, first {called}",
                late=self.late.value,
                called=self.called,
            )
        if self.median.value is not None:
            said += Prose(
                "; half of all are taken within {days}", days=counted(int(self.median.value), "day")
            )
        if self.p85.value is not None:
            said += Prose(", 85 of a hundred within {p85:,.0f}", p85=self.p85.value)
        return said


def decisions(
    enterprise: Enterprise,
    *,
    on: date,
    days: Annotated[int, "Decisions that came up within so many days before."] = WINDOW,
) -> Decisions:
    """The decisions of a plan on a day; how long they take by Kaplan and Meier.

    From the day a question came up to the day it was taken; what is proposed is open until the day. So
    the open ones count as open, and a mean of the closed ones, which would be too short, is not shown.
    What does not say when it came up has no duration and is left out of these. Raises UsageError for
    less than one day.
    """
    if days < 1:
        raise UsageError(f"{days} days", where="days", accepted="1 and more")
    plan = enterprise.at(on)
    day = Day(plan, on)
    frame = day.frame("decision")
    if not len(frame):
        none = Figure(None, "", Prose("no decision is on record"), on=on)
        empty = [pl.DataFrame(schema=one) for one in (WAITING, PACE, TAKEN_WITHIN, LOOK_BACK)]
        waiting, pace, within, back = empty
        return Decisions(on, none, none, none, none, waiting, pace, within, back, "")
    rows = frame.sort("id").to_dicts()
    since = on - timedelta(days)
    spans = {row["id"]: span for row in rows if (span := _span(row, since, on)) is not None}
    waiting = _waiting(plan, [row for row in rows if row["status"] == "proposed"], on)
    late = waiting.filter(pl.col("late_days") > 0).sort("late_days", descending=True)
    return Decisions(
        on,
        _number(waiting, Prose("are proposed and not taken"), on),
        _number(late, Prose("are past the day by which an answer is due"), on),
        *_durations(rows, spans, on),
        waiting,
        _pace(plan, rows, spans),
        _taken_within(list(spans.values())),
        _look_back(rows, on),
        plan.name(late["decision"][0]) if len(late) else "",
    )


def _span(row: Mapping[str, Any], since: date, on: date) -> tuple[int, bool] | None:
    """Days from the question to the answer, or to the day, and whether it was answered."""
    raised, decided = row["raised_on"], row["decided_on"]
    if raised is None or not since <= raised <= on:
        return None
    if decided is not None and decided <= on:
        return max(0, (decided - raised).days), True
    return ((on - raised).days, False) if row["status"] == "proposed" else None


def _waiting(plan: Enterprise, rows: Sequence[Mapping[str, Any]], on: date) -> pl.DataFrame:
    found = []
    for row in rows:
        key = f"decision:{row['id']}"
        raised, due = row["raised_on"], row["due"]
        found.append((
            key, row["waits_for"], raised,
            (on - raised).days if raised else None, due,
            (on - due).days if due and due < on else None,
            row.get("amount"), plan.targets(key, "office"),
        ))  # fmt: skip
    frame = pl.DataFrame(found, schema=WAITING, orient="row")
    return frame.sort("days", "decision", descending=[True, False], nulls_last=True)


def _number(frame: pl.DataFrame, what: str, on: date) -> Figure:
    keys = tuple(frame["decision"].to_list())
    return Figure(len(keys), formula=Prose("decisions that {what}", what=what), counted=keys, on=on)


def _survival(spans: Sequence[tuple[int, bool]]) -> Survival:
    return Survival.of([n for n, over in spans if over], [n for n, over in spans if not over])


def _durations(
    rows: Sequence[Mapping[str, Any]], spans: Mapping[str, tuple[int, bool]], on: date
) -> tuple[Figure, Figure]:
    known = tuple(f"decision:{id_}" for id_ in sorted(spans))
    bare = tuple(f"decision:{row['id']}" for row in rows if row["raised_on"] is None)
    left_out: dict[str, tuple[str, ...]] = {}
    if bare:
        left_out[Prose("when it came up is not on record")] = bare
    found = _survival(list(spans.values()))
    return (
        _duration(found, MIDDLE, known, left_out, on), _duration(found, MOST, known, left_out, on),
    )  # fmt: skip


def _duration(
    found: Survival, share: float, counted_: tuple[str, ...],
    left_out: Mapping[str, tuple[str, ...]], on: date,
) -> Figure:  # fmt: skip
    value = found.quantile(share)
    if value is None:
        reason = Prose(
            "not so many are taken yet: {ended} of {all}",
            ended=found.ended,
            all=found.ended + found.open,
        )
        return Figure(None, "days", reason, left_out=left_out, on=on)
    formula = Prose(
        "Kaplan–Meier over {ended} taken and {open} open, {share:.0%} taken",
        ended=found.ended,
        open=found.open,
        share=share,
    )
    return Figure(value, "days", formula=formula, counted=counted_, left_out=left_out, on=on)


def _pace(
    plan: Enterprise, rows: Sequence[Mapping[str, Any]], spans: Mapping[str, tuple[int, bool]]
) -> pl.DataFrame:
    by: dict[str, list[tuple[int, bool]]] = {}
    for row in rows:
        if row["id"] in spans:
            for decider in plan.targets(f"decision:{row['id']}", "decided_by"):
                if decider.startswith("forum:"):
                    by.setdefault(decider, []).append(spans[row["id"]])
    found = [
        (decider, one.ended, one.open, one.quantile(MIDDLE), one.quantile(MOST))
        for decider, of in sorted(by.items())
        for one in [_survival(of)]
    ]
    return pl.DataFrame(found, schema=PACE, orient="row")


def _taken_within(spans: Sequence[tuple[int, bool]]) -> pl.DataFrame:
    found, times, share = _survival(spans), Counter(spans), 0.0
    still = dict(zip(found.times, found.still, strict=True))
    rows = []
    for days in sorted({n for n, _ in spans}):
        share = 1 - still[days] if days in still else share
        rows.append((days, times[days, True], times[days, False], round(share, 4)))
    return pl.DataFrame(rows, schema=TAKEN_WITHIN, orient="row")


def _look_back(rows: Sequence[Mapping[str, Any]], on: date) -> pl.DataFrame:
    """Decisions in force whose day of review has come, the longest overdue first."""
    found = [
        (f"decision:{row['id']}", row["decided_on"], row["review_on"],
         (on - row["review_on"]).days, row["outcome"])
        for row in rows
        if row["status"] == "accepted" and row["review_on"] is not None and row["review_on"] <= on
    ]  # fmt: skip
    found.sort(key=lambda one: (-one[3], one[0]))
    return pl.DataFrame(found, schema=LOOK_BACK, orient="row")
