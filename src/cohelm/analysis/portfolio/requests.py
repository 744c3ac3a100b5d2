"""What do departments ask for, what became of it, and what was lost for want of it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.agenda.survival import Survival
from cohelm.analysis.day import Day
from cohelm.analysis.money import Amounts, Rates, in_words, rounded
from cohelm.analysis.offices import offices_on
from cohelm.analysis.product.deals import deals
from cohelm.analysis.strategy.promises import promises
from cohelm.analysis.wording import counted
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, again

ALL = "all"
OVER = ("done", "declined", "withdrawn")
GONE = ("declined", "delivered")
WAITING: dict[str, Any] = {
    "request": pl.String, "state": pl.String, "asked_on": pl.Date, "days": pl.Int64,
    "wanted_by": pl.Date, "late_days": pl.Int64, "value": MONEY, "asked_by": pl.List(pl.String),
    "offices": pl.List(pl.String), "answered_with": pl.List(pl.String),
}  # fmt: skip
DEPARTMENTS: dict[str, Any] = {
    "department": pl.String, "asked": pl.Int64, "unanswered": pl.Int64, "done": pl.Int64,
    "days_to_answer": pl.Float64, "days_to_done": pl.Float64,
}  # fmt: skip
LOST: dict[str, Any] = {
    "demand": pl.String, "deals": pl.Int64, "revenue": MONEY, "state": pl.String,
    "delivered_in": pl.List(pl.String),
}  # fmt: skip
PROMISED: dict[str, Any] = {
    "promise": pl.String, "due": pl.Date, "state": pl.String, "to": pl.List(pl.String),
    "why": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Requests:
    """What departments asked for, those without an answer first, longest first.

    `waiting` has a row for each that is not over: its state, the days since it was asked, and by how many
    days it is late, if it is. `departments` says in how
    many days half of what each asked for is answered, and done, open ones counted as open; null where
    half are not yet. `lost` are demands for want of which deals were lost, dearest first, with what
    brings them; `promised` the open promises to customers. Of one department `whose` names it.
    """

    on: date
    whose: str
    open: Figure
    unanswered: Figure
    to_answer: Figure
    to_done: Figure
    revenue_lost: Figure
    waiting: pl.DataFrame
    departments: pl.DataFrame
    lost: pl.DataFrame
    promised: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How many are open and have no answer, how long an answer takes, and what was lost."""
        said = self._said
        return (
            Prose("{department}: {said}", department=self.whose, said=said) if self.whose else said
        )

    @property
    def _said(self) -> str:
        if self.open.value is None:
            return Prose(
                "Nobody can say what departments wait for: {reason}", reason=self.open.reason
            )
        said = Prose("{requests} open", requests=counted(int(self.open.value), "request"))
        said += Prose(", {unanswered} without an answer", unanswered=self.unanswered.value)
        if self.to_answer.value is not None:
            said += Prose(
                "; half are answered within {days}", days=counted(int(self.to_answer.value), "day")
            )
        if self.revenue_lost.value is not None:
            money = rounded(Money(self.revenue_lost.value, self.revenue_lost.unit))  # type: ignore[arg-type]
            said += Prose(
                "; {money} of deals were lost for want of {lost} things",
                money=in_words([money]),
                lost=len(self.lost),
            )
        return said


def requests(
    enterprise: Enterprise,
    *,
    on: date,
    department: Annotated[
        str, "The id of one department: what it and its parts asked for; all for every one."
    ] = ALL,
) -> Requests:
    """The requests of departments on a day, with how long an answer and a delivery take.

    Of one department also the demands that it raised, and what was promised to it. A department that is
    not there raises UnknownName.

    Days run from the day of asking; what is not answered, or not done, counts as open (Kaplan and Meier),
    a declined one as answered and never done. What does not say when it was asked, or was
    withdrawn or done without a day, has no duration. A
    request with a day of answer later than the day is not answered yet. Linear in requests.
    """
    plan = enterprise.at(on)
    day = Day(plan, on)
    whose = _whose(plan, department)
    rows = [
        row
        for row in day.frame("request").sort("id").to_dicts()
        if (row["asked_on"] is None or row["asked_on"] <= on)
        and (not whose or whose & set(plan.targets(f"request:{row['id']}", "asked_by")))
    ]
    lost, amounts = _lost(plan, day, whose)
    revenue = amounts.in_currency(Rates.of(plan), on=on)
    return Requests(
        on,
        plan.name(_key(department)) if whose else "",
        *_figures(rows, on),
        revenue if len(lost) else _none(_none_lost(whose), on),
        _waiting(plan, day, rows),
        _departments(plan, rows, on),
        lost,
        _promised(plan, on, whose),
    )


def _none_lost(whose: frozenset[str]) -> str:
    return (
        Prose("no deal is on record as lost for want of what it raised")
        if whose
        else Prose("no deal is on record as lost")
    )


def _key(department: str) -> str:
    return f"department:{department.removeprefix('department:')}"


def _whose(plan: Enterprise, department: str) -> frozenset[str]:
    """A department with all that is part of it; empty where every one is asked about."""
    if department == ALL:
        return frozenset()
    if (key := _key(department)) not in plan:
        known = plan.table("department").ids
        raise UnknownName.of("department", key.partition(":")[2], known)
    found, rim = {key}, {key}
    while rim:
        rim = {part for one in rim for part in plan.sources(one, "parent")} - found
        found |= rim
    return frozenset(found)


def _promised(plan: Enterprise, on: date, whose: frozenset[str]) -> pl.DataFrame:
    """The open promises to customers and on deals, or to departments, as `promises` has them."""
    found = promises(plan, on=on).promises
    if whose:
        return found.filter(
            pl.col("to").list.eval(pl.element().is_in(sorted(whose))).list.any()
        ).select(*PROMISED)
    to_customers = pl.col("to").list.eval(pl.element().str.starts_with("segment:")).list.any()
    sold = pl.col("promise").str.starts_with("deal:")
    return found.filter(to_customers | sold).select(*PROMISED)


def _is_answered(row: Mapping[str, Any], on: date) -> bool:
    answered = row["answered_on"]
    return (answered is not None and answered <= on) or (
        answered is None and row["status"] not in (None, "new")
    )


def _days(row: Mapping[str, Any], field: str, on: date) -> tuple[int, bool] | None:
    """Days from asking to the day of a field, or to today, and whether it came; None where not known."""
    asked, came = row["asked_on"], row[field]
    if asked is None:
        return None
    if came is not None and came <= on:
        return max(0, (came - asked).days), True
    known_but_undated = field == "answered_on" and _is_answered(row, on)
    return (
        None
        if known_but_undated or row["status"] in ("done", "withdrawn")
        else ((on - asked).days, False)
    )


def _half(spans: Iterable[tuple[int, bool] | None]) -> float | None:
    known = [one for one in spans if one is not None]
    return Survival.of(
        [n for n, over in known if over], [n for n, over in known if not over]
    ).quantile(0.5)


def _figures(rows: Sequence[Mapping[str, Any]], on: date) -> tuple[Figure, Figure, Figure, Figure]:
    if not rows:
        none = _none(Prose("no request is on record"), on)
        return none, none, none, none
    keys = [f"request:{row['id']}" for row in rows if row["status"] not in OVER]
    bare = [f"request:{row['id']}" for row in rows
            if row["status"] not in OVER and not _is_answered(row, on)]  # fmt: skip
    return (
        Figure(len(keys), formula=Prose("requests that are not over"), counted=tuple(keys), on=on),
        Figure(
            len(bare), formula=Prose("of these, without a yes or a no"), counted=tuple(bare), on=on
        ),
        _duration(rows, "answered_on", "answered", on),
        _duration(rows, "done_on", "done", on),
    )


def _duration(rows: Sequence[Mapping[str, Any]], field: str, word: str, on: date) -> Figure:
    spans = {f"request:{row['id']}": _days(row, field, on) for row in rows}
    known = tuple(key for key, span in spans.items() if span is not None)
    bare = tuple(key for key, span in spans.items() if span is None)
    left_out: dict[str, tuple[str, ...]] = {Prose("a day is not on record"): bare} if bare else {}
    value = _half(spans.values())
    if value is None:
        return Figure(
            None,
            "days",
            Prose("not half of them are {word} yet", word=again(word)),
            left_out=left_out,
            on=on,
        )
    formula = Prose(
        "Kaplan–Meier, half of {known} {word}, open ones counted as open",
        known=len(known),
        word=word,
    )
    return Figure(value, "days", formula=formula, counted=known, left_out=left_out, on=on)


def _none(reason: str, on: date) -> Figure:
    return Figure(None, "", reason, on=on)


def _waiting(plan: Enterprise, day: Day, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    offices, found = offices_on(day), []
    for row in rows:
        if row["status"] in OVER:
            continue
        key, on = f"request:{row['id']}", day.on
        node = plan.nodes.number(key)
        falls = offices.of(node) if node is not None else ""
        stated = plan.targets(key, "office") or ([falls] if falls else [])
        state = "answered" if _is_answered(row, on) else Prose("no answer")
        found.append((
            key, state, row["asked_on"], (on - row["asked_on"]).days if row["asked_on"] else None,
            row["wanted_by"],
            (on - row["wanted_by"]).days if row["wanted_by"] and row["wanted_by"] < on else None,
            row.get("value"), plan.targets(key, "asked_by"), stated,
            plan.targets(key, "answered_with"),
        ))  # fmt: skip
    frame = pl.DataFrame(found, schema=WAITING, orient="row")
    order = ["state", "days", "request"]
    return frame.sort(order, descending=[True, True, False], nulls_last=True)


def _departments(plan: Enterprise, rows: Sequence[Mapping[str, Any]], on: date) -> pl.DataFrame:
    by: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        for who in plan.targets(f"request:{row['id']}", "asked_by"):
            if who.startswith("department:"):  # people are not measured
                by.setdefault(who, []).append(row)
    found = [
        (
            who, len(of), sum(row["status"] not in OVER and not _is_answered(row, on) for row in of),
            sum(row["status"] == "done" for row in of),
            _half(_days(row, "answered_on", on) for row in of),
            _half(_days(row, "done_on", on) for row in of),
        )
        for who, of in sorted(by.items())
    ]  # fmt: skip
    return pl.DataFrame(found, schema=DEPARTMENTS, orient="row")


def _lost(plan: Enterprise, day: Day, whose: frozenset[str]) -> tuple[pl.DataFrame, Amounts]:
    """Demands with the deals lost for want of them, and what these were worth, by what states it.

    `whose` leaves those that one of these departments raised; empty leaves all.
    Lost deals on record count, unless the demand states more of them than are on record.
    """
    sold = deals(plan, on=day.on)
    on_record = {row["wanted"]: row for row in sold.wanted.to_dicts() if row["lost"]}
    rows, worth = [], dict[str, str | None]()
    for row in day.live("demand").sort("id").to_dicts():
        key, count, money = f"demand:{row['id']}", row["deals_lost"], row.get("revenue_lost")
        known = on_record.get(key)
        if row["status"] in GONE or not (count or known):
            continue
        if whose and not whose & set(plan.targets(key, "raised_by")):
            continue
        if known and known["lost"] >= (count or 0):
            count, money = known["lost"], known["lost_amount"]
            lost = (one for one in known["deals"] if one in sold.lost.counted)
            worth |= {one: plan.plain(one).get("amount") for one in lost}
        else:
            worth[key] = plan.plain(key).get("revenue_lost")
        rows.append((key, count, money, row["status"], plan.targets(key, "delivered_in")))
    rows.sort(key=lambda one: (-float(one[2]["amount"]) if one[2] else 0.0, -one[1], one[0]))
    amounts = Amounts.total((key, Money.parse(one) if one else None) for key, one in worth.items())
    return pl.DataFrame(rows, schema=LOST, orient="row"), amounts
