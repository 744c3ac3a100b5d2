"""The sample organisations: whole, as large as promised, and wrong only where it is written down.

The rules are derived here from the raw YAML, with nothing of the checks.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import cohelm
from cohelm.core.enterprise import Enterprise
from cohelm.formats.organisation import sample_folder
from cohelm.formats.yaml12 import read_yaml
from cohelm.kinds import built_in_schema

DAY = date(2026, 11, 23)
OWNED = {"application", "service", "data_set", "contract", "initiative", "product", "risk", "goal"}
MONEY = ("annual_cost", "total_value", "total_cost", "cost_per_year", "spent")
OF_THE_PAST = {"replaces", "succeeds", "supersedes", "forbids", "about", "discussed"}
PHASES = ("plan", "phase_in", "active", "phase_out", "end_of_life")
Item = dict[str, Any]
SCHEMA = built_in_schema()


@pytest.fixture(scope="module")
def items() -> dict[str, Item]:
    return read_items("sample")


def read_items(name: str) -> dict[str, Item]:
    """The raw files of a sample, by the keys of their items."""
    kinds = {kind.folder: kind.name for kind in SCHEMA.kinds.values()}
    return {
        f"{kinds[file.parent.name]}:{file.stem}": read_yaml(file.read_bytes(), file.name)
        for file in sample_folder(name).glob("*/*.yaml")
    }


def listed(code: str) -> set[str]:
    with (sample_folder("sample").parent / "faults.csv").open(encoding="utf-8", newline="") as file:
        return {row["item"] for row in csv.DictReader(file) if row["code"] == code}


def of(items: dict[str, Item], *kinds: str) -> dict[str, Item]:
    return {key: item for key, item in items.items() if key.partition(":")[0] in kinds}


def ends(item: Item, relation: str) -> list[str]:
    """The ids at the end of a relation, on the day."""
    return [end.rpartition(":")[2] for end in written(item, relation)]


def written(item: Item, relation: str) -> list[str]:
    """The ends of a relation that hold on the day, as the file has them."""
    value = item.get(relation) or []
    stated = [one if isinstance(one, dict) else {"to": one}
              for one in (value if isinstance(value, list) else [value])]  # fmt: skip
    return [
        one["to"]
        for one in stated
        if day(one.get("from"), date.min) <= DAY <= day(one.get("until"), date.max)
    ]


def keys(key: str, item: Item, relation: str) -> list[str]:
    """The keys at the end of a relation, on the day; a bare id where one kind fits."""
    targets = SCHEMA.targets(SCHEMA.relation(key.partition(":")[0], relation))
    return [end if ":" in end else f"{targets[0]}:{end}" for end in written(item, relation)]


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


def links_to_the_retired(items: dict[str, Item]) -> set[str]:
    """Relations that rightly lead to what is past (`replaces`, `about` …) do not count."""
    retired = {key for key, item in items.items() if phase(item) == "end_of_life"}
    found = set()
    for key, item in items.items():
        stated = {name for name in SCHEMA.kind(key.partition(":")[0]).relations if name in item}
        targets = {end for name in stated - OF_THE_PAST for end in keys(key, item, name)}
        if key not in retired and targets & retired:
            found.add(key)
    return found


def doubled_names(items: dict[str, Item]) -> set[str]:
    """The first id of each group of items of one kind that bear one name."""
    groups: dict[tuple[str, str], list[str]] = {}
    for key, item in items.items():
        letters = "".join(sign for sign in item["name"].casefold() if sign.isalnum())
        groups.setdefault((key.partition(":")[0], letters), []).append(key)
    return {min(group) for group in groups.values() if len(group) > 1}


def nobody_behind_the_owner(items: dict[str, Item]) -> set[str]:
    people = of(items, "person")
    gone = {key for key, item in people.items() if day(item.get("left_on"), date.max) < DAY}
    filled = {
        role for key in people.keys() - gone for role in keys(key, people[key], "fills")
    }  # fmt: skip
    absent = gone | (of(items, "role").keys() - filled)
    return {
        key
        for key, item in of(items, "application").items()
        if item["criticality"] in ("high", "critical") and absent & set(keys(key, item, "owner"))
    }


def had_by_two(items: dict[str, Item]) -> set[str]:
    """Contracts with one vendor that bear one name up to the comma; data products of one word that share
    two things. Of two offices, and nobody said that they differ."""
    settled = [set(item["between"]) for item in of(items, "distinction").values()]
    found = set()
    for kind in ("contract", "data_product"):
        for one, other in combinations(sorted(of(items, kind)), 2):
            first, second = items[one], items[other]
            alike = (
                _one_purchase(first, second) if kind == "contract" else _one_report(first, second)
            )
            apart = first.get("office") != second.get("office")
            if alike and apart and {one, other} not in settled:
                found.add(one)
    return found


def _one_purchase(one: Item, other: Item) -> bool:
    names = [item["name"].partition(", ")[0] for item in (one, other)]
    return one.get("vendor") == other.get("vendor") and names[0] == names[1]


def _one_report(one: Item, other: Item) -> bool:
    words = [
        {word for word in item["name"].casefold().split() if len(word) > 5} for item in (one, other)
    ]
    ends = [{*item.get("built_from", ()), *item.get("feeds", ())} for item in (one, other)]
    return bool(words[0] & words[1]) and len(ends[0] & ends[1]) > 1


def notice_just_over(items: dict[str, Item]) -> set[str]:
    """Renews itself, its notice day was within 30 days, and no decision about it within a year."""
    recent = DAY - timedelta(days=365)
    decided = {
        end for item in of(items, "decision").values() for end in written(item, "about")
        if recent <= day(item.get("decided_on"), date.min) <= DAY
    }  # fmt: skip
    found = set()
    for key, item in of(items, "contract").items():
        if item.get("renewal") != "tacit" or not item.get("end") or key in decided:
            continue
        last = _last_notice(item)
        if last is not None and DAY - timedelta(days=30) <= last < DAY <= day(item["end"], DAY):
            found.add(key)
    return found


def _last_notice(item: Item) -> date | None:
    last, months = day(item["end"], DAY), item.get("notice_months")
    if months:
        after = last + timedelta(days=1)
        year, month = divmod(after.year * 12 + after.month - 1 - months, 12)
        last = date(year, month + 1, after.day) - timedelta(days=1)
    elif item.get("notice_days") is not None:
        last -= timedelta(days=item["notice_days"])
    else:
        return None
    while last.weekday() > 4 or last == date(2026, 10, 31):  # the one holiday in these weeks
        last -= timedelta(days=1)
    return last


def renewed_for_nothing(items: dict[str, Item]) -> set[str]:
    """Renews itself after an application that it covers has come to its end."""
    over = {}
    for key, item in of(items, "application").items():
        stated = item.get("lifecycle") or {}
        over[key] = (
            date.min if stated == "end_of_life" else day(stated.get("end_of_life"), date.max)
        )
    return {
        key
        for key, item in of(items, "contract").items()
        if item.get("renewal") == "tacit" and item.get("end")
        and any(over.get(end, date.max) <= day(item["end"], DAY) for end in keys(key, item, "covers"))
    }  # fmt: skip


def paid_without_contract(items: dict[str, Item]) -> set[str]:
    """Vendors with a line of actual cost within a year and no contract that is not over."""
    bound = {
        key for name, item in of(items, "contract").items() for key in keys(name, item, "vendor")
        if item.get("renewal") == "tacit" or day(item.get("end"), date.max) >= DAY
    }  # fmt: skip
    file = sample_folder("sample") / "observations" / "actual.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        paid = {row["item"] for row in csv.DictReader(lines)
                if DAY - timedelta(days=365) < date.fromisoformat(row["time"]) <= DAY}  # fmt: skip
    return {key for key in paid & of(items, "vendor").keys() if key not in bound}


def no_way_out_of_several(items: dict[str, Item]) -> set[str]:
    """Vendors without an exit plan on whom two of high risk rely, directly or through others."""
    vendors = of(items, "vendor")
    relying: dict[str, set[str]] = {}
    for key, item in vendors.items():
        open_, seen = [key], {key}
        while open_ and item.get("risk_tier") in ("high", "critical"):
            at = open_.pop()
            for end in set(keys(at, vendors[at], "subcontracts")) - seen:
                seen.add(end)
                open_.append(end)
                relying.setdefault(end, set()).add(key)
    return {k for k, who in relying.items() if len(who) > 1 and not vendors[k].get("exit_plan")}


def said_ends(key: str, item: Item, relation: str) -> list[str]:
    """The keys that an item names by a relation, where its file has it."""
    return list(keys(key, item, relation)) if relation in item else []


def reaches_secrets_unreviewed(items: dict[str, Item]) -> set[str]:
    """What is new and not reviewed, and from which a link or two lead to confidential data."""
    secret = {k for k, one in of(items, "data_set").items()
              if one.get("classification") in ("confidential", "restricted")}  # fmt: skip
    held = {k: {*said_ends(k, one, "handles"), *said_ends(k, one, "learns_from")}
            for k, one in items.items()}  # fmt: skip
    holding = {k for k, of_item in held.items() if secret & of_item}
    holding |= {end for k in secret for end in said_ends(k, items[k], "stored_in")}
    behind = {end for k in holding for relation in ("uses", "provided_by")
              for end in said_ends(k, items[k], relation)}  # fmt: skip
    year = str(DAY - timedelta(days=365))
    new = {k for k, one in of(items, "ai_use").items() if one.get("status") in ("pilot", "live")}
    for k, one in of(items, "initiative").items():
        if one.get("status") not in ("done", "stopped"):
            new |= {end for end in said_ends(k, one, "introduces") if end.startswith("technology:")}
    new |= {k for k, one in of(items, "technology").items()
            if year <= str((one.get("lifecycle") or {}).get("active", "")) <= str(DAY)}  # fmt: skip
    first: dict[str, str] = {}
    for k, one in of(items, "contract").items():
        for end in said_ends(k, one, "vendor") if one.get("start") else ():
            first[end] = min(first.get(end, "9"), str(one["start"]))
    new |= {end for end, day in first.items() if year <= day <= str(DAY)}
    return {k for k in new & (behind | holding) if not items[k].get("security_reviewed_on")}


def in_force(items: dict[str, Item]) -> dict[str, Item]:
    return {
        key: item for key, item in of(items, "standard").items()
        if going_on(item) and day(item.get("start"), DAY) <= DAY <= day(item.get("end"), DAY)
    }  # fmt: skip


def forbidden_in_use(items: dict[str, Item]) -> set[str]:
    found = set()
    for item in in_force(items).values():
        exempt = set(ends(item, "exempts"))
        for user, other in items.items():
            built = set(ends(other, "builds")) if user.startswith("repository:") else set()
            if going_on(other) and not exempt & {user.rpartition(":")[2], *built}:
                both = set(ends(other, "uses")) & set(ends(item, "forbids"))
                found |= {f"technology:{one}" for one in both}
    return found


def endless_exemptions(items: dict[str, Item]) -> set[str]:
    return {
        key for key, item in in_force(items).items()
        if any(isinstance(one, str) or "until" not in one for one in item.get("exempts") or ())
    }  # fmt: skip


def work_against_standards(items: dict[str, Item]) -> set[str]:
    refused = {one for item in in_force(items).values() for one in ends(item, "forbids")}
    refused |= {
        key.rpartition(":")[2] for key, item in of(items, "technology").items()
        if item.get("ring") == "hold" and going_on(item)
    }  # fmt: skip
    work = of(items, "initiative").items()
    return {k for k, i in work if going_on(i) and refused & set(ends(i, "introduces"))}


def unsound_standards(items: dict[str, Item]) -> set[str]:
    binding = in_force(items)
    forbidden = {one for item in binding.values() for one in ends(item, "forbids")}
    ended = {
        key.rpartition(":")[2] for key, item in of(items, "technology").items()
        if day(item.get("end_of_security_support") or item.get("end_of_extended_support"), DAY) < DAY
    }  # fmt: skip
    return {key for key, i in binding.items() if (forbidden | ended) & set(ends(i, "prescribes"))}


def standards_of_nobody(items: dict[str, Item]) -> set[str]:
    return {
        key for key, item in of(items, "standard").items()
        if going_on(item) and (day(item.get("end"), DAY) < DAY
                               or (item.get("strength") == "must" and not ends(item, "approved_by")))
    }  # fmt: skip


RULES: dict[str, Callable[[dict[str, Item]], set[str]]] = {
    "OWN001": no_owner, "REV001": not_reviewed,
    "STR001": goal_without("contributes_to", "initiative"), "STR002": work_without_goal,
    "STR003": goal_without("measures", "key_result"), "STR004": overdue,
    "PFL001": late_proposals, "PFL002": cost_of_nobody, "EST001": no_capability,
    "VND001": endless_contracts, "SEC001": untreated, "SEC002": reaches_secrets_unreviewed,
    "INF001": kept_for_ever,
    "LNK001": links_to_the_retired, "DUP001": doubled_names, "DUP002": had_by_two,
    "VND002": notice_just_over, "VND003": renewed_for_nothing, "VND004": paid_without_contract,
    "VND005": no_way_out_of_several,
    "PPL001": nobody_behind_the_owner,
    "TEC001": forbidden_in_use, "TEC002": endless_exemptions, "TEC003": work_against_standards,
    "TEC004": unsound_standards, "TEC005": standards_of_nobody,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("code", RULES)
def test_the_list_of_faults_is_what_the_rule_says(items: dict[str, Item], code: str) -> None:
    assert RULES[code](items) == listed(code)


@pytest.mark.parametrize("code", RULES)
def test_the_second_sample_has_no_fault(code: str) -> None:
    assert RULES[code](read_items("sample:second")) == set()


def test_every_fault_listed_is_of_a_rule_that_is_derived_here() -> None:
    with (sample_folder("sample").parent / "faults.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    # those of decision rights have a reference of their own, in tests/analysis/rights
    assert {code for code in codes if not code.startswith("RGT")} == RULES.keys()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kinds", "count"),
    [(("initiative",), 60), (("application",), 120), (("contract",), 80), (("vendor",), 80),
     (("server", "platform"), 190), (("goal",), 20), (("technology",), 60), (("right",), 50)],
)  # fmt: skip
def test_it_is_as_rich_as_promised(
    items: dict[str, Item], kinds: tuple[str, ...], count: int
) -> None:
    assert len(of(items, *kinds)) >= count


def test_its_readings_reach_three_years_back(the_sample: Enterprise) -> None:
    months = the_sample.observations("rentals")["time"]
    assert (months.min().strftime("%Y-%m"), months.max().strftime("%Y-%m")) == (
        "2023-12",
        "2026-11",
    )
    assert the_sample.observations("radar-ring")["time"].n_unique() >= 4


@pytest.fixture(scope="module")
def second() -> Enterprise:
    return cohelm.read("sample:second")


def test_the_second_has_a_cto_under_the_cio_and_a_cdo_beside_them(second: Enterprise) -> None:
    assert second.targets("office:cto", "reports_to") == ["office:cio"]
    assert "office:cdo" in second
    assert second.links_of("office:cdo", "reports_to") == []


def test_ids_are_the_names_of_files(the_sample: Enterprise, second: Enterprise) -> None:
    for name, plan in (("sample", the_sample), ("sample:second", second)):
        folder = sample_folder(name)
        assert isinstance(folder, Path)
        files = {f.stem for f in folder.glob("application/*.yaml")}
        assert files == set(plan.table("application").ids)
