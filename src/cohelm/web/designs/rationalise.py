"""What the page of rationalising shows: the map of capabilities, and the grid with its cut lines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cohelm.analysis.estate.landscape import colours
from cohelm.analysis.estate.rationalise import Rationalise
from cohelm.analysis.wording import counted, money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again, joined
from cohelm.reports.answers import Part, label_of
from cohelm.reports.capability_map import Capable, draw_capabilities
from cohelm.reports.time_grid import Scored, draw_time
from cohelm.web.results import TableShown, table_shown

STANDS = (
    "application", "time", "proposed", "because", "disposition", "agrees", "value", "fit", "on_the_line",
)  # fmt: skip
"""Where an application stands: first what follows, which a narrow page begins with."""
OWED = ("annual_cost", "users", "cost_per_user", "debt_hours", "debt_ratio", "debt_grade")
"""What an application costs and owes."""


def of_rationalise(plan: Enterprise, result: Rationalise) -> dict[str, Any]:
    """Both pictures, and the tables."""
    capables = [
        Capable(
            row["capability"], plan.name(row["capability"]), row["within"], row["applications"],
            row["shade"], _said(plan, row, result.colour),
        )
        for row in result.capabilities.iter_rows(named=True)
    ]  # fmt: skip
    scored = [
        Scored(row["application"], plan.name(row["application"]), row["value"], row["fit"],
               _cost(row["annual_cost"]), bool(row["on_the_line"]), _stands(plan, row))
        for row in result.applications.iter_rows(named=True) if row["time"]
    ]  # fmt: skip
    return {
        "map": draw_capabilities(capables),
        "grid": draw_time(
            scored, cut_value=result.cut_value, cut_fit=result.cut_fit, near=result.near
        ),
        "narrow": _tables(plan, result),
        "colour_words": _words(result.colour.rpartition(".")[2]),
        "colours": [
            (one, joined((again(kind), _words(name)), ": ") if kind else _words(name))
            for one in colours(plan.schema)
            for kind, _, name in [one.rpartition(".")]
        ],
    }


def _tables(plan: Enterprise, result: Rationalise) -> list[TableShown]:
    """The applications in two tables, since one would be wider than a page, then the others."""
    frame = result.applications
    parts = [
        (Prose("Applications"), frame.select(STANDS)),
        (Prose("What they cost and owe"), frame.select("application", *OWED)),
    ]
    applications = [
        replace(table_shown(plan, Part("applications", one)), label=said) for said, one in parts
    ]
    others = [
        table_shown(plan, Part(name, one))
        for name, one in (
            ("redundant", result.redundant), ("orphans", result.orphans),
            # how dark a box is stands on the map alone
            ("capabilities", result.capabilities.drop("shade")),
        )
    ]  # fmt: skip
    named = {
        label_of("time"): Prose("TIME"), label_of("disposition"): Prose("7R stated"),
        label_of("proposed"): Prose("7R proposed"),
        label_of("shown"): label_of(result.colour.rpartition(".")[2]),
    }  # fmt: skip
    return [
        replace(
            one,
            header=tuple((named.get(name, name), right) for name, right in one.header),
            bare=tuple(named.get(name, name) for name in one.bare),
        )
        for one in (*applications, *others)
    ]


def _words(name: str) -> Prose:
    return again(name.replace("_", " "))


def _cost(stated: Any) -> float | None:
    money = money_of(stated)
    return float(money.amount) if money else None


def _said(plan: Enterprise, row: dict[str, Any], colour: str) -> str:
    word = colour.rpartition(".")[2].replace("_", " ")
    said = "{capability}: {applications}, {word} {shown}"
    return Prose(
        said if row["shown"] else "{capability}: {applications}, {word} not known",
        capability=plan.name(row["capability"]),
        applications=counted(row["applications"], "application"),
        word=again(word), shown=row["shown"],
    )  # fmt: skip


def _stands(plan: Enterprise, row: dict[str, Any]) -> str:
    line = Prose(", on a cut line") if row["on_the_line"] else ""
    return Prose(
        "{application}: value {value:g}, fit {fit:g}, {time}{line}",
        application=plan.name(row["application"]),
        value=row["value"],
        fit=row["fit"],
        time=again(row["time"]),
        line=line,
    )
