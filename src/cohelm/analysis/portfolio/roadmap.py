"""What begins and ends when, what waits for what, and do the people suffice?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import ENDED, Day
from cohelm.analysis.offices import offices_on
from cohelm.analysis.people.capacity import QUARTER_MONTHS, capacities
from cohelm.analysis.people.demand import IN_MONTHS, Rung, Span, skills_asked, skills_there
from cohelm.analysis.people.effort import BY_SIZE, effort_of, part_within, shares_of
from cohelm.analysis.portfolio.currency import rates_of_work
from cohelm.analysis.portfolio.ends import Range, ends_of
from cohelm.analysis.portfolio.replanned import (
    another_day,
    costs_more,
    in_both,
    later_than,
    replanned,
    said_against,
)
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
    "critical": pl.Boolean, "waits_for": pl.List(pl.String), "gate": pl.String,
    "gate_on": pl.Date, "ends_by_half": pl.Date, "ends_by_most": pl.Date,
}  # fmt: skip
LOAD: dict[str, Any] = {
    "team": pl.String, "quarter": pl.Date, "wanted": pl.Float64, "assumed": pl.Float64,
    "there": pl.Float64, "initiatives": pl.List(pl.String),
}  # fmt: skip
SKILLS: dict[str, Any] = {
    "skill": pl.String, "level": pl.Int64, "quarter": pl.Date, "wanted": pl.Float64,
    "there": pl.Float64, "initiatives": pl.List(pl.String),
}  # fmt: skip
NO_DAYS = Prose("no first or last day is on record")
NO_FIRST, NO_LAST = Prose("no first day is on record"), Prose("no last day is on record")
CIRCLE = Prose("they need each other in a circle")


@dataclass(frozen=True, slots=True, eq=False)
class Roadmap:
    """The live initiatives in their order of time, and the teams' people beside what they are to do.

    `past` counts those of which the planned last day is past and which nothing says are done or stopped.
    `work`: planned first and last day, `ends_now` with all that comes late, the days of slip and of
    spare time, whether any further day moves the last end of what hangs together, what it waits for
    longer than planned, and the gate that it comes to next, with its day where that is stated; `gates`
    counts those that state it. `ends_by_half` and `ends_by_most` are the days by which it ends in half
    and in 85 of 100 cases, see `ends.ends_of`; `takes` is how many times as long as planned that is in
    the middle. `load`: person-months by team and quarter, of the next six; `wanted` is null where no
    effort can be told, `assumed` the part of it that is by size; `there` is null where the team's people
    are not known. `skills`: the same by skill, at a level and above; `there` is null where nobody is
    known to have it. Beside another plan `differences` is what that plan tells otherwise, see
    `replanned.replanned`; `ends_later` counts what ends later than there, `costs_more` is what the work
    of both costs more; None without another plan.
    """

    on: date
    late: Figure
    critical: Figure
    past: Figure
    short: Figure
    short_of_skill: Figure
    gates: Figure
    takes: Figure
    work: pl.DataFrame
    load: pl.DataFrame
    skills: pl.DataFrame
    called: str
    differences: pl.DataFrame | None = None
    ends_later: Figure | None = None
    costs_more: Figure | None = None

    @property
    def sentence(self) -> str:
        """How many end later than planned, which by most, and where people are short; beside another
        plan, what became of it."""
        if self.differences is not None:
            return Prose(
                "Beside the other plan: {said_against}", said_against=said_against(self.differences)
            )
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
        if self.past.value:
            said += Prose(
                "; the last day of {past} is past, and nothing says that they are done",
                past=self.past.value,
            )
        if self.short.value:
            said += Prose(
                "; people are short in {quarters} of a team",
                quarters=counted(int(self.short.value), "quarter"),
            )
        if self.short_of_skill.value:
            of = counted(int(self.short_of_skill.value), "quarter")
            said += Prose("; skills are short in {of} of a skill", of=of)
        if self.takes.value is not None:
            said += Prose(
                "; as work ran before, half of what is left takes {takes:.2f} times as long as"
                " planned, or longer",
                takes=self.takes.value,
            )
        return said


def roadmap(
    enterprise: Enterprise,
    *,
    on: date,
    than: Enterprise | None = None,
    quarters: Annotated[int, "So many quarters of people against work."] = QUARTERS,
) -> Roadmap:
    """The plan of work on a day; see `schedule.schedule` for slips and `people.capacity` for people.

    What an initiative needs of one that is done is there; of one that was stopped it never comes, which
    is said and moves nothing. A need that states no day counts from the first day of work, or, of work
    that has begun without it, from the last. Effort is spread evenly over the days as they lie now and
    split among the teams by their shares; without any effort, by its size. Skills: see
    `people.demand`, by the hours that initiatives state. `than`: another plan that
    it is set against, as an earlier one. Raises UsageError for less than one quarter.
    """
    if quarters < 1:
        raise UsageError(f"{quarters} quarters", where="quarters", accepted="1 and more")
    plan = enterprise.at(on)
    day = Day(plan, on)
    rows = {f"initiative:{row['id']}": row for row in day.live("initiative").iter_rows(named=True)}
    dated = {key: row for key, row in rows.items() if row["start"] and row["end"]}
    planned = {key: _work(plan, key, row, dated) for key, row in dated.items()}
    slots, circular = schedule(planned)
    left_out = _undated(rows)
    if circular:
        left_out[CIRCLE] = circular
    takes, ends = ends_of(plan, planned, slots, on, left_out)
    frame = _frame(plan, day, dated, slots, ends)
    spans = _quarters(plan, on, quarters)
    load, assumed = _load(plan, day, dated, slots, spans)
    skills = _skills(plan, day, slots, spans)
    late = frame.filter(pl.col("slip") > 0).sort("slip", descending=True)
    found = Roadmap(
        on,
        _figure(frame, late, Prose("end later than planned"), left_out, on),
        _figure(frame, frame.filter("critical"), Prose("have no day to spare"), left_out, on),
        _figure(
            frame,
            frame.filter(pl.col("end") < on),
            Prose("should be over and are not done"),
            left_out,
            on,
        ),
        _short(load, assumed, on),
        _short_of_skill(skills, on),
        _gates(frame, on),
        takes,
        frame,
        load,
        skills,
        plan.name(late["initiative"][0]) if len(late) else "",
    )
    return found if than is None else _against(found, day, another_day(than, on))


def _undated(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """What does not state both its days, by which of them is missing."""
    missing: dict[str, list[str]] = {}
    for key in sorted(rows):
        first, last = rows[key]["start"], rows[key]["end"]
        if not (first and last):
            why = NO_FIRST if last else NO_LAST if first else NO_DAYS
            missing.setdefault(why, []).append(key)
    return {reason: tuple(keys) for reason, keys in missing.items()}


def work_planned(plan: Enterprise, on: date) -> pl.DataFrame:
    """The `work` of the roadmap, once for all who ask of a plan and a day."""
    return Day(plan, on).kept("work planned", lambda: roadmap(plan, on=on).work)


def _against(found: Roadmap, day: Day, than: Day) -> Roadmap:
    """The roadmap with what another plan tells otherwise."""
    differences, both = replanned(day, than), in_both(day, than)
    return replace(
        found,
        differences=differences,
        ends_later=later_than(differences, both, found.on),
        costs_more=costs_more(differences, both, rates_of_work(day.enterprise, found.on), found.on),
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
    plan: Enterprise,
    day: Day,
    dated: Mapping[str, Any],
    slots: Mapping[str, Slot],
    ends: Mapping[str, Range],
) -> pl.DataFrame:
    falls = offices_on(day)
    rows = []
    for key, slot in slots.items():
        row, node = dated[key], plan.nodes.number(key)
        stopped = [one for one in plan.targets(key, "needs") if _is_stopped(plan, one)]
        rows.append((
            key, falls.of(node) if node is not None else "", row["status"], row["start"], row["end"],
            slot.end, slot.slip, slot.spare, slot.critical, [*slot.late, *stopped],
            row["gate"], row["gate_on"], *ends.get(key, (None, None)),
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


def _gates(work: pl.DataFrame, on: date) -> Figure:
    ahead = work.drop_nulls("gate")
    if not len(ahead):
        return Figure(None, "", Prose("no work states the gate that it comes to next"), on=on)
    stated, bare = (
        tuple(ahead.filter(of)["initiative"].to_list())
        for of in (pl.col("gate_on").is_not_null(), pl.col("gate_on").is_null())
    )
    return Figure(
        len(stated),
        formula=Prose("those of {ahead} whose next gate states its day", ahead=len(ahead)),
        counted=stated,
        left_out={Prose("its next gate has no day on record"): bare} if bare else {},
        on=on,
    )


def _load(
    plan: Enterprise,
    day: Day,
    dated: Mapping[str, Any],
    slots: Mapping[str, Slot],
    spans: Sequence[tuple[date, date]],
) -> tuple[pl.DataFrame, tuple[Assumption, ...]]:
    there = capacities(day)
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
        (team, first, sum(of.values()), sum(of[key] for key in of if key in by_size),
         None if people is None else people * QUARTER_MONTHS, sorted(of))
        for (team, first), of in sorted(wanted.items())
        for people in [there.people.get(team)]
    ]  # fmt: skip
    assumed = (Assumption(Prose("effort by size"), BY_SIZE, tuple(by_size)),) if by_size else ()
    return pl.DataFrame(rows, schema=LOAD, orient="row"), (*assumed, *there.assumed())


def _skills(
    plan: Enterprise, day: Day, slots: Mapping[str, Slot], spans: Sequence[tuple[date, date]]
) -> pl.DataFrame:
    """Person-months of each skill that work takes in a quarter, and of those who have it."""
    work = [Span(key, slot.start, slot.end) for key, slot in slots.items()]
    asked = skills_asked(plan, work, spans)
    there = skills_there(day, {rung for of in asked.values() for rung in of})
    found: dict[tuple[Rung, int], dict[str, float]] = {}
    for key, of in asked.items():
        for rung, parts in of.items():
            for n, months in parts.items():
                found.setdefault((rung, n), {})[key] = months
    rows = [
        (*rung, spans[n][0], sum(of.values()),
         there[rung] * QUARTER_MONTHS if rung in there else None, sorted(of))
        for (rung, n), of in sorted(found.items())
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SKILLS, orient="row")


def _quarters(plan: Enterprise, on: date, number: int) -> list[tuple[date, date]]:
    """The financial quarters from the one that the day is in."""
    year = Year.of(on, int(plan.organisation.get("fiscal_year_start", 1)))
    found: list[tuple[date, date]] = []
    while len(found) < number:
        found += [span for span in year.quarters if span[1] >= on]
        year = year.later
    return found[:number]


def _short_of_skill(skills: pl.DataFrame, on: date) -> Figure:
    known = skills.drop_nulls("there")
    nobody = skills.filter(pl.col("there").is_null())["skill"].unique().sort().to_list()
    left_out = (
        {"nobody is known to have it at the level asked for": tuple(nobody)} if nobody else {}
    )
    if not len(known):
        reason = Prose("no skill that work takes in hours is known of anybody")
        return Figure(None, "", reason, left_out=left_out, on=on)
    short = known.filter(pl.col("wanted") > pl.col("there"))
    asking = known.explode("initiatives")["initiatives"].unique().sort().to_list()
    return Figure(
        len(short),
        formula=Prose(
            "quarters of a skill, of {known}, with more work than people", known=len(known)
        ),
        counted=tuple(short["skill"].unique().sort().to_list()),
        left_out=left_out,
        on=on,
        assumed=(Assumption(Prose("skills in person-months"), IN_MONTHS, tuple(asking)),),
    )


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
