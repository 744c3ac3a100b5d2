"""The sample organisations: whole, as large as promised, and wrong only where it is written down.

The rules are derived here from the raw YAML, with nothing of the checks.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cohelm
from cohelm.formats.organisation import sample_folder
from cohelm.formats.yaml12 import read_yaml

DAY = date(2026, 11, 23)
OWNED = {"application", "service", "data_set", "contract", "initiative", "product", "risk", "goal"}
MONEY = ("annual_cost", "total_value", "total_cost", "cost_per_year", "spent")
PHASES = ("plan", "phase_in", "active", "phase_out", "end_of_life")
Item = dict[str, Any]


@pytest.fixture(scope="module")
def items() -> dict[str, Item]:
    folder = sample_folder("sample")
    return {
        f"{file.parent.name}:{file.stem}": read_yaml(file.read_bytes(), file.name)
        for file in folder.glob("*/*.yaml")
    }


def listed(code: str) -> set[str]:
    with (sample_folder("sample").parent / "faults.csv").open(encoding="utf-8", newline="") as file:
        return {row["item"] for row in csv.DictReader(file) if row["code"] == code}


def of(items: dict[str, Item], *kinds: str) -> dict[str, Item]:
    return {key: item for key, item in items.items() if key.partition(":")[0] in kinds}


def ends(item: Item, relation: str) -> list[str]:
    """The ids at the end of a relation, on the day."""
    value = item.get(relation) or []
    stated = [one if isinstance(one, dict) else {"to": one}
              for one in (value if isinstance(value, list) else [value])]  # fmt: skip
    return [
        one["to"].rpartition(":")[2]
        for one in stated
        if day(one.get("from"), date.min) <= DAY <= day(one.get("until"), date.max)
    ]


def day(value: str | None, empty: date) -> date:
    return date.fromisoformat(value) if value else empty


def phase(item: Item) -> str | None:
    stated = item.get("lifecycle") or {}
    if isinstance(stated, str):
        return stated
    come = [name for name in PHASES if name in stated and day(stated[name], DAY) <= DAY]
    return come[-1] if come else stated.get("stated")


def going_on(item: Item) -> bool:
    return phase(item) != "end_of_life" and item.get("status") not in ("done", "stopped")


def no_owner(items: dict[str, Item]) -> set[str]:
    return {k for k, i in of(items, *OWNED).items() if going_on(i) and not i.get("owner")}


def not_reviewed(items: dict[str, Item]) -> set[str]:
    return {
        key
        for key, item in of(items, *OWNED).items()
        if going_on(item) and (DAY - day(item.get("reviewed_on"), date.min)).days > 365
    }


def goal_without(relation: str, kind: str) -> Callable[[dict[str, Item]], set[str]]:
    def found(items: dict[str, Item]) -> set[str]:
        reached = {one for item in of(items, kind).values() for one in ends(item, relation)}
        return {key for key in of(items, "goal") if key.rpartition(":")[2] not in reached}

    return found


def work_without_goal(items: dict[str, Item]) -> set[str]:
    work = of(items, "initiative").items()
    return {k for k, item in work if going_on(item) and not ends(item, "contributes_to")}


def overdue(items: dict[str, Item]) -> set[str]:
    late = set()
    for key, item in of(items, "key_result").items():
        rising = item["target"] > item["baseline"]
        reached = (item["current"] - item["target"]) * (1 if rising else -1) >= 0
        if day(item["due"], DAY) < DAY and not reached:
            late.add(key)
    return late


def late_proposals(items: dict[str, Item]) -> set[str]:
    work = of(items, "initiative").items()
    return {k for k, i in work if i["status"] == "proposal" and day(i["start"], DAY) < DAY}


def no_capability(items: dict[str, Item]) -> set[str]:
    found = of(items, "application").items()
    return {key for key, item in found if going_on(item) and not ends(item, "supports")}


def cost_of_nobody(items: dict[str, Item]) -> set[str]:
    found = of(items, "contract", "application", "initiative").items()
    return {
        key
        for key, item in found
        if going_on(item) and not item.get("owner") and any(item.get(name) for name in MONEY)
    }


def endless_contracts(items: dict[str, Item]) -> set[str]:
    terms = ("end", "notice_days", "notice_months")
    found = of(items, "contract").items()
    return {key for key, item in found if not any(item.get(name) for name in terms)}


def untreated(items: dict[str, Item]) -> set[str]:
    controls = {key.rpartition(":")[2] for key in of(items, "control")}
    return {
        key
        for key, item in of(items, "risk").items()
        if item["severity"] in ("high", "critical") and not controls & set(ends(item, "treated_by"))
    }


def kept_for_ever(items: dict[str, Item]) -> set[str]:
    found = of(items, "data_set").items()
    return {k for k, i in found if i.get("personal") and i.get("retention_months") is None}


RULES: dict[str, Callable[[dict[str, Item]], set[str]]] = {
    "OWN001": no_owner, "REV001": not_reviewed,
    "STR001": goal_without("contributes_to", "initiative"), "STR002": work_without_goal,
    "STR003": goal_without("measures", "key_result"), "STR004": overdue,
    "PFL001": late_proposals, "PFL002": cost_of_nobody, "EST001": no_capability,
    "VND001": endless_contracts, "SEC001": untreated, "INF001": kept_for_ever,
}  # fmt: skip


@pytest.mark.parametrize("code", RULES)
def test_the_list_of_faults_is_what_the_rule_says(items: dict[str, Item], code: str) -> None:
    assert RULES[code](items) == listed(code)


@pytest.mark.parametrize(
    ("kinds", "count"),
    [(("initiative",), 60), (("application",), 120), (("contract",), 80), (("vendor",), 80),
     (("server", "platform"), 190), (("goal",), 20), (("technology",), 60), (("right",), 50)],
)  # fmt: skip
def test_it_is_as_rich_as_promised(
    items: dict[str, Item], kinds: tuple[str, ...], count: int
) -> None:
    assert len(of(items, *kinds)) >= count


def test_its_readings_reach_three_years_back() -> None:
    plan = cohelm.read("sample")
    months = plan.observations("rentals")["time"]
    assert (months.min().strftime("%Y-%m"), months.max().strftime("%Y-%m")) == (
        "2023-12",
        "2026-11",
    )
    assert plan.observations("radar-ring")["time"].n_unique() >= 4


def test_the_second_has_a_cto_under_the_cio_and_a_cdo_beside_them() -> None:
    plan = cohelm.read("sample:second")
    assert plan.targets("office:cto", "reports_to") == ["office:cio"]
    assert "office:cdo" in plan
    assert plan.links_of("office:cdo", "reports_to") == []


def test_ids_are_the_names_of_files() -> None:
    for name in ("sample", "sample:second"):
        folder = sample_folder(name)
        assert isinstance(folder, Path)
        plan = cohelm.read(name)
        files = {f.stem for f in folder.glob("application/*.yaml")}
        assert files == set(plan.table("application").ids)
