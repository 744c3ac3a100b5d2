"""What hangs on each vendor, and how do we stand with it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Amounts, Rates
from cohelm.analysis.vendors.terms import Term, Terms, bound_until, term_on
from cohelm.analysis.wording import counted, money_of
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose

MATTERS = ("high", "critical")
NEEDS = ("depends_on", "runs_on", "provided_by")
"""The relations by which a thing needs another."""
REVIEWED_WITHIN = timedelta(days=365)
COLUMNS: dict[str, Any] = {
    "vendor": pl.String, "owner": pl.List(pl.String), "annual": MONEY, "contracts": pl.List(pl.String),
    "renewed": pl.Int64, "bound_until": pl.Date, "applications": pl.List(pl.String),
    "services": pl.List(pl.String), "critical": pl.Int64, "goals": pl.List(pl.String),
    "exit_plan": pl.Boolean, "reviewed": pl.Date, "satisfaction": pl.Float64, "before": pl.Float64,
    "open_escalations": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Relationships:
    """The vendors on whom something hangs, those with most that is critical first.

    `vendors` has for each its live contracts and how often these have renewed themselves, the day up to
    which the longest binds (null where one is not known), the applications and services that need
    it, directly or through what they stand on, how many of these are of high criticality or more, the
    goals of the work that changes them, whether there is a plan for leaving it, the last review, how
    content one was then (0 to 10; else what the vendor's record says) and at the review before, and
    the escalations that are not settled. `critical` counts those on whom something critical hangs,
    `unreviewed` those of them without a review within a year.
    """

    on: date
    vendors: pl.DataFrame
    critical: Figure
    unreviewed: Figure

    @property
    def sentence(self) -> str:
        """On how many something critical hangs, and with how many of them one has not talked."""
        if not len(self.vendors):
            return Prose("Nothing on record hangs on a vendor")
        if not self.critical.value:
            return Prose(
                "Of {vendors} none is known to carry something critical: nothing that hangs on them is"
                " said to be of high criticality",
                vendors=counted(len(self.vendors), "vendor"),
            )
        said = counted(int(self.critical.value), "vendor")
        verb = Plural("carries", "carry", number=self.critical.value)
        without = int(self.unreviewed.value or 0)
        rest = (
            Prose("; of {without} no review within a year is on record", without=without)
            if without
            else ""
        )
        return Prose("{said} {verb} something critical{rest}", said=said, verb=verb, rest=rest)


def relationships(
    enterprise: Enterprise,
    *,
    on: date,
    vendor: Annotated[str, "Only this one, as vendor:id."] = "",
) -> Relationships:
    """What needs each vendor, through the graph, and what was observed of the relationship.

    A thing needs a vendor that provides it or that it depends on, and all that what it stands on needs.
    Reviews and escalations are the observations `vendor_review` and `vendor_escalation` about the
    vendor up to the day. Raises UnknownName. Cost: linear in links, for each vendor.
    """
    if vendor and vendor not in enterprise:
        id_ = vendor.partition(":")[2] or vendor
        raise UnknownName.of("vendor", id_, enterprise.tables["vendor"].ids)
    book = _Book(Day(enterprise, on))
    live = [f"vendor:{id_}" for id_ in book.day.live("vendor")["id"].sort().to_list()]
    rows = [book.row(key) for key in live if vendor in ("", key)]
    rows = [
        row for row in rows if vendor or row["contracts"] or row["applications"] or row["services"]
    ]
    rows.sort(key=lambda row: (-row["critical"], -len(row["applications"]), row["vendor"]))
    critical = [row["vendor"] for row in rows if row["critical"]]
    since = on - REVIEWED_WITHIN
    stale = [
        row["vendor"] for row in rows if row["critical"] and (row["reviewed"] or date.min) < since
    ]
    return Relationships(
        on,
        pl.DataFrame(rows, schema=COLUMNS),
        _count(critical, Prose("vendors on whom something of high criticality or more hangs"), on),
        _count(stale, Prose("of these, without a review in the 365 days before"), on),
    )


def _count(keys: list[str], formula: str, on: date) -> Figure:
    return Figure(len(keys), "", formula=formula, counted=tuple(keys), on=on)


class _Book:
    """What is on record of vendors on a day."""

    def __init__(self, day: Day) -> None:
        self.day, self.on = day, day.on
        self.plan, self.rates = day.enterprise.at(day.on), Rates.of(day.enterprise)
        self.terms: dict[str, Term] = {}
        self.rows: dict[str, Mapping[str, Any]] = {}
        for row in day.live("contract").iter_rows(named=True):
            term = term_on(Terms.of(row, day.enterprise.organisation), day.on)
            if term.state != "ended":
                self.terms[f"contract:{row['id']}"], self.rows[f"contract:{row['id']}"] = term, row
        self.gone = day.retired

    def row(self, vendor: str) -> dict[str, Any]:
        """The row of a vendor."""
        plan = self.plan
        contracts = [key for key in plan.sources(vendor, "vendor") if key in self.terms]
        needing = [key for key in plan.reach(vendor, NEEDS, reverse=True) if self._is_live(key)]
        of = {kind: sorted(key for key in needing if key.startswith(f"{kind}:"))
              for kind in ("application", "service")}  # fmt: skip
        matters = [key for key in (*of["application"], *of["service"])
                   if plan.plain(key).get("criticality") in MATTERS]  # fmt: skip
        return {
            "vendor": vendor, "owner": plan.targets(vendor, "owner"), "annual": self._annual(contracts),
            "contracts": contracts, "renewed": sum(self._renewed(key) for key in contracts),
            "bound_until": self._bound(contracts), "applications": of["application"],
            "services": of["service"], "critical": len(matters), "goals": self._goals(needing),
            "exit_plan": plan.plain(vendor).get("exit_plan"), **self._reviews(vendor),
            "open_escalations": self._escalations(vendor),
        }  # fmt: skip

    def _is_live(self, key: str) -> bool:
        node = self.plan.nodes.number(key)
        return node is not None and not self.gone[node]

    def _annual(self, contracts: list[str]) -> dict[str, Any] | None:
        stated = [(key, money_of(self.rows[key].get("annual_cost"))) for key in contracts]
        figure = Amounts.total(stated).in_currency(self.rates, on=self.on)
        known = figure.value is not None and figure.unit
        return {"amount": figure.value, "currency": figure.unit} if known else None

    def _renewed(self, contract: str) -> int:
        """How often a contract has renewed itself since the end on record."""
        row, end = self.rows[contract], self.terms[contract].ends_on
        if row["end"] is None or end is None or not row["renewal_months"] or end <= row["end"]:
            return 0
        first: date = row["end"]
        months = (end.year - first.year) * 12 + end.month - first.month
        return round(months / int(row["renewal_months"]))

    def _bound(self, contracts: list[str]) -> date | None:
        until = [bound_until(self.terms[key], self.on) for key in contracts]
        if not until or None in until:
            return None
        return max(one for one in until if one is not None)

    def _goals(self, things: list[str]) -> list[str]:
        """The goals of the initiatives that change what hangs on a vendor."""
        plan = self.plan
        work = {one for key in things for one in plan.sources(key, "affects") if self._is_live(one)}
        return sorted({goal for one in work for goal in plan.targets(one, "contributes_to")})

    def _reviews(self, vendor: str) -> dict[str, Any]:
        rows = list(self._observed("vendor_review", vendor))
        scores = [row["score"] for row in rows if row["score"] is not None]
        stated = self.plan.plain(vendor).get("satisfaction")
        return {
            "reviewed": rows[-1]["time"].date() if rows else None,
            "satisfaction": scores[-1] if scores else stated,
            "before": scores[-2] if len(scores) > 1 else None,
        }

    def _escalations(self, vendor: str) -> int:
        rows = self._observed("vendor_escalation", vendor)
        return sum(1 for row in rows if row["settled"] is None or row["settled"] > self.on)

    def _observed(self, metric: str, vendor: str) -> Iterator[dict[str, Any]]:
        if metric not in self.day.enterprise.observed:
            return
        frame = self.day.enterprise.observations(metric)
        about = (pl.col("item") == vendor) & (pl.col("time").dt.date() <= self.on)
        yield from frame.filter(about).iter_rows(named=True)
