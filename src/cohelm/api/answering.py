"""What is done with topics of the agenda and with requests of departments, by the rights."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from cohelm.accounts.permission import asker
from cohelm.analysis.agenda.inhand import MOVES, may_be_given
from cohelm.analysis.portfolio.triage import ANSWERS, may_answer
from cohelm.api.access import reads, writes
from cohelm.api.concern import Noted
from cohelm.api.plan import now
from cohelm.api.texts import Line, Words
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.store.answering import answer_request
from cohelm.store.load import load
from cohelm.store.topics import move_topic

router = Router(tags=["agenda"])


class Named(Schema):
    """Somebody whom a right, an owner or an office names, and which of these."""

    key: str
    name: str
    why: str


class Topic(Schema, extra="forbid"):
    """What is done with it; `to` is whom it is passed on to, `until` its day: done by, or back on."""

    move: Line = Field("", description=f"{', '.join(MOVES)}.")
    to: Line = ""
    until: date | None = None
    reason: Line = ""


class Triage(Schema, extra="forbid"):
    """Yes or no; a no says why."""

    answer: Line = Field("", description=f"{' or '.join(ANSWERS)}.")
    because: Words = ""


@router.get("/topics/{kind}/{id}", auth=reads, response=list[Named], summary="Whose it may be")
def topic_named(request: HttpRequest, kind: str, id: str) -> Any:
    """To whom a topic may be passed on. Raises UnknownName."""
    plan, key = _seen(request, kind, id)
    return _named(plan, may_be_given(plan, key, on=now().date()))


@router.post("/topics/{kind}/{id}", auth=writes, response=Noted, summary="Take, put off, pass on")
def move(request: HttpRequest, kind: str, id: str, body: Topic) -> Any:
    """It leaves the agenda until its day. Raises UnknownName, InputError, NotPermitted."""
    plan, key = _seen(request, kind, id)
    return move_topic(
        plan, key, body.move, by=asker(request).writer, via="api",
        on=now().date(), due=body.until, to=body.to, reason=body.reason,
    )  # fmt: skip


@router.get("/triage/{id}", auth=reads, response=list[Named], summary="Whose answer counts")
def request_named(request: HttpRequest, id: str) -> Any:
    """Who may answer a request of a department. Raises UnknownName."""
    plan = _plan(request)
    return _named(plan, may_answer(plan, f"request:{id}", on=now().date()))


@router.post("/triage/{id}", auth=writes, response=Noted, summary="Answer a request")
def answer(request: HttpRequest, id: str, body: Triage) -> Any:
    """Once, by whom the rights name. Raises UnknownName, InputError, NotPermitted."""
    return answer_request(
        _plan(request), f"request:{id}", body.answer, because=body.because,
        by=asker(request).writer, via="api", on=now().date(),
    )  # fmt: skip


def _plan(request: HttpRequest) -> Enterprise:
    return load(audience=asker(request).audience)


def _seen(request: HttpRequest, kind: str, id: str) -> tuple[Enterprise, str]:
    plan = _plan(request)
    if f"{kind}:{id}" not in plan:
        raise UnknownName(f"there is no {plan.schema.kind(kind).label.lower()} '{id}'")
    return plan, f"{kind}:{id}"


def _named(plan: Enterprise, found: dict[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "name": plan.name(key), "why": why} for key, why in found.items()]
