"""What has to be decided by when, before a contract renews itself or ends?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Amounts, Rates, in_words
from cohelm.analysis.vendors.terms import READ, Terms, term_on
from cohelm.analysis.wording import counted, day_in_words, money_of
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose

SOON = 90
"""Within so many days the money counts that renews itself, whatever window is asked for."""
FURTHEST = 36_525
"""How many days one can look ahead: a hundred years."""
COLUMNS: dict[str, Any] = {
    "contract": pl.String, "vendor": pl.String, "owner": pl.List(pl.String),
    "decide_by": pl.Date, "notice_by": pl.Date, "ends_on": pl.Date, "renews_to": pl.Date,
    "annual": MONEY, "state": pl.String, "why": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Contracts:
    """The contracts to decide on, the next first.

    `due` has a row for each whose day of decision lies in the window, or whose last day of notice is
    over and which renews itself within it. `open` has those of which a day is not known, with why.
    `renewing` is what renews itself a year within 90 days, `missed` what can no longer be stopped
    before it does, both in the currency of the books. `next` is the name of the next to decide on.
    """

    on: date
    within: int
    due: pl.DataFrame
    open: pl.DataFrame
    renewing: Figure
    missed: Figure
    next: str

    @property
    def sentence(self) -> str:
        """The money that renews itself, and the next day of decision."""
        if not len(self.due):
            return Prose(
                "No contract has to be decided on within {days}", days=counted(self.within, "day")
            )
        coming = self.due.filter(pl.col("decide_by") >= self.on)
        said = Prose(
            "{contracts} to decide on within {days}",
            contracts=counted(len(coming), "contract"),
            days=counted(self.within, "day"),
        )
        if self.renewing.value:
            renewing = Prose(
                "{money} a year renews itself within {soon} days",
                money=_money(self.renewing),
                soon=SOON,
            )
            # A narrower window was asked for: its own answer goes first.
            said = (
                Prose("{said}; {renewing}", said=said, renewing=renewing)
                if self.within < SOON
                else renewing
            )
        if not len(coming):
            return said
        first = coming.row(0, named=True)
        return Prose(
            "{said}; decide on {next} by {decide_by}",
            said=said,
            next=self.next,
            decide_by=day_in_words(first["decide_by"]),
        )

    def answer(self) -> list[dict[str, Any]]:
        """A mapping for each contract to decide on; days that are not known are null."""
        names = ("decide_by", "notice_by", "ends_on", "renews_to", "annual")
        return [
            {"id": row["contract"].partition(":")[2], **{name: row[name] for name in names}}
            for row in self.due.iter_rows(named=True)
        ]


def contracts(
    enterprise: Enterprise,
    *,
    on: date,
    within: Annotated[int, "Only those to decide on within so many days."] = 365,
) -> Contracts:
    """The contracts that are live on the day, with the days that their terms lead to.

    The firm's own lead time is the organisation's `decision_lead_days`, none where it states none.
    See `terms.term_on` for how days are counted. Raises UsageError for a window below nought or above
    a hundred years. Linear in contracts.
    """
    if not 0 <= within <= FURTHEST:
        raise UsageError(
            f"{within:,} days cannot be looked ahead", where="within", accepted=f"0 to {FURTHEST:,}"
        )
    day = Day(enterprise, on)
    lead = enterprise.organisation.get("decision_lead_days")
    rows = list(_rows(day, int(lead or 0)))
    frame = pl.DataFrame(rows, schema=COLUMNS)
    last = on + timedelta(days=within)
    is_due = pl.col("decide_by").is_not_null() & (pl.col("decide_by") <= last)
    settled = pl.col("state") == "ended"
    due = frame.filter(is_due & ~settled).sort("decide_by", "contract")
    left_open = frame.filter((pl.col("why") != "") & ~settled).sort("contract")
    assumed = tuple(_assumed(day, frame["contract"].to_list()))
    coming = due.filter(pl.col("decide_by") >= on)["contract"].to_list()
    return Contracts(
        on, within, due, left_open,
        _total(frame.filter(_renews_soon(on)), enterprise, on, assumed),
        _total(frame.filter(pl.col("state") == "missed"), enterprise, on, ()),
        enterprise.name(coming[0]) if coming else "",
    )  # fmt: skip


def _rows(day: Day, lead: int) -> Iterator[dict[str, Any]]:
    plan = day.enterprise.at(day.on)
    settings = plan.organisation
    vendors, owners = (plan.all_targets("contract", name) for name in ("vendor", "owner"))
    live = day.live("contract")
    read = [name for name in ("id", "annual_cost", *READ) if name in live.columns]
    for row in live.select(read).iter_rows(named=True):
        key = f"contract:{row['id']}"
        term = term_on(Terms.of(row, settings), day.on, lead_days=lead)
        yield {
            "contract": key,
            "vendor": next(iter(vendors.get(key, ())), None),
            "owner": owners.get(key, []),
            "decide_by": term.decide_by,
            "notice_by": term.notice_by,
            "ends_on": term.ends_on,
            "renews_to": term.renews_to,
            "annual": row.get("annual_cost"),
            "state": term.state,
            "why": term.why,
        }


def _renews_soon(on: date) -> pl.Expr:
    """Those that renew themselves and of which the last day for a notice lies within 90 days."""
    by = pl.col("notice_by")
    return pl.col("renews_to").is_not_null() & by.is_between(on, on + timedelta(days=SOON))


def _total(
    frame: pl.DataFrame, enterprise: Enterprise, on: date, assumed: tuple[Assumption, ...]
) -> Figure:
    pairs = [(row["contract"], money_of(row["annual"])) for row in frame.iter_rows(named=True)]
    if not pairs:
        currency = str(enterprise.organisation.get("currency") or "")
        return Figure.unknown(Prose("no contract is one of these"), unit=currency, on=on)
    found = Amounts.total(pairs).in_currency(Rates.of(enterprise), on=on)
    return replace(found, assumed=(*found.assumed, *assumed))


def _assumed(day: Day, keys: list[str]) -> Iterator[Assumption]:
    """What is taken for want of a setting of the organisation's."""
    settings = day.enterprise.organisation
    if settings.get("decision_lead_days") is None:
        yield Assumption(
            Prose("no lead time"),
            Prose(
                "The organisation states no lead time: the last day to decide is the last to give notice."
            ),
            tuple(keys),
        )
    if not settings.get("holiday_calendar"):
        yield Assumption(
            Prose("no public holidays"),
            "The organisation states no calendar of public holidays: where a contract names none, only "
            "weekends are left out.",
            tuple(keys),
        )


def _money(figure: Figure) -> str:
    return in_words([Money(figure.value, figure.unit)])  # type: ignore[arg-type]
