"""Each office's 100 points over the initiatives: handed in sealed, revealed together."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from cohelm.accounts.permission import asker
from cohelm.api.access import reads, writes
from cohelm.api.plan import now
from cohelm.api.texts import Line
from cohelm.store import points

router = Router(tags=["points"])


class Seat(Schema):
    """An office, and whether its points are in; never what it gave."""

    office: str
    name: str
    sealed: bool


class Standing(Schema):
    """Who has handed in. `batch` is that of both offices' points, once they are revealed."""

    offices: list[Seat]
    batch: int = 0


class Sheet(Schema, extra="forbid"):
    """An office's points by the initiatives' ids, as texts such as `12.5`; they come to 100."""

    office: Line
    points: dict[Line, Line]


class Own(Schema, extra="forbid"):
    """The office whose points are taken back."""

    office: Line


@router.get("/points", auth=reads, response=Standing, summary="Who has handed in points")
def points_standing(request: HttpRequest) -> Any:  # noqa: ARG001
    """Never what was given: that is shown in the initiatives once both are in."""
    return {"offices": points.seats()}


@router.post("/points", auth=writes, response=Standing, summary="Hand in an office's points")
def hand_in_points(request: HttpRequest, sheet: Sheet) -> Any:
    """Seals them; with the other office's there, both are written. Raises NotPermitted, UsageError."""
    person, on = asker(request), now().date()
    given = points.read_points(sheet.points, points.ballot(on))
    return _standing(points.seal(sheet.office, given, by=person.writer, own=person.office, on=on))


@router.post("/points/withdraw", auth=writes, response=Standing, summary="Take points back")
def withdraw_points(request: HttpRequest, own: Own) -> Any:
    """Only while the other office's are not in. Raises NotPermitted, UsageError."""
    person = asker(request)
    return _standing(points.withdraw(own.office, by=person.writer, own=person.office))


def _standing(found: points.Sealed) -> dict[str, Any]:
    return {"offices": found.seats, "batch": found.revealed.batch if found.revealed else 0}
