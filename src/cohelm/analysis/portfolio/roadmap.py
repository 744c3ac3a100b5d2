"""What begins and ends when, what waits for what, and do the people suffice?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import ENDED, Day
from cohelm.analysis.offices import offices_on
from cohelm.analysis.people.capacity import QUARTER_MONTHS, capacities
from cohelm.analysis.people.effort import BY_SIZE, effort_of, part_within, shares_of
from cohelm.analysis.portfolio.schedule import Slot, Work, schedule
from cohelm.analysis.portfolio.year import Year
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.prose import Prose, joined

QUARTERS = 6
WORK: dict[str, Any] = {
    "initiative": pl.String, "office": pl.String, "status": pl.String, "start": pl.Date,
    "end": pl.Date, "ends_now": pl.Date, "slip": pl.Int64, "spare": pl.Int64,
    "critical": pl.Boolean, "waits_for": pl.List(pl.String),
}  # fmt: skip
LOAD: dict[str, Any] = {
    "team": pl.String, "quarter": pl.Date, "wanted": pl.Float64, "there": pl.Float64,
    "initiatives": pl.List(pl.String),
}  # fmt: skip
NO_DAYS = Prose("no first or last day is on record")
CIRCLE = Prose("they need each other in a circle")


@dataclass(frozen=True, slots=True, eq=False)
class Roadmap:
    """The live initiatives in their order of time, and the teams' people beside what they are to do.

    `work`: planned first and last day, `ends_now` with all that comes late, the days of slip and of
    spare time, whether any further day moves the last end of what hangs together, and what it waits for
    longer than planned. `load`: person-months by team and quarter, of the next six; `wanted` is null
    where no effort can be told, `there` where the team's people are not known.
    """

    on: date
    late: Figure
    critical: Figure
    short: Figure
    work: pl.DataFrame
    load: pl.DataFrame
    called: str

    @property
    def sentence(self) -> str:
        """How many end later than planned, which by most, and where people are short."""
        if self.late.value is None:
            return Prose("There is no roadmap: {reason}", reason=self.late.reason)
        of = counted(len(self.work), "initiative")
        said = Prose(
            "{counted} of {of} end later than planned", counted=len(self.late.counted), of=of
        )
        if self.late.counted:
            row = self.work.sort("slip", descending=True).row(0, named=True)
            said += Prose(
                ", most {called}, by {days}, on {day}",
                called=self.called,
                days=counted(row["slip"], "day"),
                day=day_in_words(row["ends_now"]),
            )
        if self.short.value:
            said += Prose(
                "; people are short in {quarters} of a team",
                quarters=counted(int(self.short.value), "quarter"),
            )
        return said


def roadmap(
    enterprise: Enterprise,
    *,
    on: date,
    quarters: Annotated[int, "So many quarters of people against work."] = QUARTERS,
) -> Roadmap:
    """The plan of work on a day; see `schedule.schedule` for slips and `people.capacity` for people.

    What an initiative needs of one that is done is there; of one that was stopped it never comes, which
    is said and moves nothing. A need that states no day counts from the first day of work, or, of work
    that has begun without it, from the last. Effort is spread evenly over the days as they lie now and
    split among the teams by their shares; without any effort, by its size. Raises UsageError for less
    than one quarter.
    """
    if quarters < 1:
        raise UsageError(f"{quarters} quarters", where="quarters", accepted="1 and more")
    plan = enterprise.at(on)
    day = Day(plan, on)
    rows = {f"initiative:{row['id']}": row for row in day.live("initiative").iter_rows(named=True)}
    dated = {key: row for key, row in rows.items() if row["start"] and row["end"]}
    slots, circular = schedule({key: _work(plan, key, row, dated) for key, row in dated.items()})
    left_out = {
        NO_DAYS: tuple(sorted(rows.keys() - dated.keys())), CIRCLE: circular,
    }  # fmt: skip
    left_out = {reason: keys for reason, keys in left_out.items() if keys}
    frame = _frame(plan, day, dated, slots)
    load, assumed = _load(plan, day, dated, slots, quarters)
    late = frame.filter(pl.col("slip") > 0).sort("slip", descending=True)
    return Roadmap(
        on,
        _figure(frame, late, Prose("end later than planned"), left_out, on),
        _figure(frame, frame.filter("critical"), Prose("have no day to spare"), left_out, on),
        _short(load, assumed, on),
        frame,
        load,
        plan.name(late["initiative"][0]) if len(late) else "",
    )


def _work(plan: Enterprise, key: str, row: Mapping[str, Any], dated: Mapping[str, Any]) -> Work:
    begun = row["end"] if row["start"] <= plan.on and row["status"] == "in_progress" else None
    needs = {
        end.other: date.fromisoformat(by) if (by := end.says.get("by")) else begun
        for end in plan.links_of(key, "needs")
        if end.other in dated
    }
    return Work(row["start"], row["end"], needs)


def _frame(
    plan: Enterprise, day: Day, dated: Mapping[str, Any], slots: Mapping[str, Slot]
) -> pl.DataFrame:
    falls = offices_on(day)
    rows = []
    for key, slot in slots.items():
        row, node = dated[key], plan.nodes.number(key)
        stopped = [one for one in plan.targets(key, "needs") if _is_stopped(plan, one)]
        rows.append((
            key, falls.of(node) if node is not None else "", row["status"], row["start"], row["end"],
            slot.end, slot.slip, slot.spare, slot.critical, [*slot.late, *stopped],
        ))  # fmt: skip
    rows.sort(key=lambda one: (one[1] == "", one[1], one[3], one[0]))
    return pl.DataFrame(rows, schema=WORK, orient="row")


def _is_stopped(plan: Enterprise, key: str) -> bool:
    return plan.plain(key).get("status") == ENDED["initiative"][1]


def _figure(
    work: pl.DataFrame,
    some: pl.DataFrame,
    what: str,
    left_out: dict[str, tuple[str, ...]],
    on: date,
) -> Figure:
    if not len(work):
        reason = joined(left_out, "; ") or Prose("no initiative lives on the day")
        return Figure(None, "", reason, left_out=left_out, on=on)
    keys = tuple(some["initiative"].to_list())
    return Figure(
        len(keys),
        formula=Prose("those of {work} that {what}", work=len(work), what=what),
        counted=keys,
        left_out=left_out,
        on=on,
    )


def _load(
    plan: Enterprise, day: Day, dated: Mapping[str, Any], slots: Mapping[str, Slot], quarters: int
) -> tuple[pl.DataFrame, tuple[Assumption, ...]]:
    there = capacities(day)
    spans = _quarters(plan, day.on, quarters)
    wanted: dict[tuple[str, date], dict[str, float]] = {}
    by_size: list[str] = []
    for key, slot in slots.items():
        row = dated[key]
        effort = effort_of(row)
        if effort is None:
            continue
        if row["effort"] is None:
            by_size.append(key)
        for team, share in shares_of(plan, key):
            for first, last in spans:
                part = effort * share * part_within(slot.start, slot.end, first, last)
                if part > 0:
                    wanted.setdefault((team, first), {})[key] = part
    rows = [
        (team, first, sum(of.values()), None if people is None else people * QUARTER_MONTHS, sorted(of))
        for (team, first), of in sorted(wanted.items())
        for people in [there.people.get(team)]
    ]  # fmt: skip
    assumed = (Assumption(Prose("effort by size"), BY_SIZE, tuple(by_size)),) if by_size else ()
    return pl.DataFrame(rows, schema=LOAD, orient="row"), (*assumed, *there.assumed())


def _quarters(plan: Enterprise, on: date, number: int) -> list[tuple[date, date]]:
    """The financial quarters from the one that the day is in."""
    year = Year.of(on, int(plan.organisation.get("fiscal_year_start", 1)))
    found: list[tuple[date, date]] = []
    while len(found) < number:
        found += [span for span in year.quarters if span[1] >= on]
        year = year.later
    return found[:number]


def _short(load: pl.DataFrame, assumed: tuple[Assumption, ...], on: date) -> Figure:
    known = load.drop_nulls("there")
    if not len(known):
        return Figure(None, "", Prose("no team's people and work are both on record"), on=on)
    short = known.filter(pl.col("wanted") > pl.col("there"))
    unknown = load.filter(pl.col("there").is_null())["team"].unique().sort().to_list()
    return Figure(
        len(short),
        formula=Prose(
            "quarters of a team, of {known}, with more work than people", known=len(known)
        ),
        counted=tuple(short["team"].unique().sort().to_list()),
        assumed=assumed,
        on=on,
        left_out={Prose("nobody works in it"): tuple(unknown)} if unknown else {},
    )
