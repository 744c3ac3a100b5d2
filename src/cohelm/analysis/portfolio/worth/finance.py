"""What is a row of payments worth: net present value, rates of return, payback?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

Flows = Sequence[float]
"""Payments of equal periods, the first of them now; what is paid out is negative."""
Dated = Sequence[tuple[date, float]]
"""Payments and their days, in any order; time counts from the day of the first in the list."""
DayCount = Literal["ACT/365F", "ACT/360", "30E/360", "ACT/ACT ISDA"]
Rates = npt.NDArray[np.float64]
LOWEST, HIGHEST = -0.9999999, 1e6
"""Rates of return are looked for between these."""


def npv(rate: float, flows: Flows) -> float:
    """The net present value; the first payment is not discounted, unlike in a spreadsheet's NPV().

    Raises ValueError for a rate of -1 and below. Source: DOMAIN.md §3; Brealey, Myers and Allen, ch. 2.

    >>> round(npv(0.05, [-15000, 1500, 2500, 3500, 4500, 6000]), 6)
    122.894855
    """
    if rate <= -1:
        raise ValueError(f"a rate of {rate}: a rate is above -1")
    return float(sum(flow / (1 + rate) ** at for at, flow in enumerate(flows)))


def sign_changes(flows: Flows) -> int:
    """How often payments change between in and out; by Descartes, at most so many rates of return."""
    signs = [flow > 0 for flow in flows if flow]
    return sum(one != other for one, other in pairwise(signs))


def irr(flows: Flows) -> tuple[float, ...]:
    """All internal rates of return above -1, the lowest first; empty where there is none.

    None where payments never change sign, or where no rate brings them to nought. Cost: cubic in the
    number of periods. Source: Descartes' rule of signs; Norstrøm 1972 on when there is only one.

    >>> [round(one, 8) for one in irr([-4000, 25000, -25000])]
    [0.25, 4.0]
    >>> irr([100, 20, 20])
    ()
    """
    changes = sign_changes(flows)
    if not changes:
        return ()
    if changes == 1:
        return _only(flows)
    discounts = np.roots(np.trim_zeros(np.asarray(flows[::-1], dtype=float), "f"))
    real = discounts[np.abs(discounts.imag) < 1e-6 * np.maximum(1.0, np.abs(discounts))].real
    found = sorted(_polished(flows, 1 / one - 1) for one in real if one > 0)
    return tuple(_apart(found))


def mirr(flows: Flows, finance: float, reinvest: float) -> float | None:
    """The modified rate: payments out discounted at `finance`, in carried on at `reinvest`.

    None where there are not both. Source: Lin 1976; as spreadsheets' MIRR().

    >>> round(mirr([-120000, 39000, 30000, 21000, 37000, 46000], 0.10, 0.12), 8)
    0.12609413
    """
    last = len(flows) - 1
    gained = sum(flow * (1 + reinvest) ** (last - at) for at, flow in enumerate(flows) if flow > 0)
    paid = -sum(flow / (1 + finance) ** at for at, flow in enumerate(flows) if flow < 0)
    if gained <= 0 or paid <= 0 or not last:
        return None
    return float((gained / paid) ** (1 / last) - 1)


def years_between(start: date, end: date, count: DayCount = "ACT/365F") -> float:
    """The years from one day to another by a day count; below 0 where the second is earlier.

    Source: ISDA 2006 Definitions, section 4.16.

    >>> years_between(date(2007, 1, 12), date(2008, 1, 12), "30E/360")
    1.0
    """
    days = (end - start).days
    if count == "ACT/365F":
        return days / 365
    if count == "ACT/360":
        return days / 360
    if count == "30E/360":
        later, earlier = (
            360 * one.year + 30 * one.month + min(one.day, 30) for one in (end, start)
        )
        return (later - earlier) / 360
    if end < start:
        return -years_between(end, start, count)
    return sum(_of_year(year, start, end) for year in range(start.year, end.year + 1))


def xnpv(rate: float, dated: Dated, count: DayCount = "ACT/365F") -> float:
    """The net present value of dated payments on the day of the first one in the list.

    Raises ValueError for a rate of -1 and below. Source: as spreadsheets' XNPV().
    """
    if rate <= -1:
        raise ValueError(f"a rate of {rate}: a rate is above -1")
    return float(sum(flow / (1 + rate) ** at for at, flow in _timed(dated, count)))


def xirr(dated: Dated, count: DayCount = "ACT/365F") -> tuple[float, ...]:
    """All rates of return of dated payments that a fine search finds, the lowest first.

    Two that lie nearer than a thousandth of the way between powers of ten can be missed; with one
    change of sign in the order of days there is one. Source: as spreadsheets' XIRR().

    >>> paid = [(date(2008, 1, 1), -10000), (date(2008, 3, 1), 2750), (date(2008, 10, 30), 4250),
    ...         (date(2009, 2, 15), 3250), (date(2009, 4, 1), 2750)]
    >>> [round(one, 8) for one in xirr(paid)]
    [0.37336253]
    """
    if not sign_changes([flow for _, flow in sorted(dated)]):
        return ()
    times, amounts = np.array(list(_timed(dated, count))).T

    def worth(rates: Rates) -> Rates:
        found: Rates = (1 + rates[:, None]) ** -times @ amounts
        return found

    return tuple(_crossings(worth))


def payback(flows: Flows) -> float | None:
    """The periods until what was paid is back, within its period in proportion; None where never.

    >>> payback([-100, 60, 80])
    1.5
    """
    total = 0.0
    for at, flow in enumerate(flows):
        if total < 0 <= total + flow:
            return at - 1 + (-total / flow)
        total += flow
    return None


def equivalent_annual(present: float, rate: float, years: int) -> float:
    """A present value as an equal amount at the end of each of some years.

    Raises ValueError for less than one year. Source: annuity factor (1 - (1 + r)^-n) / r.

    >>> round(equivalent_annual(1000, 0.10, 3), 4)
    402.1148
    """
    if years < 1:
        raise ValueError(f"{years} years: at least one")
    return present / years if not rate else present * rate / (1 - (1 + rate) ** -years)


def _timed(dated: Dated, count: DayCount) -> Iterator[tuple[float, float]]:
    first = dated[0][0]
    return ((years_between(first, day, count), flow) for day, flow in dated)


def _of_year(year: int, start: date, end: date) -> float:
    """The part of a calendar year that lies between two days, the later one left out."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return max(0, (min(end, after) - max(start, first)).days) / (after - first).days


def _only(flows: Flows) -> tuple[float, ...]:
    """The rate of payments that change sign once, which passes through nought once."""

    def worth(growth: float) -> float:
        return npv(float(np.expm1(growth)), flows)

    low, high = float(np.log1p(LOWEST)), float(np.log1p(HIGHEST))
    if worth(low) * worth(high) > 0:  # a rate beyond the bounds
        return ()
    return (float(np.expm1(zero(worth, low, high))),)


def _crossings(worth: Callable[[Rates], Rates]) -> Iterator[float]:
    """The rates at which a value passes through nought, lowest first."""

    def at(rate: float) -> float:
        return float(worth(np.array([rate]))[0])

    rates = np.concatenate([
        -1 + np.geomspace(1 + LOWEST, 1, 2000, endpoint=False),
        np.concatenate([[0.0], np.geomspace(1e-6, HIGHEST, 4000)]),
    ])  # fmt: skip
    found = np.sign(worth(rates))
    for n in np.flatnonzero((found[1:] == 0) | (found[:-1] * found[1:] < 0)):
        before, rate = float(rates[n]), float(rates[n + 1])
        if found[n + 1] == 0:
            yield rate
        else:
            yield zero(at, before, rate)


def zero(worth: Callable[[float], float], low: float, high: float) -> float:
    """Where a value that has another sign at either end passes through nought between them."""
    from scipy.optimize import brentq  # late: it is dear, and a server imports every question

    return float(brentq(worth, low, high, xtol=1e-15, rtol=1e-14))


def _polished(flows: Flows, rate: float) -> float:
    """A rate brought nearer to its root by Newton's steps, as far as these still help."""
    for _ in range(50):
        slope = -sum(at * flow / (1 + rate) ** (at + 1) for at, flow in enumerate(flows))
        nearer = rate - npv(rate, flows) / slope if slope else rate
        if nearer <= -1 or abs(npv(nearer, flows)) >= abs(npv(rate, flows)):
            return rate
        rate = nearer
    return rate


def _apart(rates: Sequence[float]) -> Iterator[float]:
    """Each rate once, though a root that is met and not passed comes twice."""
    last: float | None = None
    for one in rates:
        if last is None or one - last > 1e-7 * max(1.0, abs(one)):
            yield one
        last = one
