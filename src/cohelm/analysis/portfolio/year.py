"""Which months does a financial year have?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Year:
    """A financial year by its first and its last day, both inclusive."""

    start: date
    end: date

    @classmethod
    def of(cls, day: date, first_month: int = 1) -> Year:
        """The year that a day is in, where years begin with a month, 1 to 12.

        >>> Year.of(date(2026, 3, 31), 4)
        Year(start=datetime.date(2025, 4, 1), end=datetime.date(2026, 3, 31))
        """
        first = day.year if day.month >= first_month else day.year - 1
        start = date(first, first_month, 1)
        return cls(start, date(first + 1, first_month, 1) - timedelta(1))

    @property
    def earlier(self) -> Year:
        """The year before."""
        return Year.of(self.start - timedelta(1), self.start.month)

    @property
    def later(self) -> Year:
        """The year after."""
        return Year.of(self.end + timedelta(1), self.start.month)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of its twelve months."""
        return tuple(months_between(self.start, self.end))

    @property
    def quarters(self) -> tuple[tuple[date, date], ...]:
        """The first and the last day of its four quarters."""
        months = self.months
        return tuple((months[at], month_end(months[at + 2])) for at in range(0, 12, 3))


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def month_end(month: date) -> date:
    """The last day of a month, given by any of its days."""
    return (month.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def months_between(start: date, end: date) -> Iterator[date]:
    """The first days of the months of a stretch of time, both of its ends inclusive."""
    month = month_of(start)
    while month <= end:
        yield month
        month = month_end(month) + timedelta(1)
