"""A check of one's own, tried before it is kept: what it would find."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from cohelm.analysis.agenda.own import asked_once
from cohelm.api.access import reads
from cohelm.api.plan import Lens, plan_of
from cohelm.api.texts import Line

router = Router(tags=["concerns"])


class Trial(Schema):
    """What a check would find: the keys of `items` do not meet it, of `unknown` it cannot be said."""

    items: list[str]
    examined: int
    unknown: int


@router.get("/checks/try", auth=reads, response=Trial, summary="Try a check")
def try_check(request: HttpRequest, condition: Line, requirement: Line, lens: Query[Lens]) -> Any:
    """Of the items that `condition` selects, those that surely do not meet `requirement`.

    Nothing is kept: a check is an item of kind `check`. Raises InputError.
    """
    found = asked_once(plan_of(request, lens), condition, requirement, on=lens.asked().on)
    items = [one.items[0] for one in found.concerns]
    return {"items": items, "examined": found.examined, "unknown": found.unknown}
