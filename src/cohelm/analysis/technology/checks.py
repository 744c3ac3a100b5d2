"""Checks on whether technology in use and technology planned keep to the standards and the radar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.subjects import Subject, subjects
from cohelm.analysis.technology.departures import Departure, Standards
from cohelm.analysis.technology.support import last_day
from cohelm.analysis.wording import counted, day_in_words, listed
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.plural import in_number
from cohelm.core.prose import Prose
from cohelm.kinds.rings import Rings


def forbidden_in_use(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """TEC001: technologies that a standard in force forbids and that something uses without exemption.

    One concern a technology, with the standards and all that uses it behind it.
    """
    held = Standards(Day(enterprise, on))
    by: dict[str, list[Departure]] = {}
    for one in held.departures:
        by.setdefault(one.technology, []).append(one)
    for subject in _of(held.day, "technology", by):
        of = by[subject.key]
        items = tuple(dict.fromkeys(one.item for one in of))
        rules = tuple(dict.fromkeys(one.standard for one in of))
        ended = [one for one in of if one.ran_out is not None]
        after = (
            Prose(" The exception of {things} has run out.", things=counted(len(ended), "thing"))
            if ended
            else ""
        )
        yield subject.concern(
            FORBIDDEN_IN_USE,
            Prose(
                "is forbidden by {rules} and used by {items}",
                rules=listed(rules),
                items=listed(items),
            ),
            Prose(
                "{use} the {called}, which the standard {names} no longer allows.{after}",
                use=_use(len(items)),
                called=subject.called,
                names=_names(held.day, rules),
                after=after,
            ),
            others=(*rules, *items),
            users=list(items),
            new=[one.item for one in of if one.is_new],
            exceptions_ended=[one.item for one in ended],
        )


def endless_exemptions(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """TEC002: standards in force with an exemption that has no last day."""
    held = Standards(Day(enterprise, on))
    by: dict[str, list[str]] = {}
    for one in held.exemptions:
        if one.standard in held.in_force and one.state(on) == "has no end":
            by.setdefault(one.standard, []).append(one.item)
    for subject in _of(held.day, "standard", by):
        items = tuple(by[subject.key])
        yield subject.concern(
            ENDLESS_EXEMPTION,
            Prose("exempts {items} without an end", items=listed(items)),
            Prose(
                "The {called} does not bind {names}, and nobody says until when.",
                called=subject.called,
                names=_names(held.day, items),
            ),
            others=items,
            exempt=list(items),
        )


def work_against_it(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """TEC003: live initiatives that introduce what a standard forbids or the outermost ring has."""
    day = Day(enterprise, on)
    held, rings = Standards(day), Rings.of(enterprise)
    refused = {end for one in held.in_force for end in held.ends(one, "forbids")}
    refused |= {
        key for key, ring in rings.places(enterprise, on).items() if ring == rings.outermost
    }  # fmt: skip
    by: dict[str, list[str]] = {}
    for row in day.live("initiative").iter_rows(named=True):
        key = f"initiative:{row['id']}"
        brought = [one for one in held.ends(key, "introduces") if one in refused]
        if brought:
            by[key] = brought
    for subject in _of(day, "initiative", by):
        items = tuple(by[subject.key])
        yield subject.concern(
            WORK_AGAINST_IT,
            Prose("introduces {items}, forbidden or on hold", items=listed(items)),
            Prose(
                "The {called} brings in {names}, which is not to be used any more.",
                called=subject.called,
                names=_names(day, items),
            ),
            others=items,
            introduced=list(items),
        )


def prescribes_the_unsound(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """TEC004: standards in force that prescribe what gets no security support or what one forbids."""
    held = Standards(Day(enterprise, on))
    ended = {
        f"technology:{one}" for one in held.day.where("technology", last_day("security") < on)["id"]
    }
    forbidden = {end: one for one in held.in_force for end in held.ends(one, "forbids")}
    by: dict[str, list[tuple[str, str]]] = {}
    for key in held.in_force:
        for technology in held.ends(key, "prescribes"):
            if technology in ended:
                by.setdefault(key, []).append((technology, Prose("is out of security support")))
            elif technology in forbidden:
                why = Prose("is forbidden by {forbidden}", forbidden=forbidden[technology])
                by.setdefault(key, []).append((technology, why))
    for subject in _of(held.day, "standard", by):
        found = by[subject.key]
        yield subject.concern(
            PRESCRIBES_THE_UNSOUND,
            Prose(
                "prescribes {what}",
                what=listed([Prose("{key}, which {why}", key=key, why=why) for key, why in found]),
            ),
            Prose(
                "Who keeps to the {called} chooses {names}, which is not sound any more.",
                called=subject.called,
                names=_names(held.day, tuple(key for key, _ in found)),
            ),
            others=tuple(key for key, _ in found),
            prescribed=[key for key, _ in found],
        )


def run_out_standards(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """TEC005: live standards whose last day has passed, and binding ones that nobody approved."""
    day = Day(enterprise, on)
    frame = day.live("standard")
    approved = day.linked("approved_by")
    for subject in subjects(day, "standard", frame):
        row = subject.row
        if row["end"] is not None and row["end"] < on:
            yield subject.concern(
                RUN_OUT, Prose("ended on {end} and is neither renewed nor retired", end=row["end"]),
                Prose(
                    "The {called} held until {end}; nobody knows whether it still binds.",
                    called=subject.called, end=day_in_words(row["end"]),
                ),
                ended=row["end"],
            )  # fmt: skip
        elif row["strength"] == "must" and not approved[row["node"]]:
            yield subject.concern(
                RUN_OUT, Prose("must be kept, and nobody is on record who approved it"),
                Prose(
                    "The {called} is meant to bind, but nobody put it into force.",
                    called=subject.called,
                ),
                strength=row["strength"],
            )  # fmt: skip


def _of(day: Day, kind: str, keys: Iterable[str]) -> Iterator[Subject]:
    ids = [key.partition(":")[2] for key in keys]
    yield from subjects(day, kind, day.where(kind, pl.col("id").is_in(ids)))


def _names(day: Day, keys: tuple[str, ...]) -> str:
    return listed([f"'{day.enterprise.name(key)}'" for key in keys])


def _use(many: int) -> str:
    return in_number(many, "thing still uses", "things still use")


FORBIDDEN_IN_USE = Check(
    "TEC001", "Forbidden technology in use", "watch",
    "What the standards have closed goes on costing skills, licences and care.",
    forbidden_in_use,
)  # fmt: skip
ENDLESS_EXEMPTION = Check(
    "TEC002", "Exception without an end", "watch",
    "An exception that does not end is another standard that nobody decided.",
    endless_exemptions,
)  # fmt: skip
WORK_AGAINST_IT = Check(
    "TEC003", "Work that brings in what is forbidden or on hold", "act",
    "It is cheaper to change a plan than to take a technology out again.",
    work_against_it,
)  # fmt: skip
PRESCRIBES_THE_UNSOUND = Check(
    "TEC004", "Standard that prescribes the unsound", "act",
    "Who obeys it builds on something that is not mended or not allowed.",
    prescribes_the_unsound,
)  # fmt: skip
RUN_OUT = Check(
    "TEC005", "Standard that ran out or was never approved", "watch",
    "A standard that nobody stands behind binds nobody.",
    run_out_standards,
)  # fmt: skip
CHECKS = (
    FORBIDDEN_IN_USE, ENDLESS_EXEMPTION, WORK_AGAINST_IT, PRESCRIBES_THE_UNSOUND, RUN_OUT,
)  # fmt: skip
