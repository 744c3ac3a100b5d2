"""What is done about a concern: accepted until a day, given to somebody; and how many stood when."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from cohelm.accounts.assigning import assign
from cohelm.accounts.permission import asker, user_of_person
from cohelm.analysis.checks import plain_concern, raised
from cohelm.api.access import leads, reads, writes
from cohelm.api.plan import Lens, plan_of
from cohelm.api.texts import Line
from cohelm.core.concern import Concern
from cohelm.store.apply import Written, apply
from cohelm.store.concerns import acceptance, assigned_of, concern_of
from cohelm.store.load import load
from cohelm.store.trend import trend

router = Router(tags=["concerns"])


class Acceptance(Schema, extra="forbid"):
    """A concern that can wait until a day, that included."""

    code: Line
    item: Line = ""
    until: date
    reason: Line


class Given(Schema, extra="forbid"):
    """A concern for a role, a team or a person, by key; whoever it reaches is told by mail."""

    code: Line
    item: Line = ""
    to: Line
    due: date | None = None
    why: Line = ""


class Noted(Schema):
    """The batch that it was written as."""

    batch: int
    changes: int


class PointOut(Schema):
    """The concerns that stood at a moment, by severity."""

    time: str
    severities: dict[str, int]


class TrendOut(Schema):
    """How many stood when; nothing is known of the time before `known_since`."""

    known_since: date | None
    points: list[PointOut]


@router.get("/concerns/trend", auth=reads, response=TrendOut, summary="The concerns over time")
def concerns_trend(request: HttpRequest) -> Any:
    """At a few moments from the first change on record until now, each as it was known then."""
    found = trend(asker(request).audience, now=timezone.now())
    points = [{"time": one.time.isoformat(), "severities": one.severities}
              for one in found.points]  # fmt: skip
    return {"known_since": found.known_since, "points": points}


@router.post("/concerns/accept", auth=leads, response=Noted, summary="Accept a concern")
def accept_concern(request: HttpRequest, body: Acceptance) -> Any:
    """Accepts it until a day. Raises UnknownName, InputError, NotPermitted."""
    person = asker(request)
    concern, plan = _standing(request, body.code, body.item)
    changes = acceptance(
        plan, concern, until=body.until, reason=body.reason.strip(), on=timezone.now().date(),
        person=person.key,
    )  # fmt: skip
    return apply(changes, by=person.writer, via="api", reason=f"accepts {body.code}")


@router.post("/concerns/assign", auth=writes, response=Noted, summary="Give a concern to somebody")
def assign_concern(request: HttpRequest, body: Given) -> Any:
    """Writes it as an action. Raises UnknownName, InputError, NotPermitted."""
    concern, plan = _standing(request, body.code, body.item)
    written: Written = assign(
        plan, concern, to=body.to, due=body.due, why=body.why.strip(), by=asker(request).writer,
        sender=user_of_person(request), now=timezone.now(),
    )  # fmt: skip
    return written


@router.get("/concerns/{code}", auth=reads, summary="One concern")
def show_concern(
    request: HttpRequest,
    code: str,
    lens: Query[Lens],
    item: Annotated[str, Query(description="The key of the item that it is about.")] = "",
) -> dict[str, Any]:
    """A concern that stands, and to whom it was given. Raises UnknownName where it does not stand."""
    plan = plan_of(request, lens)
    found = raised(plan, on=lens.asked().on, codes=[code])
    concern = concern_of(found.concerns, code, item)
    given = assigned_of(plan).get(concern.identity)
    return plain_concern(concern) | {"given_to": list(given.to) if given else []}


def _standing(request: HttpRequest, code: str, item: str) -> tuple[Concern, Any]:
    plan, today = load(audience=asker(request).audience), timezone.now().date()
    return concern_of(raised(plan.at(today), on=today, codes=[code]).concerns, code, item), plan
