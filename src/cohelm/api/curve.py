"""The trade-off curve as long work: asked for here, read and stopped under /jobs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from cohelm.accounts.permission import asker, user_of_person
from cohelm.accounts.tracing import TRADEOFF, ask_for_trace
from cohelm.api.access import reads
from cohelm.api.jobs import Queued, queued
from cohelm.api.plan import Lens
from cohelm.api.texts import Line
from cohelm.core.errors import UnknownName

router = Router(tags=["jobs"])


class ToTrace(Schema, extra="forbid"):
    """What the curve is asked with, by the analysis's parameters: `{"years": "2"}`; a day, a scenario."""

    told: dict[Line, Line] = {}
    on: str = ""
    scenario: str = ""


@router.post("/tradeoff/trace", auth=reads, response={202: Queued}, summary="Trace the whole curve")
def trace_curve(request: HttpRequest, response: HttpResponse, told: ToTrace) -> Any:
    """The job's result has `answer`, as `tradeoff` says it, `largest_error` and `choices` with starts.

    Stopped, it is done with what was proved by then. Raises UsageError, UnknownName.
    """
    known = [one.name for one in TRADEOFF.parameters]
    for name in told.told:
        if name not in known:
            raise UnknownName.of("parameter", name, known, where="told")
    lens = Lens(on=told.on, known_at="", scenario=told.scenario)
    job = ask_for_trace(user_of_person(request).pk, asker(request), lens.asked(), told.told)
    return queued(response, job)
