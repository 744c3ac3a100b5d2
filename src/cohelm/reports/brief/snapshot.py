"""The plan that a pack is made from, then and now, with what was asked of it kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.analysis.wording import listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again
from cohelm.reports.brief.clause import clauses
from cohelm.reports.brief.numbers import ended
from cohelm.reports.brief.page import Number
from cohelm.reports.figure_change import FigureChange, figure_change

NAMED: Mapping[str, Analysis] = {one.name: one for one in ANALYSES}
MOST_LEFT_OUT = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """A plan on a day, of which no question is answered twice."""

    plan: Enterprise
    on: date
    known: dict[str, Any] = field(default_factory=dict)

    def ask(self, name: str) -> Any:
        """The answer to a question of the catalogue. Raises CohelmError where it has none."""
        if name not in self.known:
            self.known[name] = NAMED[name].ask(self.plan, on=self.on)
        return self.known[name]

    def number(self, name: str, figure: str, label: str) -> Number:
        """A figure of an answer."""
        return Number(label, getattr(self.ask(name), figure), f"{NAMED[name].word}.{figure}")

    def said(self, name: str) -> tuple[str, ...]:
        """The sentence of an answer in its parts, each a sentence of its own."""
        return clauses(self.ask(name).sentence)

    def named(self, keys: Iterable[str]) -> str:
        """The names of items, in a row."""
        return listed([self.plan.name(one) for one in keys])


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a pack is made from: now, and as it was at the time of the last pack.

    `remembered`: whether `before` is what was known then; else it is today's plan looked at on that day.
    """

    now: Moment
    before: Moment
    remembered: bool = False

    def changes(self, *numbers: Number) -> tuple[str, ...]:
        """A sentence a number: what became of it since the last pack, and why."""
        changed = ((one, self._change(one)) for one in numbers)
        return tuple(of.sentence(one.label, self.before.plan, self.now.plan) for one, of in changed)

    def moved(self, *numbers: Number) -> tuple[str, ...]:
        """A sentence for each number that is another than at the last pack."""
        changed = ((one, self._change(one)) for one in numbers)
        return tuple(ended(of.moved(one.label)) for one, of in changed if not of.is_same)

    def _change(self, number: Number) -> FigureChange:
        question, _, name = number.why.partition(".")
        then = getattr(self.before.ask(question.replace("-", "_")), name)
        return figure_change(then, number.figure, self.before.plan, self.now.plan)


def left_out(*numbers: Number) -> tuple[str, ...]:
    """What the figures do not count and what they assume, a line a reason; of many, the first few."""
    lines: dict[str, None] = {}
    for one in numbers:
        if one.figure.value is None:
            reason = one.figure.reason
            unknown = Prose("{label} is not known: {reason}", label=one.label, reason=ended(reason))
            lines[unknown] = None
        for reason, keys in one.figure.left_out.items():
            left = Prose(
                "{label}: {many} left out, {reason}.",
                label=one.label, many=len(keys), reason=again(reason),
            )  # fmt: skip
            lines[left] = None
        for gap in one.figure.assumed:
            lines[Prose("Assumed: {gap}", gap=ended(gap.sentence))] = None
    nothing = Prose("Nothing is left out of these numbers, and nothing is assumed.")
    found = list(lines) or [nothing]
    if len(found) > MOST_LEFT_OUT:
        rest = len(found) - MOST_LEFT_OUT + 1
        found = [
            *found[: MOST_LEFT_OUT - 1],
            Prose("And {rest} more, under how the numbers were counted.", rest=rest),
        ]
    return tuple(found)


def sources(*names: str) -> tuple[str, ...]:
    """The commands that answer the questions a page is made from."""
    return tuple(f"cohelm {' '.join(NAMED[name].command)}" for name in names)
