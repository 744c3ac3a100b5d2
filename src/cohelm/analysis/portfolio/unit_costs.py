"""What does one unit cost, and was it price or volume that moved the cost?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.money import SIGNS, in_words, rounded
from cohelm.analysis.portfolio.books import Books
from cohelm.analysis.portfolio.passing import Passing, Receiver, passed_on
from cohelm.analysis.portfolio.year import month_end
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import ORGANISATION, Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose

LOADED: tuple[Receiver, ...] = ("application", "service", "department")
"""Kinds of which the cost is that which is passed on to them, besides what is booked on themselves."""
NO_VOLUME = Prose("no volume is on record for both times")
NO_COST = Prose("no cost is on record for both times")
NOT_COUNTED = Prose("how values of several months make one is not stated")
COLUMNS: dict[str, Any] = {
    "item": pl.String, "metric": pl.String, "volume_before": pl.Float64, "volume": pl.Float64,
    "cost_before": MONEY, "cost": MONEY, "unit_before": MONEY, "unit": MONEY,
    "by_price": MONEY, "by_volume": MONEY,
}  # fmt: skip
CENT = Decimal("0.01")
CODES = frozenset(SIGNS) | frozenset(SIGNS.values())
"""Units by which a metric is known to count money: codes and signs; others are in the books' currency."""


@dataclass(frozen=True, slots=True, eq=False)
class UnitCosts:
    """The cost of a unit now and a year before, in the currency of the books.

    Compared are the closed months of the financial year with the same months a year before. `units`
    has a row for each item and volume: both volumes, both costs, both unit costs (rounded to the
    cent), and the difference of costs as what price and what volume made of it, which add up to it
    exactly. The figures are sums over the rows of one kind, that of most cost, since the same euro is in
    the cost of an application and of its department; an item with two volumes counts with the first.
    """

    on: date
    until: date | None
    change: Figure
    by_price: Figure
    by_volume: Figure
    units: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How the cost moved, and how much of it price and volume made."""
        if self.change.value is None or self.until is None:
            return Prose("Nobody can say what a unit costs: {reason}", reason=self.change.reason)
        things = counted(len(self.change.counted), "thing")
        return Prose(
            "{signed} for {things} since a year before, to"
            " {until}: {by_price} by price,"
            " {by_volume} by volume",
            signed=_signed(self.change),
            things=things,
            until=day_in_words(self.until),
            by_price=_signed(self.by_price),
            by_volume=_signed(self.by_volume),
        )


@dataclass(frozen=True, slots=True)
class _Unit:
    """One item with one volume: (before, now) of volume and cost."""

    item: str
    metric: str
    volumes: tuple[Fraction, Fraction]
    costs: tuple[Decimal, Decimal]

    @property
    def price(self) -> Decimal:
        """(P1 − P0) · Q0, to the cent."""
        (q0, q1), (c0, c1) = self.volumes, (Fraction(one) for one in self.costs)
        return _to_the_cent((c1 / q1 - c0 / q0) * q0)

    @property
    def volume(self) -> Decimal:
        """(Q1 − Q0) · P1: the rest of the difference, so that both add up to it."""
        return self.costs[1] - self.costs[0] - self.price


def unit_costs(
    enterprise: Enterprise,
    *,
    on: date,
    metric: Annotated[str, "The volume alone that is meant, by its id, such as rentals."] = "",
) -> UnitCosts:
    """Cost divided by volume, and its change split: dC = dP · Q0 + dQ · P1.

    Volumes are readings of metrics whose months add up to a sum (`adds_up`) and that count no money;
    one that is named may be a level too (the mean or the last of its months: users). The cost of an
    application, service or department is what is booked on it and what is passed on to it (see
    `passing`), that of the organisation all that is booked, that of any other item what is booked on
    it. Raises UnknownName.
    """
    plan = enterprise.at(on)
    known = [key for key in plan.observed if f"metric:{key}" in plan]
    if metric and metric not in known:
        raise UnknownName.of("metric", metric, known)
    books = Books.of(enterprise, on=on)
    months = tuple(one for one in books.closed if one in books.year.months)
    left_out: dict[str, dict[str, None]] = {}
    costs = _costs(plan, books, months)
    wanted = [metric] if metric else [one for one in sorted(known) if _is_volume(plan, one)]
    found = list(_units(plan, wanted, costs, months, left_out)) if months else []
    currency = books.rates.currency
    figures = _figures(found, left_out, currency, on, bool(months))
    until = month_end(months[-1]) if months else None
    frame = pl.DataFrame([_row(one, currency) for one in found], schema=COLUMNS)
    return UnitCosts(on, until, *figures, frame.sort("item", "metric"))


def _is_volume(plan: Enterprise, name: str) -> bool:
    """Whether a metric counts things: of shares, days and levels nobody pays by the piece."""
    stated = plan.plain(f"metric:{name}")
    return stated.get("adds_up") == "sum" and str(stated.get("unit", "")).upper() not in CODES


def _costs(
    plan: Enterprise, books: Books, months: tuple[date, ...]
) -> Mapping[str, tuple[Decimal, Decimal]]:
    """By item, what it cost in the months a year before and in those now."""
    actual = books.lines.filter(pl.col("metric") == "actual")
    frames = [actual.select("month", "item", "amount")]
    frames.append(actual.select("month", pl.lit(ORGANISATION).alias("item"), "amount"))
    for kind in LOADED:
        others = actual.filter(~pl.col("item").str.starts_with(f"{kind}:"))
        split = passed_on(others, Passing(plan, kind)).filter(pl.col("receiver").is_not_null())
        frames.append(split.select("month", pl.col("receiver").alias("item"), "amount"))
    lines = pl.concat(frames)
    before = [one.replace(year=one.year - 1) for one in months]
    sides = []
    for side in (before, months):
        sums = lines.filter(pl.col("month").is_in(list(side))).group_by("item")
        sides.append(dict(sums.agg(pl.col("amount").sum()).iter_rows()))
    return {key: (sides[0][key], sides[1][key]) for key in sides[0].keys() & sides[1].keys()}


def _units(
    plan: Enterprise,
    metrics: list[str],
    costs: Mapping[str, tuple[Decimal, Decimal]],
    months: tuple[date, ...],
    left_out: dict[str, dict[str, None]],
) -> Iterator[_Unit]:
    measured: set[str] = set()
    for name in metrics:
        adds_up = plan.plain(f"metric:{name}").get("adds_up")
        volumes = _volumes(plan, name, months, adds_up)
        for item in sorted(plan.observations(name)["item"].unique()):
            if not adds_up:
                left_out.setdefault(NOT_COUNTED, {})[f"metric:{name}"] = None
            elif item not in costs:
                left_out.setdefault(NO_COST, {})[item] = None
            elif item not in volumes:
                left_out.setdefault(NO_VOLUME, {})[item] = None
            else:
                measured.add(item)
                yield _Unit(item, f"metric:{name}", volumes[item], costs[item])
    bare = sorted(key for key in costs if key not in measured and key != ORGANISATION)
    for key in bare:
        left_out.setdefault(NO_VOLUME, {})[key] = None


def _volumes(
    plan: Enterprise, name: str, months: tuple[date, ...], adds_up: str | None
) -> Mapping[str, tuple[Fraction, Fraction]]:
    """By item, its volume before and now, where every month of both is read and neither is nought."""
    frame = plan.observations(name)
    if adds_up is None or "value" not in frame.columns:
        return {}
    month = pl.col("time").dt.date().dt.truncate("1mo")
    read = frame.drop_nulls("value").with_columns(month.alias("month")).sort("time")
    monthly = read.group_by("item", "month", maintain_order=True).agg(
        {"sum": pl.col("value").sum(), "mean": pl.col("value").mean()}.get(
            adds_up, pl.col("value").last()
        )
    )
    before = [one.replace(year=one.year - 1) for one in months]
    found: dict[str, list[Fraction]] = {}
    for side in (before, list(months)):
        of = monthly.filter(pl.col("month").is_in(side)).sort("month")
        for (item,), group in of.group_by("item"):
            if len(group) == len(side):
                found.setdefault(str(item), []).append(_together(group["value"].to_list(), adds_up))
    return {
        key: (of[0], of[1])
        for key, of in found.items()
        if len(of) == 2 and all(one > 0 for one in of)
    }


def _together(values: list[float], adds_up: str) -> Fraction:
    exact = [Fraction(str(one)) for one in values]
    if adds_up == "last":
        return exact[-1]
    return sum(exact, Fraction(0)) / (len(exact) if adds_up == "mean" else 1)


def _figures(
    found: list[_Unit],
    left_out: Mapping[str, Mapping[str, None]],
    currency: str,
    on: date,
    is_closed: bool,
) -> tuple[Figure, Figure, Figure]:
    out = {reason: tuple(keys) for reason, keys in sorted(left_out.items())}
    if not found:
        reason = (
            Prose("no thing has both a cost and a volume")
            if is_closed
            else Prose("no month is closed")
        )
        none = Figure(None, currency, reason, left_out=out, on=on)
        return none, none, none
    first = _of_one_kind(list({one.item: one for one in reversed(found)}.values()))
    price = sum((one.price for one in first), Decimal(0))
    volume = sum((one.volume for one in first), Decimal(0))
    keys = tuple(sorted(one.item for one in first))
    said = [in_words([Money(one, currency)]) for one in (price, volume)]
    texts = (
        Prose("{price} by price + {volume} by volume", price=said[0], volume=said[1]),
        Prose("the change of the unit cost at the earlier volume, {said}", said=said[0]),
        Prose("the change of the volume at the unit cost now, {said}", said=said[1]),
    )
    change, by_price, by_volume = (
        Figure(value, currency, formula=text, counted=keys, left_out=out, on=on)
        for value, text in zip((price + volume, price, volume), texts, strict=True)
    )
    return change, by_price, by_volume


def _of_one_kind(units: list[_Unit]) -> list[_Unit]:
    """Those of the kind that costs most: no cost is in two of them."""
    kinds: dict[str, list[_Unit]] = {}
    for one in units:
        kinds.setdefault(one.item.partition(":")[0], []).append(one)
    return max(kinds.values(), key=lambda of: (sum(one.costs[1] for one in of), of[0].item))


def _row(one: _Unit, currency: str) -> dict[str, Any]:
    units = [
        _to_the_cent(Fraction(cost) / volume)
        for cost, volume in zip(one.costs, one.volumes, strict=True)
    ]
    amounts = {
        "cost_before": one.costs[0], "cost": one.costs[1], "unit_before": units[0],
        "unit": units[1], "by_price": one.price, "by_volume": one.volume,
    }  # fmt: skip
    money = {name: {"amount": of, "currency": currency} for name, of in amounts.items()}
    volumes = {"volume_before": float(one.volumes[0]), "volume": float(one.volumes[1])}
    return {"item": one.item, "metric": one.metric, **volumes, **money}


def _to_the_cent(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT)


def _signed(figure: Figure) -> str:
    assert isinstance(figure.value, Decimal)
    sign = "+" if figure.value >= 0 else "\u2212"
    return sign + in_words([rounded(Money(abs(figure.value), figure.unit))])
