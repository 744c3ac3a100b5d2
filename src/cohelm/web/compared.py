"""Two plans side by side as a page says it: what each is, and what differs, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cohelm.accounts.asked import Asked
from cohelm.core.comparing import Comparison, Difference
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Digits, Prose, joined
from cohelm.reports.wording import day, moment, word
from cohelm.store.compare import Side
from cohelm.web.changed import Line, observation_called, observation_said, value_said

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Differing:
    """An item that differs, with its lines; `is_there`: whether it has a page in the second plan."""

    key: str
    name: str
    is_there: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The items that are new, gone or changed; `more` are not shown."""

    title: str
    items: tuple[Differing, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.items)


def side_of(asked: Asked) -> Side:
    """The plan that is asked for, as one of two."""
    return Side(asked.on, asked.known_at, asked.scenario)


def side_said(side: Asked, titles: Mapping[str, str]) -> str:
    """A plan in words: `the current plan, as of 1 Jan 2027, as known 1 Oct 2026, 23:59`."""
    called = titles.get(side.scenario, side.scenario)
    plan = (
        Prose("the scenario “{called}”", called=called)
        if side.scenario
        else Prose("the current plan")
    )
    plan += "" if side.on == side.today else Prose(", as of {on}", on=day(side.on))
    return plan + (
        Prose(", as known {known_at}", known_at=moment(side.known_at)) if side.known_at else ""
    )


def parts(found: Comparison, before: Enterprise, after: Enterprise) -> list[Part]:
    """What is new, gone and changed, those first of which there are some."""
    named = (
        (Prose("Changed"), found.changed), (Prose("New"), found.new), (Prose("Gone"), found.gone),
    )  # fmt: skip
    return [
        Part(title, tuple(_differing(one, before, after) for one in all_[:MOST_SHOWN]), len(all_))
        for title, all_ in named
        if all_
    ]


def sentence(found: Comparison) -> str:
    """`12 changed, 2 new, 1 gone`."""
    counted = ((found.changed, "changed"), (found.new, "new"), (found.gone, "gone"))
    said = [joined((Digits(f"{len(items):,}"), Prose(verb))) for items, verb in counted if items]
    return joined(said, ", ") if said else Prose("Nothing differs")


def _differing(one: Difference, before: Enterprise, after: Enterprise) -> Differing:
    kind = after.schema.kind(one.key.partition(":")[0])
    lines = []
    for name, was, became in one.fields:
        if name == "phase" and name not in kind.fields:
            lines.append(Line(Prose("Phase"), *(word(side or "") for side in (was, became))))
            continue
        known = kind.fields.get(name) or kind.relations.get(name)
        if known is None:
            lines.append(_observed(after, name, was, became))
        else:
            sides = (value_said(plan, kind, name, side)
                     for plan, side in ((before, was), (after, became)))  # fmt: skip
            lines.append(Line(known.label, *sides))
    return Differing(one.key, one.name, one.key in after, tuple(lines))


def _observed(plan: Enterprise, name: str, was: Any, became: Any) -> Line:
    """An observation, which goes by its metric, its time and its source: `uptime 2026-01-31 desk`."""
    metric, time, *source = name.split(" ", 2)
    called = observation_called(plan, metric, time)
    label = joined((called, *(f"({one})" for one in source)))
    return Line(label, *(observation_said(plan, metric, side or {}) for side in (was, became)))
