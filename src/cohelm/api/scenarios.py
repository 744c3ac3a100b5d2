"""Scenarios: listed, made, compared with the current plan, adopted or dropped."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from cohelm.accounts.permission import asker
from cohelm.accounts.tracing import TRADEOFF, tradeoff_of_job
from cohelm.api.access import leads, reads, writes
from cohelm.api.compare import Sides, plain_comparison
from cohelm.api.paging import Turn, page_of
from cohelm.api.plan import Lens, plan_of
from cohelm.api.texts import Line
from cohelm.core.errors import Conflict, UnknownName, UsageError
from cohelm.store import scenarios
from cohelm.store.access import Level
from cohelm.store.adopting import conflicts
from cohelm.store.picked import pick

router = Router(tags=["scenarios"])


class Scenario(Schema):
    """A branch. `state` is open, adopted or dropped; `began` the change that it began from."""

    name: str
    title: str
    author: str
    began: int
    state: str


class Scenarios(Schema):
    """A page of the scenarios, by name."""

    scenarios: list[Scenario]
    after: str | None


class NewScenario(Schema, extra="forbid"):
    """A scenario to be made: a name as it stands in addresses, and a title."""

    name: Line
    title: Line = ""


class Picked(Schema, extra="forbid"):
    """A point of the trade-off curve, and what the curve was asked with.

    `number`: the point's place in `points`, from nought. `job`: the curve is the one that this work
    traced; 0: what `tradeoff` answers at once.
    """

    title: Line
    number: int
    told: dict[Line, Line] = {}
    job: Annotated[int, Field(ge=0, lt=2**62)] = 0


class Compared(Sides):
    """A scenario beside the current plan."""

    scenario: str


class Met(Schema):
    """A value that both changed: what it was, is in the current plan, and becomes by the scenario.

    `field` is empty where a whole item or link is meant; `may_be_taken`: the scenario's side can be.
    """

    name: str
    key: str
    field: str
    base: Any = None
    now: Any = None
    then: Any = None
    may_be_taken: bool


class Ended(Schema):
    """What became of a scenario; `batch` is that of its changes where it was adopted."""

    scenario: str
    state: str
    batch: int = 0
    changes: int = 0


@router.get("/scenarios", auth=reads, response=Scenarios, summary="The scenarios")
def list_scenarios(request: HttpRequest, turn: Query[Turn]) -> Any:
    """Those that the asker may see, by name; adopted and dropped ones too."""
    found = scenarios.listed(asker(request).audience)
    page, after = page_of(found, turn, lambda one: one.name, str)
    return {"scenarios": page, "after": after}


@router.post("/scenarios", auth=writes, response={201: Scenario}, summary="Make a scenario")
def make_scenario(request: HttpRequest, scenario: NewScenario) -> Any:
    """Makes an empty one. Write items with `?scenario=` its name. Raises InputError, Conflict."""
    made = scenarios.make(
        scenario.name, by=asker(request).writer, title=(scenario.title or scenario.name)[:300]
    )
    return Status(201, made)


@router.post(
    "/tradeoff/pick", auth=leads, response={201: Scenario}, summary="Take a point of the curve"
)
def pick_point(request: HttpRequest, picked: Picked) -> Any:
    """A scenario that the two offices alone see. Raises UnknownName, UsageError, NotPermitted."""
    person, lens = asker(request), Lens(on="", known_at="", scenario="")
    if person.level is not Level.OFFICE_LEAD:
        raise UsageError("what stands between the two offices is made by the lead of one of them")
    plan, on = plan_of(request, lens), lens.asked().on
    if picked.job:
        found = tradeoff_of_job(plan, on, picked.told, picked.job, person.username)
    else:
        found = TRADEOFF.ask(plan, on=on, stated=picked.told)
    if not 0 <= picked.number < len(found.portfolios):
        known = [str(n) for n in range(len(found.portfolios))]
        raise UnknownName.of("point", str(picked.number), known, where="number")
    chosen = found.portfolios[picked.number]
    made = pick(plan, chosen, found.weighed, title=picked.title, by=person.writer, on=on)
    return Status(201, made)


@router.get("/scenarios/{name}", auth=reads, response=Compared, summary="Compare a scenario")
def compare_scenario(request: HttpRequest, name: str) -> Any:
    """What differs between it and the current plan. Raises UnknownName."""
    found = scenarios.compare_with_plan(name, asker(request).audience)
    return {"scenario": name} | plain_comparison(found)


@router.get("/scenarios/{name}/conflicts", auth=reads, response=list[Met], summary="Its conflicts")
def list_conflicts(request: HttpRequest, name: str) -> Any:
    """What the current plan changed too since it began: adopting picks for each. Raises UnknownName."""
    audience = asker(request).audience
    scenarios.compare_with_plan(name, audience)  # refuses what is not there or not to be seen
    return conflicts(name, audience)


@router.post("/scenarios/{name}/adopt", auth=writes, response=Ended, summary="Adopt a scenario")
def adopt_scenario(
    request: HttpRequest,
    name: str,
    pick: Annotated[
        list[Line], Query(description="`WHAT=current` or `WHAT=scenario` for each conflict.")
    ] = [],  # noqa: B006 - ninja copies it
) -> Any:
    """Makes it the current plan, as one batch. Where the plan changed the same since it began,
    picks say whose is taken. Raises Conflict, NotPermitted, UnknownName, InputError."""
    picks = {what: whose for what, _, whose in (one.rpartition("=") for one in pick)}
    try:
        written = scenarios.adopt(name, by=asker(request).writer, picks=picks)
    except Conflict as error:
        if not conflicts(name, asker(request).audience):
            raise
        mend = f"See /scenarios/{name}/conflicts, and send pick=WHAT=current or pick=WHAT=scenario."
        raise Conflict(error.message, mend=mend) from None
    return {"scenario": name, "state": scenarios.ADOPTED,
            "batch": written.batch, "changes": written.changes}  # fmt: skip


@router.post("/scenarios/{name}/drop", auth=writes, response=Ended, summary="Drop a scenario")
def drop_scenario(request: HttpRequest, name: str) -> Any:
    """Puts it aside; its changes stay in the log. Raises Conflict, NotPermitted, UnknownName."""
    scenarios.drop(name, by=asker(request).writer)
    return {"scenario": name, "state": scenarios.DROPPED}
