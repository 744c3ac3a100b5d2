"""When does a load reach its limit, by its own past, and how sure is that?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from cohelm.analysis.technology.trending import likeness, mann_kendall, sen, widening

FEWEST = 8
"""Of fewer readings nothing is forecast."""
SURE = 0.8
"""The confidence of the slope's interval, and the share of past readings within the band."""
HORIZON = 3653
"""So many days ahead are looked at: ten years."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A line through readings: `level` on the day of the last one, and its slope a day.

    `low` and `high` are the ends of the slope's interval, `below` and `above` how far readings lie
    from the line, `p` that of Mann and Kendall's test, widened where readings that follow each other
    are alike.
    """

    last: date
    level: float
    slope: float
    low: float
    high: float
    below: float
    above: float
    p: float
    n: int

    def on(self, day: date) -> tuple[float, float, float]:
        """The expected load on a day after the last reading, with the ends of its band."""
        ahead = (day - self.last).days
        return (
            self.level + self.slope * ahead,
            self.level + self.below + self.low * ahead,
            self.level + self.above + self.high * ahead,
        )

    def reaches(self, limit: float) -> tuple[date | None, date | None, date | None]:
        """The days on which the line, the upper and the lower end of its band reach a limit.

        None where that is not within ten years; the day of the last reading where it is reached.
        """
        return (
            self._day(limit - self.level, self.slope),
            self._day(limit - self.level - self.above, self.high),
            self._day(limit - self.level - self.below, self.low),
        )

    def _day(self, room: float, slope: float) -> date | None:
        if room <= 0:
            return self.last
        if slope <= 0 or room / slope > HORIZON:
            return None
        return self.last + timedelta(days=int(np.ceil(room / slope)))


def growth(days: Sequence[date], values: Sequence[float]) -> Growth | None:
    """The line of Theil and Sen through the medians; None of fewer than eight readings, or of one day.

    Quadratic in readings. Source: Sen 1968; Mann 1945; Kendall 1975.
    """
    times = [(day - days[0]).days for day in days]
    if len(days) < FEWEST or times[-1] == 0:
        return None
    slope, low, high = sen(times, values, sure=SURE)
    at = np.asarray(times, float)
    level = float(np.median(np.asarray(values) - slope * at))
    rest = np.asarray(values) - slope * at - level
    below, above = np.quantile(rest, [(1 - SURE) / 2, (1 + SURE) / 2])
    alike = likeness(times, values, slope)
    test = mann_kendall(values, widened=widening(alike, len(values)))
    return Growth(days[-1], level + slope * times[-1], slope, low, high,
                  float(below), float(above), test.p, test.n)  # fmt: skip
