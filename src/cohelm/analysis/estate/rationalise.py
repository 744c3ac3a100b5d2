"""Which applications are worth keeping, which are one too many, and what do they owe?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.estate.disposing import Used, known_of, proposed
from cohelm.analysis.estate.fit import FITTING, Cuts, debt_ratio, grade
from cohelm.analysis.estate.landscape import Colouring, Landscape
from cohelm.analysis.estate.orphans import Orphans
from cohelm.analysis.money import Amounts, Rates
from cohelm.analysis.wording import counted, money_of
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.money import EXACT, Money
from cohelm.core.prose import Prose, joined

CENT = Decimal("0.01")
APPLICATIONS: dict[str, Any] = {
    "application": pl.String, "value": pl.Float64, "fit": pl.Float64, "time": pl.String,
    "on_the_line": pl.Boolean, "disposition": pl.String, "agrees": pl.Boolean,
    "proposed": pl.String, "because": pl.String,
    "annual_cost": MONEY, "users": pl.Int64, "cost_per_user": MONEY,
    "debt_hours": pl.Float64, "debt_ratio": pl.Float64, "debt_grade": pl.String,
}  # fmt: skip
CAPABILITIES: dict[str, Any] = {
    "capability": pl.String, "level": pl.Int64, "within": pl.String, "applications": pl.Int64,
    "supported_by": pl.List(pl.String), "annual_cost": MONEY, "shown": pl.String, "shade": pl.Int64,
}  # fmt: skip
REDUNDANT: dict[str, Any] = {
    "application": pl.String, "capabilities": pl.List(pl.String), "better": pl.List(pl.String),
    "time": pl.String, "annual_cost": MONEY,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Rationalise:
    """The applications by value and fit, those that are one too many, orphans, debt, and the map.

    `applications` are ordered: those on a cut line, then the others, each by quadrant: eliminate,
    migrate, tolerate, invest, then those without scores. `proposed` is the 7R that follows from what is
    on record and `because` why, or what is missing; see `disposing.proposed`. `redundant` could go
    without leaving a capability without an application. `orphans` are
    applications that serve no capability and nobody, and servers, platforms and networks that nothing
    stands on. `capabilities` is the map in its order; `applications` and money there count those within.
    """

    on: date
    rated: Figure
    on_the_line: Figure
    disagreeing: Figure
    outdone: Figure
    without_purpose: Figure
    to_eliminate: Figure
    cost_per_user: Figure
    debt_hours: Figure
    cut_value: float
    cut_fit: float
    near: float
    colour: str
    applications: pl.DataFrame
    redundant: pl.DataFrame
    orphans: pl.DataFrame
    capabilities: pl.DataFrame
    legend: tuple[tuple[int, str], ...]

    @property
    def sentence(self) -> str:
        """How many stand where, how many on a line, and what could go."""
        if not len(self.applications):
            return Prose("There are no applications yet")
        if not self.rated.value:
            return Prose("No application states both its business value and its technical fit")
        times = self.applications["time"].value_counts().drop_nulls()
        of = dict(times.iter_rows())
        parts = [
            Prose("{many} to {do}", many=of[one], do=Prose(one))
            for one in ("eliminate", "migrate", "tolerate", "invest")
            if one in of
        ]
        line, beside = self.on_the_line.value, self.outdone.value
        return Prose(
            "Of {applications} with scores {parts}; "
            "{line} on a cut line; {beside} beside a better one for the same",
            applications=counted(int(self.rated.value), "application"),
            parts=joined(parts, ", "),
            line=line,
            beside=beside,
        )


def rationalise(
    enterprise: Enterprise,
    *,
    on: date,
    cut_value: Annotated[float, "From which business value on it is high, of 0 to 5."] = 2.5,
    cut_fit: Annotated[float, "From which technical fit on it is good, of 0 to 5."] = 2.5,
    near: Annotated[float, "How far from a cut line counts as on it."] = 0.25,
    colour: Annotated[str, "The field that colours the map of capabilities."] = "technical_fit",
) -> Rationalise:
    """The live applications in Gartner's TIME grid, beside their 7R, cost per user and debt.

    Users are as the application states, else those of its departments added up. Redundant is one beside
    another that supports all its capabilities, is used by one of its departments, is rated no worse in
    value and in fit and better in one, and of which neither depends on the other. Raises
    UsageError for cuts off the scale, UnknownName for a colour that is no field. Linear in links.

    Source: TIME: Gartner. 7R: AWS. Debt ratio: SonarQube.
    """
    for name, value, most in (
        ("cut_value", cut_value, 5),
        ("cut_fit", cut_fit, 5),
        ("near", near, 2.5),
    ):
        if not 0 <= value <= most:
            raise UsageError(f"{value}", where=name, accepted=f"0 to {most}")
    plan = enterprise.at(on)
    return _Asked(plan, on, Cuts(cut_value, cut_fit, near), colour).answer()


@dataclass
class _Asked:
    """The parts of the answer, each computed once."""

    plan: Enterprise
    on: date
    cuts: Cuts
    colour: str

    @cached_property
    def day(self) -> Day:
        return Day(self.plan, self.on)

    @cached_property
    def landscape(self) -> Landscape:
        return Landscape(self.day)

    @cached_property
    def rates(self) -> Rates:
        return Rates.of(self.plan)

    def answer(self) -> Rationalise:
        frame, redundant = self.frame, self.redundant
        colours = self.landscape.coloured(self.colour)
        on_line = frame.filter(pl.col("on_the_line").fill_null(False))
        gone = frame.filter(pl.col("time") == "eliminate")
        return Rationalise(
            self.on,
            self._count(frame.filter(pl.col("time").is_not_null()), Prose("with both scores")),
            self._count(on_line, Prose("within {near:g} of a cut line", near=self.cuts.near)),
            self._count(
                frame.filter(~pl.col("agrees").fill_null(True)),
                Prose("whose 7R does not agree with where they stand"),
            ),
            self._count(
                redundant, Prose("beside a better one for the same capabilities and departments")
            ),
            self.without_purpose,
            self._sum(gone),
            self.per_user,
            self._debt(frame),
            self.cuts.value,
            self.cuts.fit,
            self.cuts.near,
            self.colour,
            frame,
            redundant,
            self.orphans.frame,
            self._map(colours),
            colours.legend,
        )

    @cached_property
    def frame(self) -> pl.DataFrame:
        """The applications with what is proposed of each."""
        spare, used = set(self.redundant["application"]), Used.on(self.day)
        supporting = self.landscape.supporting
        serving = {key for keys in supporting.values() for key in keys}
        rows = self.scored.to_dicts()
        for row in rows:
            key = row["application"]
            known = known_of(
                row, self.landscape.applications[key], used, spare=key in spare,
                serves=key in serving if supporting else None,
            )  # fmt: skip
            row["proposed"], row["because"] = proposed(known)
        return pl.DataFrame(rows, schema=APPLICATIONS)

    @cached_property
    def scored(self) -> pl.DataFrame:
        """The applications where they stand, nothing proposed yet."""
        rows = [self._application(key, row) for key, row in self.landscape.applications.items()]
        order = ("eliminate", "migrate", "tolerate", "invest", None)
        rows.sort(
            key=lambda row: (
                not row["on_the_line"], order.index(row["time"]), row["application"]
            )
        )  # fmt: skip
        return pl.DataFrame(rows, schema=APPLICATIONS)

    def _application(self, key: str, row: Mapping[str, Any]) -> dict[str, Any]:
        value, fit = row["business_value"], row["technical_fit"]
        known = value is not None and fit is not None
        time = self.cuts.quadrant(value, fit) if known else None
        stated, hours, lines = row["disposition"], row["debt_hours"], self._lines.get(key)
        ratio = debt_ratio(hours, lines) if hours is not None and lines else None
        users, cost = self.users[key], money_of(row["annual_cost"])
        return {
            "application": key, "value": value, "fit": fit, "time": time,
            "on_the_line": self.cuts.on_the_line(value, fit) if known else None,
            "disposition": stated,
            "agrees": stated in FITTING[time] if time and stated else None,
            "proposed": None, "because": None,
            "annual_cost": row["annual_cost"], "users": users,
            "cost_per_user": _struct(_each(cost, users)),
            "debt_hours": hours, "debt_ratio": ratio,
            "debt_grade": None if ratio is None else grade(ratio),
        }  # fmt: skip

    @cached_property
    def users(self) -> Mapping[str, int | None]:
        """By application how many people use it, as it states or its departments do."""
        found: dict[str, int | None] = {}
        for key, row in self.landscape.applications.items():
            stated = [end.says.get("users") for end in self.plan.links_of(key, "used_by")]
            known = [int(one) for one in stated if one is not None]
            found[key] = row["users"] if row["users"] is not None else sum(known) if known else None
        return found

    @cached_property
    def _lines(self) -> Mapping[str, int]:
        """By application how many lines of code its repositories have, where all say so."""
        found: dict[str, int | None] = {}
        for row in self.day.live("repository").iter_rows(named=True):
            for key in self.plan.targets(f"repository:{row['id']}", "builds"):
                before = found.get(key, 0)
                none = before is None or row["lines"] is None
                found[key] = None if none else (before or 0) + row["lines"]
        return {key: lines for key, lines in found.items() if lines}

    @cached_property
    def redundant(self) -> pl.DataFrame:
        rows = list(self._redundant())
        return pl.DataFrame(rows, schema=REDUNDANT, orient="row").sort("application")

    def _redundant(self) -> Iterator[tuple[Any, ...]]:
        rows = {row["application"]: row for row in self.scored.iter_rows(named=True)}
        of: dict[str, list[str]] = {}
        for capability, keys in self.landscape.supporting.items():
            for key in keys:
                of.setdefault(key, []).append(capability)
        for key, capabilities in of.items():
            beside = (set(self.landscape.supporting[one]) for one in capabilities)
            others = set[str].intersection(*beside) - self._leaning(key)
            better = sorted(
                one for one in others
                if self._departments[key] & self._departments[one] and _outdoes(rows[one], rows[key])
            )  # fmt: skip
            if better:
                row = rows[key]
                yield key, sorted(capabilities), better, row["time"], row["annual_cost"]

    def _leaning(self, key: str) -> set[str]:
        """The application itself, what needs it and what it needs."""
        needed = self.plan.targets(key, "depends_on")
        return {key, *self.plan.sources(key, "depends_on"), *needed}

    @cached_property
    def _departments(self) -> Mapping[str, set[str]]:
        return {key: set(self.plan.targets(key, "used_by")) for key in self.landscape.applications}

    @cached_property
    def orphans(self) -> Orphans:
        serving = {key for keys in self.landscape.supporting.values() for key in keys}
        return Orphans(self.day, self.landscape.applications, serving, self.users)

    @cached_property
    def without_purpose(self) -> Figure:
        """How many orphans there are, of the kinds of which anything is said to serve something."""
        found = self._count(self.orphans.frame, Prose("that serve nothing on record"), key="item")
        if found.value is None or not self.orphans.unsaid:
            return found
        reason = Prose("nothing of their kind is said to serve anything")
        left_out: dict[str, tuple[str, ...]] = {reason: self.orphans.unsaid}
        if not self.orphans.are_known:
            return Figure(None, "", reason, left_out=left_out, on=self.on)
        return replace(found, left_out=left_out)

    def _map(self, colours: Colouring) -> pl.DataFrame:
        rows = []
        for key, within in self.landscape.parents.items():
            beneath = self.landscape.beneath[key]
            cost = Amounts.total(
                (one, money_of(self.landscape.applications[one]["annual_cost"])) for one in beneath
            ).in_currency(self.rates, on=self.on)
            money = Money(Decimal(str(cost.value)), cost.unit) if cost.value is not None else None
            rows.append((
                key, self.landscape.level(key), within, len(beneath),
                self.landscape.supporting[key], _struct(money),
                colours.words.get(key), colours.shades.get(key),
            ))  # fmt: skip
        return pl.DataFrame(rows, schema=CAPABILITIES, orient="row")

    def _count(self, frame: pl.DataFrame, what: str, key: str = "application") -> Figure:
        keys = tuple(frame[key])
        if not len(self.frame):
            return Figure.unknown(Prose("there are no applications"), on=self.on)
        return Figure(len(keys), formula=joined((len(keys), what)), counted=keys, on=self.on)

    def _sum(self, frame: pl.DataFrame) -> Figure:
        return Amounts.of_frame(frame, "annual_cost", key="application").in_currency(
            self.rates, on=self.on
        )

    @cached_property
    def per_user(self) -> Figure:
        """Cost of those whose cost and users are known, by their users."""
        known = self.frame.filter(pl.col("annual_cost").is_not_null(), pl.col("users") > 0)
        total = self._sum(known)
        left = tuple(sorted(set(self.frame["application"]) - set(total.counted)))
        out: dict[str, tuple[str, ...]] = (
            {Prose("cost or users not on record"): left} if left else {}
        )
        if total.value is None:
            return Figure.unknown(
                Prose("no application states its cost and its users"),
                unit=self.rates.currency,
                on=self.on,
            )
        users = known.filter(pl.col("application").is_in(total.counted))["users"].sum()
        value = EXACT.divide(Decimal(str(total.value)), Decimal(users)).quantize(CENT)
        formula = Prose(
            "{formula} / {users:,} users, one of several applications each time",
            formula=total.formula,
            users=users,
        )
        return Figure(value, self.rates.currency, formula=formula, counted=total.counted,
                      left_out=out, assumed=total.assumed, on=self.on)  # fmt: skip

    def _debt(self, frame: pl.DataFrame) -> Figure:
        known = frame.filter(pl.col("debt_hours").is_not_null())
        if not len(known):
            return Figure.unknown(
                Prose("no application states its technical debt"), unit="hours", on=self.on
            )
        hours: Sequence[float] = known["debt_hours"].to_list()
        left = tuple(sorted(set(frame["application"]) - set(known["application"])))
        return Figure(
            sum(hours),
            "hours",
            formula=Prose(
                "the hours of {applications}", applications=counted(len(hours), "application")
            ),
            counted=tuple(known["application"]),
            on=self.on,
            left_out={Prose("its technical debt is not on record"): left} if left else {},
        )


def _each(cost: Money | None, users: int | None) -> Money | None:
    """The cost a year for a user, to the cent; None without users."""
    if cost is None or not users:
        return None
    return Money(EXACT.divide(cost.amount, Decimal(users)).quantize(CENT), cost.currency)


def _outdoes(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether it is better in value or fit and worse in neither."""
    if one["time"] is None or other["time"] is None:
        return False
    first, second = (one["value"], one["fit"]), (other["value"], other["fit"])
    return first != second and all(a >= b for a, b in zip(first, second, strict=True))


def _struct(money: Money | None) -> dict[str, Any] | None:
    return {"amount": money.amount, "currency": money.currency} if money else None
