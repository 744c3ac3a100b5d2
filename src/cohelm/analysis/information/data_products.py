"""Which data products do both offices use, which decisions do they feed, and what is built twice?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.offices import Offices, offices_on
from cohelm.analysis.portfolio.twice import twice
from cohelm.analysis.wording import counted
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose, joined

DECIDING = ("right", "forum")
COLUMNS: dict[str, Any] = {
    "data_product": pl.String, "use": pl.String, "made_by": pl.List(pl.String),
    "used_by_offices": pl.List(pl.String), "used_by": pl.List(pl.String),
    "feeds": pl.List(pl.String), "open_decisions": pl.List(pl.String),
    "built_twice_with": pl.List(pl.String), "built_from": pl.List(pl.String),
    "owner": pl.List(pl.String), "quality": pl.Float64, "refresh": pl.String, "annual_cost": MONEY,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class DataProducts:
    """A row for each live data product, those of two offices first, then those that are built twice.

    `made_by` and `used_by_offices` are offices: a team that uses it stands for its own. `feeds` is what
    it says that it serves; `open_decisions` are the proposed decisions under a right, or before a forum,
    that it feeds. `built_twice_with` are the products that look like the same one; see `twice`.
    """

    on: date
    joint: Figure
    doubled: Figure
    feeding_nothing: Figure
    products: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How many the offices share, how many look built twice, how many serve nothing that is said."""
        if not len(self.products):
            return Prose("No data product is on record")
        said = Prose(
            "{joint} of {products} are of two offices",
            joint=self.joint.value,
            products=counted(len(self.products), "data product"),
        )
        doubled = (
            Prose("{doubled} look built twice", doubled=self.doubled.value)
            if self.doubled.value
            else Prose("none looks built twice")
        )
        nothing = int(self.feeding_nothing.value or 0)
        return joined((said, doubled), "; ") + (
            Prose("; {nothing} feed no decision or work", nothing=nothing) if nothing else ""
        )


def data_products(enterprise: Enterprise, *, on: date) -> DataProducts:
    """The data products on a day, by who made and uses them and what they feed.

    A product is of two offices where those that made it and those that use it are two or more.
    """
    day = Day(enterprise, on)
    plan, frame = enterprise.at(on), day.live("data_product")
    pairs = _pairs(enterprise, on)
    deciding = _open_decisions(day, plan)
    offices = offices_on(day)
    rows = [
        _row(plan, offices, row, pairs, deciding)
        for row in (frame.sort("id").iter_rows(named=True) if len(frame) else ())
    ]
    joint = [one["data_product"] for one in rows if _is_joint(one)]
    doubled = [one["data_product"] for one in rows if one["built_twice_with"]]
    nothing = [one["data_product"] for one in rows if not one["feeds"]]
    rows.sort(
        key=lambda one: (not _is_joint(one), not one["built_twice_with"], one["data_product"])
    )
    return DataProducts(
        on,
        _count(joint, Prose("data products of two offices"), on),
        _count(doubled, Prose("data products that look like another one"), on),
        _count(nothing, Prose("data products that feed nothing that is said"), on),
        pl.DataFrame(rows, schema=COLUMNS),
    )


def _row(
    plan: Enterprise, offices: Offices, row: Mapping[str, Any], pairs: Mapping[str, list[str]],
    deciding: Mapping[str, list[str]],
) -> dict[str, Any]:  # fmt: skip
    key = f"data_product:{row['id']}"
    users, feeds = plan.targets(key, "used_by"), plan.targets(key, "feeds")
    of_users = {_office(plan, offices, one) for one in users} - {""}
    decisions = {one for fed in feeds for one in deciding.get(fed, ())}
    return {
        "data_product": key, "use": row["use"], "made_by": sorted(plan.targets(key, "office")),
        "used_by_offices": sorted(of_users), "used_by": users, "feeds": feeds,
        "open_decisions": sorted(decisions), "built_twice_with": sorted(pairs.get(key, ())),
        "built_from": plan.targets(key, "built_from"), "owner": plan.targets(key, "owner"),
        "quality": row["quality"], "refresh": row["refresh"], "annual_cost": row["annual_cost"],
    }  # fmt: skip


def _office(plan: Enterprise, offices: Offices, user: str) -> str:
    """The office that a user is or works in; none for a department, which is of neither."""
    node = plan.nodes.number(user)
    return "" if node is None or user.startswith("department:") else offices.of(node)


def _is_joint(row: Mapping[str, Any]) -> bool:
    return len({*row["made_by"], *row["used_by_offices"]}) > 1


def _pairs(enterprise: Enterprise, on: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in (
        twice(enterprise, on=on, of="data_product").pairs.select("one", "other").rows()
    ):
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def _open_decisions(day: Day, plan: Enterprise) -> dict[str, list[str]]:
    """The decisions that wait, by the right that they rest on and the forum that takes them."""
    found: dict[str, list[str]] = {}
    waiting = day.where("decision", pl.col("status") == "proposed")
    for id_ in waiting["id"].to_list():
        key = f"decision:{id_}"
        for other in (*plan.targets(key, "under"), *plan.targets(key, "decided_by")):
            if other.partition(":")[0] in DECIDING:
                found.setdefault(other, []).append(key)
    return found


def _count(keys: list[str], formula: str, on: date) -> Figure:
    return Figure(len(keys), formula=formula, counted=tuple(sorted(keys)), on=on)
