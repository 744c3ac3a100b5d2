"""Which periods does a choice have: financial years, or their quarters?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cohelm.analysis.portfolio.year import Year

QUARTERS = 4


@dataclass(frozen=True)
class Grid:
    """Financial years that follow each other, and whether their quarters are the periods.

    >>> from datetime import date
    >>> Grid.after(Year.of(date(2026, 11, 24)), 1, by_quarter=True).names
    ('2027Q1', '2027Q2', '2027Q3', '2027Q4')
    """

    years: tuple[Year, ...]
    by_quarter: bool = False

    @classmethod
    def after(cls, year: Year, number: int, *, by_quarter: bool = False) -> Grid:
        """So many financial years from the one after `year` on."""
        found = [year.later]
        while len(found) < number:
            found.append(found[-1].later)
        return cls(tuple(found), by_quarter)

    @cached_property
    def of_years(self) -> Mapping[str, Year]:
        """The years by what they are called: that in which they end."""
        return {str(one.end.year): one for one in self.years}

    @cached_property
    def of_quarters(self) -> Mapping[str, Year]:
        """Their quarters by what these are called, such as 2027Q1, whatever the periods are."""
        return {
            f"{name}Q{n}": Year(*ends)
            for name, one in self.of_years.items()
            for n, ends in enumerate(one.quarters, 1)
        }

    @property
    def periods(self) -> Mapping[str, Year]:
        """The periods by name, in their order."""
        return self.of_quarters if self.by_quarter else self.of_years

    @property
    def names(self) -> tuple[str, ...]:
        """What the periods are called."""
        return tuple(self.periods)

    @property
    def in_a_year(self) -> int:
        """How many periods a year has."""
        return QUARTERS if self.by_quarter else 1

    @property
    def spans(self) -> dict[str, tuple[str, ...]]:
        """The quarters of each year, where these are the periods."""
        if not self.by_quarter:
            return {}
        return {
            name: self.names[n * QUARTERS : (n + 1) * QUARTERS]
            for n, name in enumerate(self.of_years)
        }

    @property
    def said(self) -> tuple[str, str]:
        """The first and the last year."""
        names = list(self.of_years)
        return names[0], names[-1]
