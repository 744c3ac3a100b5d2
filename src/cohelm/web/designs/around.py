"""What the map around an item shows: needs on the left, needed by on the right; or a matrix."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.estate.around import ITSELF, NEEDED_BY, NEEDS, Around
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again
from cohelm.reports.layered import Joint, Node, draw_layered
from cohelm.reports.needs_matrix import draw_needs
from cohelm.reports.wording import day

MOST_ITEMS, MOST_LINKS = 60, 120
"""Past these the map shows fewer steps, and past those of one step a matrix."""
SOON_DAYS = 365
STYLES = {"for certain": "", "perhaps": "perhaps", "stand-in": "group", "soft": "soft"}


def of_around(plan: Enterprise, result: Around) -> dict[str, Any]:
    """The map with as many steps as it can hold, else the matrix."""
    names = {key: plan.name(key) for key in result.items["item"]}
    if result.item:
        deepest = int(result.items["step"].max() or 0)  # type: ignore[arg-type]
        for depth in range(deepest, 0, -1):
            shown = result.items.filter(pl.col("step") <= depth)
            links = _within(result.links, set(shown["item"]))
            if len(shown) <= MOST_ITEMS and len(links) <= MOST_LINKS:
                picture = _layered(plan, shown, links, result.on)
                return {"picture": picture, "steps": depth, "fewer": depth < deepest}
    needs = [(row["item"], row["needs"], row["how"]) for row in result.links.iter_rows(named=True)]
    return {"picture": None, "matrix": draw_needs(names, needs)}


def _within(links: pl.DataFrame, keys: set[str]) -> pl.DataFrame:
    return links.filter(pl.col("item").is_in(list(keys)), pl.col("needs").is_in(list(keys)))


def _layered(plan: Enterprise, shown: pl.DataFrame, links: pl.DataFrame, on: date) -> Any:
    columns: dict[int, list[Node]] = {}
    for row in shown.iter_rows(named=True):
        at = {NEEDS: -1, ITSELF: 0, NEEDED_BY: 1}[row["side"]] * row["step"]
        columns.setdefault(at, []).append(_node(plan, row, on))
    joints = [
        Joint(row["item"], row["needs"], STYLES[row["how"]], _need(plan, row))
        for row in links.iter_rows(named=True)
    ]
    return draw_layered([(_heading(at), columns[at]) for at in sorted(columns)], joints)


def _heading(at: int) -> str:
    if at == 0:
        return ""
    words = Prose("It needs") if at < 0 else Prose("Need it")
    return words if abs(at) == 1 else Prose("{words}, {at} steps", words=words, at=abs(at))


def _node(plan: Enterprise, row: dict[str, Any], on: date) -> Node:
    name, said, states = plan.name(row["item"]), [plan.name(row["item"])], []
    if row["side"] == ITSELF:
        states.append("asked")
    if row["weak_point"]:
        states.append("weak")
        said.append(Prose("an outage of it alone stops the item"))
    ends = row["support_ends"]
    if row["phase"] == "end_of_life" or (ends and ends < on):
        states.append("odd")
    elif row["phase"] == "phase_out" or (ends and (ends - on).days <= SOON_DAYS):
        states.append("soon")
    if row["phase"] in ("phase_out", "end_of_life"):
        said.append(row["phase"].replace("_", " "))
    if ends:
        said.append(Prose("support of what it rests on ends {ends}", ends=day(ends)))
    return Node(row["item"], name, ", ".join(said), " ".join(states))


def _need(plan: Enterprise, row: dict[str, Any]) -> str:
    how = (
        Prose("stand-in, {group}", group=row["relation_group"])
        if row["relation_group"]
        else again(row["how"])
    )
    return Prose(
        "{item} needs {needs}, {how}",
        item=plan.name(row["item"]),
        needs=plan.name(row["needs"]),
        how=how,
    )
