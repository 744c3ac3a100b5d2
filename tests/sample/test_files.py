"""Every file of the samples fits its kind, and everything that it names is there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.core.condition.evaluate import select
from cohelm.core.enterprise import Enterprise
from cohelm.core.keys import SLUG
from cohelm.core.schema import Schema
from cohelm.formats.folder import SETTINGS
from cohelm.formats.organisation import sample_folder
from cohelm.formats.yaml12 import read_yaml
from cohelm.kinds import built_in_schema

DAY = date(2026, 11, 23)
NAMES = ("sample", "sample:second")
Files = dict[str, dict[str, Any]]


def read_files(name: str) -> tuple[Files, Schema]:
    folder = sample_folder(name)
    settings = read_yaml((folder / SETTINGS).read_bytes(), SETTINGS)
    schema = built_in_schema().with_own_fields(settings.get("own_fields", {}))
    kinds = {kind.folder: kind.name for kind in schema.kinds.values()}
    found = {
        f"{kinds[file.parent.name]}:{file.stem}": read_yaml(file.read_bytes(), str(file))
        for file in folder.glob("*/*.yaml")
    }
    return found, schema


@pytest.fixture(scope="module", params=NAMES)
def files(request: pytest.FixtureRequest) -> tuple[Files, Schema]:
    return read_files(request.param)


@pytest.fixture(scope="module")
def plan(the_sample: Enterprise) -> Enterprise:
    return the_sample


@pytest.mark.slow
def test_every_file_fits_its_kind(files: tuple[Files, Schema]):
    items, schema = files
    for key, item in items.items():
        kind, _, id_ = key.partition(":")
        assert SLUG.match(id_), key
        schema.kind(kind).model.model_validate(item)


@pytest.mark.slow
def test_every_end_of_a_link_is_there(files: tuple[Files, Schema]):
    items, schema = files
    missing = []
    for key, item in items.items():
        for name, spec in schema.kind(key.partition(":")[0]).relations.items():
            stated = item.get(name, [])
            for one in stated if isinstance(stated, list) else [stated]:
                end = one["to"] if isinstance(one, dict) else one
                targets = schema.targets(spec)
                whole = end if ":" in end else f"{targets[0]}:{end}"
                if whole not in items or whole.partition(":")[0] not in targets or whole == key:
                    missing.append((key, name, end))
    assert missing == []


def test_every_condition_can_be_asked_and_selects_something(plan: Enterprise):
    asked = {
        f"{kind}:{row['id']}": row[field]
        for kind, field in (("right", "covers"), ("policy", "covers"), ("check", "condition"))
        for row in plan.frame(kind).iter_rows(named=True)
        if row[field]
    }
    selected = {key: len(select(plan, condition, on=DAY).ids) for key, condition in asked.items()}
    nothing = {key for key, count in selected.items() if count == 0}
    # nobody has asked for so little yet
    assert nothing == {
        "right:invest-up-to-fifty-thousand-cio", "right:invest-up-to-fifty-thousand-cto"
    }  # fmt: skip


def test_its_own_fields_are_filled(plan: Enterprise):
    own = [
        (kind.name, field.name)
        for kind in plan.schema.kinds.values()
        for field in kind.fields.values()
        if field.own
    ]
    assert own
    assert all(plan.frame(kind)[field].drop_nulls().len() for kind, field in own)


@pytest.mark.parametrize(
    ("metric", "count"), [("incident", 150), ("deployment", 400), ("approval", 200)]
)
def test_as_many_events_as_promised(plan: Enterprise, metric: str, count: int):
    assert len(plan.observations(metric)) >= count


def test_the_departments_have_all_who_work_there(plan: Enterprise):
    heads = dict(plan.frame("department").select("id", "headcount").iter_rows())
    assert sum(count or 0 for count in heads.values()) == plan.organisation["employees"]
    still_here = select(plan, "person where left_on is null", on=DAY).ids
    staff = dict.fromkeys(heads, 0)
    for person in still_here:
        for department in plan.targets(f"person:{person}", "department"):
            staff[department.partition(":")[2]] += 1
    assert all(staff[name] <= (heads[name] or staff[name]) for name in heads)


def test_what_an_initiative_has_spent_is_the_sum_of_its_lines(plan: Enterprise):
    lines: dict[str, int] = {}
    for row in plan.observations("actual").iter_rows(named=True):
        lines[row["item"]] = lines.get(row["item"], 0) + int(row["amount"]["amount"])
    for row in plan.frame("initiative").iter_rows(named=True):
        if row["spent"] and row["start"] >= date(2025, 1, 1):
            assert lines[f"initiative:{row['id']}"] == row["spent"]["amount"], row["id"]
