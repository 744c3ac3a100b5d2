"""Which technology is for what, who keeps to it, and whose exception ends when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.technology.departures import Standards as Held
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose, joined
from cohelm.kinds.rings import Rings

STANDARDS: dict[str, Any] = {
    "standard": pl.String, "type": pl.String, "strength": pl.String, "purpose": pl.String,
    "state": pl.String, "prescribes": pl.List(pl.String), "forbids": pl.List(pl.String),
    "used_by": pl.Int64, "departing": pl.Int64, "exempt": pl.Int64,
    "approved_by": pl.List(pl.String), "pursues": pl.List(pl.String), "end": pl.Date,
}  # fmt: skip
FOR_WHAT: dict[str, Any] = {
    "purpose": pl.String, "technology": pl.String, "instead_of": pl.List(pl.String),
    "strength": pl.String, "standard": pl.String, "used_by": pl.Int64, "ring": pl.String,
}  # fmt: skip
EXEMPTIONS: dict[str, Any] = {
    "standard": pl.String, "item": pl.String, "state": pl.String, "until": pl.Date,
    "reason": pl.String,
}  # fmt: skip
DEPARTURES: dict[str, Any] = {
    "technology": pl.String, "standard": pl.String, "item": pl.String, "since": pl.Date,
    "after_it_came": pl.Boolean, "exception_ended": pl.Date,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Standards:
    """The principles, standards and guidelines, which technology is for what, and who departs.

    `for_what` has a row for each purpose and prescribed technology of the standards in force, with what
    they forbid. `exemptions` has all, those that end first on top; `departures` each live item that uses
    what is forbidden and is not exempt. `coverage` is the share of the technologies in use of which a
    standard in force speaks.
    """

    on: date
    in_force: Figure
    coverage: Figure
    departing: Figure
    exempt: Figure
    ending: Figure
    endless: Figure
    for_what: pl.DataFrame
    departures: pl.DataFrame
    exemptions: pl.DataFrame
    standards: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How many standards hold, how many depart, and which exceptions end."""
        if not len(self.standards):
            return Prose("There are no standards yet")
        return Prose(
            "{standards} in force; "
            "{items} not exempt and "
            "using what they forbid; {exceptions}, "
            "{ending} about to end, {endless} without an end",
            standards=counted(int(self.in_force.value or 0), "standard"),
            items=counted(int(self.departing.value or 0), "item"),
            exceptions=counted(int(self.exempt.value or 0), "exception"),
            ending=self.ending.value,
            endless=self.endless.value,
        )


def standards(
    enterprise: Enterprise,
    *,
    on: date,
    ahead: Annotated[int, "An exception that ends within so many days is about to end."] = 90,
) -> Standards:
    """The standards of a day beside what is in use; see `departures.Standards`.

    A standard is in force from its first to its last day. Raises UsageError. Linear in links.
    """
    if not 1 <= ahead <= 3660:
        raise UsageError(f"{ahead} days", where="ahead", accepted="1 to 3660")
    held = Held(Day(enterprise, on))
    exempt = [one for one in held.exemptions if one.holds(on)]
    soon = on + timedelta(days=ahead)
    return Standards(
        on,
        _figure(held, held.in_force, Prose("in force"), on),
        _coverage(held, on),
        _figure(
            held, [one.item for one in held.departures], Prose("that use what is forbidden"), on
        ),
        _figure(held, [one.item for one in exempt], Prose("exempt from a standard"), on),
        _figure(
            held,
            [one.item for one in exempt if one.until and one.until <= soon],
            Prose("whose exception ends within {ahead} days", ahead=ahead),
            on,
        ),
        _figure(
            held,
            [one.item for one in exempt if one.until is None],
            Prose("whose exception has no end"),
            on,
        ),
        _for_what(held),
        _departures(held),
        _exemptions(held, on),
        _standards(held, on),
    )


def _figure(held: Held, keys: Any, what: str, on: date) -> Figure:
    found = tuple(sorted(set(keys)))
    if not held.rows:
        return Figure.unknown(Prose("there are no standards"), on=on)
    return Figure(len(found), formula=joined((len(found), what)), counted=found, on=on)


def _coverage(held: Held, on: date) -> Figure:
    """Technologies in use of which a standard in force speaks, of all in use."""
    used = {key for key, of in held.uses.items() if of}
    spoken = held.technologies_spoken_of() & used
    if not used:
        return Figure.unknown(Prose("no technology is in use"), unit="share", on=on)
    silent = tuple(sorted(used - spoken))
    return Figure(
        len(spoken) / len(used),
        "share",
        counted=tuple(sorted(spoken)),
        on=on,
        formula=Prose(
            "{spoken} that a standard speaks of / {used} in use", spoken=len(spoken), used=len(used)
        ),
        left_out={Prose("no standard speaks of it"): silent} if silent else {},
        ratio=(len(spoken), len(used)),
    )


def _for_what(held: Held) -> pl.DataFrame:
    rows: list[tuple[Any, ...]] = []
    plan = held.day.enterprise
    ring = Rings.of(plan).places(plan, held.day.on)
    for key in held.in_force:
        row = held.rows[key]
        forbids = held.ends(key, "forbids")
        rows += [
            (row["purpose"], one, forbids, row["strength"], key,
             len({item for item, _ in held.uses.get(one, ())}), ring.get(one))
            for one in held.ends(key, "prescribes")
        ]  # fmt: skip
    rows.sort(key=lambda row: (row[0] is None, row[0] or "", row[4], row[1]))
    return pl.DataFrame(rows, schema=FOR_WHAT, orient="row")


def _departures(held: Held) -> pl.DataFrame:
    rows = [
        (one.technology, one.standard, one.item, one.since, one.is_new, one.ran_out)
        for one in held.departures
    ]
    rows.sort(key=lambda row: (not row[4], row[0], row[2]))
    return pl.DataFrame(rows, schema=DEPARTURES, orient="row")


def _exemptions(held: Held, on: date) -> pl.DataFrame:
    rows = [
        (one.standard, one.item, one.state(on), one.until, one.reason or None)
        for one in held.exemptions
    ]
    rows.sort(key=lambda row: (row[3] or date.max, row[0], row[1]))
    return pl.DataFrame(rows, schema=EXEMPTIONS, orient="row")


def _standards(held: Held, on: date) -> pl.DataFrame:
    rows = []
    for key, row in held.rows.items():
        prescribed = held.ends(key, "prescribes")
        users = {item for one in prescribed for item, _ in held.uses.get(one, ())}
        away = {one.item for one in held.departures if one.standard == key}
        exempt = {one.item for one in held.exemptions if one.standard == key and one.holds(on)}
        state = (
            Prose("in force")
            if key in held.in_force
            else (Prose("has ended") if row["end"] and row["end"] < on else Prose("begins later"))
        )
        rows.append((
            key, row["type"], row["strength"], row["purpose"], state, prescribed,
            held.ends(key, "forbids"), len(users), len(away), len(exempt),
            held.ends(key, "approved_by"), held.ends(key, "pursues"), row["end"],
        ))  # fmt: skip
    rows.sort(key=lambda row: (-row[8], row[0]))
    return pl.DataFrame(rows, schema=STANDARDS, orient="row")
