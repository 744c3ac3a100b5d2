"""The organisation in formats of others, and what each has no place for."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from cohelm.api.access import reads
from cohelm.api.plan import Lens, whole_plan_of
from cohelm.formats.losses import losses
from cohelm.formats.writing import WRITTEN, written_as

router = Router(tags=["exports"])


class Format(Schema):
    """A format that is written; its word stands in the address."""

    word: str
    label: str
    ending: str


class Lost(Schema):
    """Counts of what a file has no place for: items by kind, values and links by `kind.field`."""

    items: dict[str, int]
    fields: dict[str, int]
    links: dict[str, int]
    observations: dict[str, int]


@router.get("/exports", auth=reads, response=list[Format], summary="The formats that are written")
def list_formats(request: HttpRequest) -> Any:  # noqa: ARG001
    """All formats of others that the organisation can be taken out in."""
    return [Format(word=one.word, label=one.label, ending=one.ending) for one in WRITTEN]


@router.get(
    "/exports/{word}", auth=reads, response={200: bytes}, summary="The organisation as a file"
)
def read_export(
    request: HttpRequest, word: str, lens: Query[Lens], of: str = "", edition: date | None = None
) -> Any:
    """All that the asker may see, as a file of that format; with `of`, of that item alone.

    With `edition`, a radar of that day. Raises UnknownName, UsageError, InputError where a format is of
    one item and none is named.
    """
    form = written_as(word).asked(of, edition)
    return HttpResponse(form.write(whole_plan_of(request, lens)), content_type=form.media)


@router.get("/exports/{word}/lost", auth=reads, response=Lost, summary="What that file lacks")
def read_lost(
    request: HttpRequest, word: str, lens: Query[Lens], of: str = "", edition: date | None = None
) -> Any:
    """What of all that the asker may see the file has no place for. Raises as the file does."""
    form = written_as(word).asked(of, edition)
    plan = whole_plan_of(request, lens)
    return losses(plan, form, form.write(plan)).plain()
