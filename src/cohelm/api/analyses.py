"""A route for each analysis, derived from its signature and its result."""

# ninja reads annotations when a route is declared: they stay objects in this package
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, create_model

from cohelm.accounts.asked import another
from cohelm.accounts.permission import asker
from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.api.access import reads
from cohelm.api.plan import Beside, Lens, plan_of
from cohelm.reports.answers import plain_answer

router = Router(tags=["analyses"])
BRING = {
    "type": "object",
    "description": "Only where nothing that the question is about is on record: what would answer it.",
    "properties": {
        "list": {"type": "string", "description": "The list to bring, in words."},
        "command": {"type": "string", "description": "The command that brings it."},
    },
    "required": ["list", "command"],
}
DOUBTS = {
    "type": "array",
    "items": {"type": "string"},
    "description": "Only where amounts may not be what they seem: why.",
}
ANSWER = {"type": ["object", "array"], "properties": {"bring": BRING, "doubts": DOUBTS}}
DESCRIBED = {"responses": {200: {"content": {"application/json": {"schema": ANSWER}}}}}
"""What every answer may have beside its own fields."""


class Askable(Schema):
    """A question that can be asked at `/analyses/{name}`, and what it can be told."""

    name: str
    question: str
    domain: str
    parameters: dict[str, str]


@router.get("", auth=reads, response=list[Askable], summary="The questions")
def list_analyses(request: HttpRequest) -> Any:  # noqa: ARG001
    """The questions that can be asked of the organisation."""
    return [
        {"name": one.word, "question": one.question, "domain": one.domain,
         "parameters": {told.name: told.help for told in one.parameters}}
        for one in ANALYSES
    ]  # fmt: skip


def _told(analysis: Analysis) -> type[Schema]:
    """What a call may say: the parameters as texts, read with the same words as everywhere."""
    fields: dict[str, Any] = {
        one.name: (str, Field(one.shown, description=one.help)) for one in analysis.parameters
    }
    model: type[Schema] = create_model(f"{analysis.name}_told", __base__=Schema, **fields)
    return model


def _route(analysis: Analysis) -> Callable[..., Any]:
    Told = _told(analysis)  # noqa: N806 (it is a class)

    def ask(request: HttpRequest, lens: Query[Lens], told: Query[Told]) -> Any:  # type: ignore[valid-type]
        """Raises UsageError and UnknownName for what it cannot be told."""
        stated = told.model_dump() | analysis.repeated(request.GET.lists())  # type: ignore[attr-defined]
        plan = plan_of(request, lens)
        found = analysis.ask(plan, on=lens.asked().on, stated=stated)
        return plain_answer(found, plan, name=analysis.name)

    def ask_beside(
        request: HttpRequest,
        lens: Query[Lens],
        than: Query[Beside],
        told: Query[Told],  # type: ignore[valid-type]
    ) -> Any:
        """Sets the plan against another one. Raises UsageError and UnknownName."""
        asked, stated = lens.asked(), told.model_dump()  # type: ignore[attr-defined]
        other = another(than.model_dump(), asked)
        beside = other.enterprise(asker(request).audience) if other else None
        plan = plan_of(request, lens)
        found = analysis.ask(plan, on=asked.on, stated=stated, than=beside)
        return plain_answer(found, plan, name=analysis.name)

    def ask_bare(request: HttpRequest, lens: Query[Lens]) -> Any:
        """Of an analysis that can be told nothing: an empty model would be a missing parameter."""
        plan = plan_of(request, lens)
        found = analysis.ask(plan, on=lens.asked().on)
        return plain_answer(found, plan, name=analysis.name)

    told_or_not = ask if analysis.parameters else ask_bare
    route = ask_beside if analysis.takes_another else told_or_not
    route.__name__ = analysis.name
    return route


for one in ANALYSES:
    router.get(
        f"/{one.word}", auth=reads, summary=one.question, operation_id=f"analysis_{one.name}",
        response=Any, openapi_extra=DESCRIBED,
    )(_route(one))  # fmt: skip
