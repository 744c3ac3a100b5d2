"""Which service credits are due, where availability fell below what a contract promises?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import polars as pl
from dateutil.relativedelta import relativedelta

from cohelm.analysis.day import Day
from cohelm.analysis.money import Amounts, Rates, in_words, rounded
from cohelm.analysis.wording import counted, money_of
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.money import EXACT, Money
from cohelm.core.prose import Prose

LONGEST = 120
CENT = Decimal("0.01")
COLUMNS: dict[str, Any] = {
    "contract": pl.String, "item": pl.String, "month": pl.Date, "promised": pl.Float64,
    "measured": pl.Float64, "by": pl.String, "share": pl.Float64, "fee": MONEY, "credit": MONEY,
    "claim_by": pl.Date, "state": pl.String,
}  # fmt: skip
OPEN = {"contract": pl.String, "why": pl.String, "months": pl.Int64}
Bands = tuple[tuple[Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Credits:
    """The months in which a covered thing was up for less than promised, the latest claim day first.

    `due` has a row for each thing and month: what was promised and measured (shares of the month),
    by what (availability, or incidents), the share of the month's fee that is paid back by the
    contract's bands, the fee, the credit, the last day to claim it, and its state: due, too late, or
    unknown (no bands or no fee on record). `open` has contracts of which months cannot be judged, with
    why. `credit` adds up what is due and can still be claimed; `late` what can no longer be.
    """

    on: date
    due: pl.DataFrame
    open: pl.DataFrame
    credit: Figure
    late: Figure

    @property
    def sentence(self) -> str:
        """How much can be claimed, and what cannot be judged."""
        unknown = (
            Prose("; {contracts} cannot be judged", contracts=counted(len(self.open), "contract"))
            if len(self.open)
            else ""
        )
        if self.credit.value is None:
            return Prose("No service credit is known to be due{unknown}", unknown=unknown)
        money = in_words([rounded(Money(self.credit.value, self.credit.unit))])  # type: ignore[arg-type]
        claims = self.due.filter(pl.col("state") == "due")
        return Prose(
            "{money} of service credits can be claimed, for {months}{unknown}",
            money=money,
            months=counted(len(claims), "month"),
            unknown=unknown,
        )


def credits(
    enterprise: Enterprise,
    *,
    on: date,
    months: Annotated[int, "How many full months back."] = 12,
) -> Credits:
    """Promised against measured availability, month by month, for what live contracts cover.

    Measured is the mean of the `availability` observed in the month; where there is none, the minutes
    that incidents of the month were down. A month with neither is not known: no incident on record is
    no measurement. A month that is not over is not judged. The band that counts is the lowest limit
    above what was measured; the credit is its share of a twelfth of what is paid for the thing
    (`covers.fee`, else the whole where one thing is covered), not above the contract's cap.
    Raises UsageError. Linear in contracts × months.
    """
    if not 1 <= months <= LONGEST:
        raise UsageError(f"{months} months", where="months", accepted=f"1 to {LONGEST}")
    day = Day(enterprise, on)
    seen = _Seen(enterprise)
    span = [on.replace(day=1) - relativedelta(months=n) for n in range(1, months + 1)]
    rows, missing = [], []
    for contract in day.live("contract").sort("id").iter_rows(named=True):
        if contract["availability_promised"] is not None:
            found, without = _judged(enterprise.at(on), contract, span, seen, on)
            rows += found
            if without:
                key = f"contract:{contract['id']}"
                missing.append((key, Prose("nothing was measured"), without))
    due = pl.DataFrame(rows, schema=COLUMNS).sort("claim_by", "contract", "month", nulls_last=True)
    left = pl.DataFrame(missing, schema=OPEN, orient="row")
    rates = Rates.of(enterprise)
    return Credits(on, due, left, _sum(due, "due", rates, on), _sum(due, "too late", rates, on))


def _sum(due: pl.DataFrame, state: str, rates: Rates, on: date) -> Figure:
    rows = due.filter(pl.col("state") == state).iter_rows(named=True)
    stated = [(row["contract"], money_of(row["credit"])) for row in rows]
    if not stated:
        return Figure.unknown(Prose("no credit is one of these"), unit=rates.currency, on=on)
    return Amounts.total(stated).in_currency(rates, on=on)


def _judged(
    plan: Enterprise, contract: Mapping[str, Any], span: list[date], seen: _Seen, on: date
) -> tuple[list[dict[str, Any]], int]:
    """The rows of a contract, and how many months of its things nothing is known of."""
    key = f"contract:{contract['id']}"
    promised = contract["availability_promised"]
    rows, without = [], 0
    started = contract["start"] or date.min
    ends = plan.links_of(key, "covers")
    for end in ends:
        for month in (one for one in span if one >= started.replace(day=1)):
            measured, by = seen.in_month(end.other, month)
            if measured is None:
                without += 1
            elif measured < promised:
                fee = _fee(contract, end.says, len(ends))
                bands = bands_of(plan.plain(key).get("credit_bands"))
                row = _row(contract, bands, fee, measured, month, on)
                rows.append({"contract": key, "item": end.other, "by": by, **row})
    return rows, without


def _row(
    contract: Mapping[str, Any],
    bands: Bands,
    fee: Money | None,
    measured: float,
    month: date,
    on: date,
) -> dict[str, Any]:
    share = share_due(bands, measured, contract["credit_cap"])
    claim_by = None
    if contract["claim_days"] is not None:
        last = month.replace(day=monthrange(month.year, month.month)[1])
        claim_by = last + timedelta(days=contract["claim_days"])
    credit = None
    if share is not None and fee is not None:
        credit = Money(EXACT.multiply(fee.amount, share).quantize(CENT), fee.currency)
    state = "unknown" if credit is None else "too late" if claim_by and claim_by < on else "due"
    return {
        "month": month, "promised": contract["availability_promised"], "measured": measured,
        "share": None if share is None else float(share), "fee": _struct(fee),
        "credit": _struct(credit), "claim_by": claim_by, "state": state,
    }  # fmt: skip


def bands_of(stated: Any) -> Bands:
    """The limits of availability, lowest first, with the share that is paid back below each.

    What is not a share or a per cent is no band.

    >>> bands_of({"99.9 %": "10 %", "0.99": "0.25"})
    ((Decimal('0.99'), Decimal('0.25')), (Decimal('0.999'), Decimal('0.1')))
    """
    pairs = [(_share(limit), _share(of)) for limit, of in (stated or {}).items() if of is not None]
    return tuple(sorted((a, b) for a, b in pairs if a is not None and b is not None))


def _share(text: str) -> Decimal | None:
    bare = str(text).strip().removesuffix("%").strip()
    try:
        value = Decimal(bare) / (100 if "%" in str(text) else 1)
    except InvalidOperation:
        return None
    return value if 0 <= value <= 1 else None


def share_due(bands: Bands, measured: float, cap: float | None) -> Decimal | None:
    """The share of a month's fee that is paid back; None without bands.

    Below several limits, the lowest counts; at a limit itself, it is not below it.

    >>> share_due(bands_of({"0.9999": "0.1", "0.99": "0.3", "0.95": "1"}), 0.99884, None)
    Decimal('0.1')
    """
    if not bands:
        return None
    exact = Decimal(str(measured))
    found = next((share for limit, share in bands if exact < limit), Decimal(0))
    return found if cap is None else min(found, Decimal(str(cap)))


def _fee(contract: Mapping[str, Any], says: Mapping[str, Any], things: int) -> Money | None:
    """What is paid a month for a thing; None where that is not on record."""
    yearly = Money.parse(says["fee"]) if "fee" in says else None
    if yearly is None and things == 1:
        yearly = money_of(contract.get("annual_cost"))
    return Money((yearly.amount / 12).quantize(CENT), yearly.currency) if yearly else None


def _struct(money: Money | None) -> dict[str, Any] | None:
    return {"amount": money.amount, "currency": money.currency} if money else None


class _Seen:
    """What was measured of things, by month."""

    def __init__(self, enterprise: Enterprise) -> None:
        self.shares: dict[tuple[str, date], list[float]] = {}
        for row in _rows(enterprise, "availability", "value"):
            self.shares.setdefault((row["item"], _month(row["time"])), []).append(row["value"])
        self.minutes: dict[tuple[str, date], float] = {}
        for row in _rows(enterprise, "incident", "minutes_down"):
            if row["minutes_down"] is not None:
                place = row["item"], _month(row["time"])
                self.minutes[place] = self.minutes.get(place, 0.0) + row["minutes_down"]

    def in_month(self, item: str, month: date) -> tuple[float | None, str]:
        """The share of a month that a thing was up, and by what that is known."""
        shares = self.shares.get((item, month))
        if shares:
            return sum(shares) / len(shares), "availability"
        down = self.minutes.get((item, month))
        if down is None:
            return None, ""
        whole = monthrange(month.year, month.month)[1] * 24 * 60
        return max(0.0, 1 - down / whole), "incidents"


def _rows(enterprise: Enterprise, metric: str, column: str) -> Iterator[dict[str, Any]]:
    if metric not in enterprise.observed:
        return
    frame = enterprise.observations(metric)
    if column in frame.columns:
        yield from frame.select("item", "time", column).iter_rows(named=True)


def _month(moment: Any) -> date:
    return date(moment.year, moment.month, 1)
