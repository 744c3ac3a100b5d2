"""The estate of a day: the plan as it is then, and what needs what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cohelm.analysis.day import Day
from cohelm.analysis.estate.rollup import Needs
from cohelm.analysis.estate.standing import Standing
from cohelm.core.enterprise import Enterprise


@dataclass
class LiveEstate:
    """A plan at a day, with what is read off it once and only when it is asked for."""

    plan: Enterprise
    on: date

    @cached_property
    def day(self) -> Day:
        """The kinds of the day as frames."""
        return Day(self.plan, self.on)

    @cached_property
    def standing(self) -> Standing:
        """Who needs whom, and the groups that stand in for each other."""
        return Standing.of(self.plan, self.on)

    @cached_property
    def needs(self) -> Needs:
        """The same by who has them."""
        return Needs(self.standing)
