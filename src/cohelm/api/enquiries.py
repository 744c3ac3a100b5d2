"""Questions sent by a link: made, listed, accepted, taken back; they are answered on the page alone."""

from datetime import datetime
from typing import Annotated, Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from ninja import Body, Query, Router, Schema, Status
from pydantic import Field

from cohelm.accounts.enquiries import accept, close, own_enquiry, send
from cohelm.accounts.models import Enquiry
from cohelm.accounts.permission import asker
from cohelm.api.access import reads, writes
from cohelm.api.paging import Turn, newest
from cohelm.api.plan import now

router = Router(tags=["enquiries"])


class Question(Schema):
    """A field of an item, such as `contract:phones` and `annual_cost`."""

    item: str
    field: str


class Asked(Schema, extra="forbid"):
    """What is asked of whom. `direct`: answers are written as they come."""

    to: str
    questions: list[Question] = Field(min_length=1, max_length=3)
    days: int = 14
    direct: bool = False


class Made(Schema):
    """A new enquiry; its link is answered this once."""

    number: int
    link: str


class Sent(Schema):
    """One of the caller's enquiries. `answers` are plain values in the order of the questions."""

    number: int
    to: str
    questions: list[Question]
    direct: bool
    made: datetime
    expires: datetime
    answered: datetime | None
    answered_by: str
    answers: list[Any] | None
    batch: int | None
    closed: datetime | None


class Enquiries(Schema):
    """A page of the caller's enquiries, the newest first."""

    enquiries: list[Sent]
    after: str | None


class Accepted(Schema):
    """The batch by which the answers were written, null where they changed nothing."""

    batch: int | None
    changes: int


@router.get("/enquiries", auth=reads, response=Enquiries, summary="Questions sent by a link")
def list_enquiries(request: HttpRequest, turn: Query[Turn]) -> Any:
    """The caller's own, the newest first."""
    page, after = newest(Enquiry.objects.filter(user=_user(request)), turn)
    return {"enquiries": [_sent(one) for one in page], "after": after}


@router.post("/enquiries", auth=writes, response={201: Made}, summary="Make a link")
def make_enquiry(request: HttpRequest, asked: Annotated[Asked, Body()]) -> Any:
    """Makes a link for up to three questions. Raises InputError, UnknownName, NotPermitted."""
    sent = send(
        _user(request), to=asked.to, questions=[(one.item, one.field) for one in asked.questions],
        days=asked.days, direct=asked.direct, now=now(),
    )  # fmt: skip
    link = request.build_absolute_uri(reverse("answer", args=[sent.text]))
    return Status(201, {"number": sent.enquiry.pk, "link": link})


@router.post(
    "/enquiries/{number}/accept", auth=writes, response=Accepted, summary="Write the answers"
)
def accept_enquiry(request: HttpRequest, number: int) -> Any:
    """Writes the answers that wait as one batch. Raises UnknownName, NotPermitted, Conflict."""
    written = accept(_own(request, number), asker(request), now=now())
    return {"batch": written.batch or None, "changes": written.changes}


@router.post("/enquiries/{number}/close", auth=writes, response={204: None}, summary="Take it back")
def close_enquiry(request: HttpRequest, number: int) -> Any:
    """Takes a link back, or puts its answers aside. Raises UnknownName."""
    close(_own(request, number), now=now())
    return Status(204, None)


def _user(request: HttpRequest) -> User:
    """The account of whoever calls, by a session or a token."""
    return User.objects.get(username=asker(request).username)


def _own(request: HttpRequest, number: int) -> Enquiry:
    return own_enquiry(_user(request), min(number, 2**62))


def _sent(one: Enquiry) -> dict[str, Any]:
    names = [name for name in Sent.model_fields if name not in ("number", "questions")]
    questions = [{"item": item, "field": field} for item, field in one.questions]
    return {"number": one.pk, "questions": questions} | {name: getattr(one, name) for name in names}
