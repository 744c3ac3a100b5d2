"""Scenarios: listed, made, compared with the current plan, adopted or dropped."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from cohelm.accounts.permission import asker
from cohelm.api.access import reads, writes
from cohelm.api.changes import Difference
from cohelm.api.texts import Line
from cohelm.store import scenarios

router = Router(tags=["scenarios"])


class Scenario(Schema):
    """A branch. `state` is open, adopted or dropped; `began` the change that it began from."""

    name: str
    title: str
    author: str
    began: int
    state: str


class NewScenario(Schema, extra="forbid"):
    """A scenario to be made: a name as it stands in addresses, and a title."""

    name: Line
    title: Line = ""


class Changed(Schema):
    """An item that differs: field by field, in the current plan and in the scenario."""

    key: str
    name: str
    fields: list[Difference]


class Compared(Schema):
    """A scenario beside the current plan."""

    scenario: str
    new: list[Changed]
    gone: list[Changed]
    changed: list[Changed]


class Ended(Schema):
    """What became of a scenario; `batch` is that of its changes where it was adopted."""

    scenario: str
    state: str
    batch: int = 0
    changes: int = 0


@router.get("/scenarios", auth=reads, response=list[Scenario], summary="The scenarios")
def list_scenarios(request: HttpRequest) -> Any:
    """Those that the asker may see, by name."""
    return scenarios.listed(asker(request).audience)


@router.post("/scenarios", auth=writes, response={201: Scenario}, summary="Make a scenario")
def make_scenario(request: HttpRequest, scenario: NewScenario) -> Any:
    """Makes an empty one. Write items with `?scenario=` its name. Raises InputError, UsageError."""
    made = scenarios.make(
        scenario.name, by=asker(request).writer, title=(scenario.title or scenario.name)[:300]
    )
    return Status(201, made)


@router.get("/scenarios/{name}", auth=reads, response=Compared, summary="Compare a scenario")
def compare_scenario(request: HttpRequest, name: str) -> Any:
    """What differs between it and the current plan. Raises UnknownName."""
    found = scenarios.compare(name, asker(request).audience)
    sides = {side: getattr(found, side) for side in ("new", "gone", "changed")}
    return {"scenario": name} | {
        side: [
            {"key": one.key, "name": one.name,
             "fields": [{"field": f, "was": was, "became": is_} for f, was, is_ in one.fields]}
            for one in items
        ]
        for side, items in sides.items()
    }  # fmt: skip


@router.post("/scenarios/{name}/adopt", auth=writes, response=Ended, summary="Adopt a scenario")
def adopt_scenario(request: HttpRequest, name: str) -> Any:
    """Makes it the current plan, as one batch. Raises Conflict, NotPermitted, UnknownName."""
    written = scenarios.adopt(name, by=asker(request).writer)
    return {"scenario": name, "state": scenarios.ADOPTED,
            "batch": written.batch, "changes": written.changes}  # fmt: skip


@router.post("/scenarios/{name}/drop", auth=writes, response=Ended, summary="Drop a scenario")
def drop_scenario(request: HttpRequest, name: str) -> Any:
    """Puts it aside; its changes stay in the log. Raises Conflict, NotPermitted, UnknownName."""
    scenarios.drop(name, by=asker(request).writer)
    return {"scenario": name, "state": scenarios.DROPPED}
