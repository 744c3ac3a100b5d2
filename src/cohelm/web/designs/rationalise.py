"""What the page of rationalising shows: the map of capabilities, and the grid with its cut lines."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.estate.landscape import colours
from cohelm.analysis.estate.rationalise import Rationalise
from cohelm.analysis.wording import counted, money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again, joined
from cohelm.reports.capability_map import Capable, draw_capabilities
from cohelm.reports.time_grid import Scored, draw_time


def of_rationalise(plan: Enterprise, result: Rationalise) -> dict[str, Any]:
    """Both pictures."""
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
        "colour_words": _words(result.colour.rpartition(".")[2]),
        "colours": [
            (one, joined((again(kind), _words(name)), ": ") if kind else _words(name))
            for one in colours(plan.schema)
            for kind, _, name in [one.rpartition(".")]
        ],
    }


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
