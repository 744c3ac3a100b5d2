"""Many items in one request, as one batch, with an answer a row; long ones as a job."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router, Schema, Status
from pydantic import Field

from cohelm.accounts.permission import asker, user_of_person
from cohelm.accounts.person import Person, person_of
from cohelm.api.access import writes
from cohelm.api.jobs import Queued, queued
from cohelm.api.plan import Lens, refuse_another_time
from cohelm.api.problems import PreconditionFailed
from cohelm.api.rows import MOST_ROWS, Answers, Batch, Stated
from cohelm.api.texts import Line
from cohelm.api.versions import refuse_another_version, refuse_no_version
from cohelm.core.documents import Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, InputError, NotPermitted, UnknownName
from cohelm.core.keys import SLUG
from cohelm.reports.wording import count
from cohelm.store.jobs import Progress, start
from cohelm.store.load import everything, load

router = Router(tags=["items"])
BULK = "bulk"
MOST_IN_A_JOB = 10_000


class ItemRow(Schema, extra="forbid"):
    """One item. Without `id` one is made. `etag` is that of the item that is changed or removed.

    `whole`: what the document leaves out is emptied.
    """

    kind: str
    id: str = ""
    etag: str = ""
    document: dict[str, Any] = {}
    whole: bool = False
    remove: bool = False


class ItemRows(Schema, extra="forbid"):
    """Items to be written. `all_or_nothing`: one that is refused refuses all."""

    rows: list[ItemRow] = Field(max_length=MOST_IN_A_JOB)
    all_or_nothing: bool = False
    reason: Line = ""


@router.post(
    "/items", auth=writes, response={200: Answers, 202: Queued}, summary="Write many items"
)
def write_items(
    request: HttpRequest,
    response: HttpResponse,
    lens: Query[Lens],
    items: ItemRows,
    prefer: Annotated[str, Header()] = "",
) -> Any:
    """Writes items as one batch and says of each row what came of it.

    More than 1,000 rows, or with `Prefer: respond-async`, are left to the worker: 202, and a job to
    ask for, whose result is the same answer.
    """
    refuse_another_time(lens)
    if len(items.rows) <= MOST_ROWS and "respond-async" not in prefer:
        return Status(200, write_rows(asker(request), items, lens.scenario))
    arguments = {"user": user_of_person(request).pk, "scenario": lens.scenario,
                 "items": items.model_dump()}  # fmt: skip
    title = items.reason or f"{count(len(items.rows), 'item')} by program"
    return queued(response, start(BULK, title[:200], arguments, owner=asker(request).username))


def work(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """The worker's part: writes the rows as their owner may by now. Raises UnknownName."""
    user = User.objects.filter(pk=arguments["user"]).first()
    if user is None:
        raise UnknownName("the account is not there any more")
    items = ItemRows.model_validate(arguments["items"])
    progress.step("Writing", 0, len(items.rows))
    answers = write_rows(person_of(user), items, str(arguments["scenario"]))
    return Answers.model_validate(answers).model_dump()


def write_rows(by: Person, items: ItemRows, scenario: str) -> dict[str, Any]:
    """Writes items as somebody. Raises Conflict, NotPermitted."""
    plan = load(audience=by.audience, scenario=scenario)
    rows = [_stated(plan, at, one, scenario) for at, one in enumerate(items.rows)]
    return Batch(by, scenario, items.reason, items.all_or_nothing).write(plan, rows)


def _stated(plan: Enterprise, at: int, row: ItemRow, scenario: str) -> Stated:
    key = f"{row.kind}:{row.id}"
    document = Document(
        row.kind, row.id, row.document, row=at + 1, whole=row.whole, matches_name=False
    )
    says: Document | str = key if row.remove else document
    try:
        _refuse(plan, key, row, scenario)
    except PreconditionFailed as error:
        return Stated(at, says, error)
    except CohelmError as error:
        return Stated(at, says, error)
    return Stated(at, says)


def _refuse(plan: Enterprise, key: str, row: ItemRow, scenario: str) -> None:
    """Raises what an item of its own would be refused with: no such kind, another version."""
    plan.schema.kind(row.kind)
    if row.id and not SLUG.match(row.id):
        raise InputError(f"'{row.id[:80]}' cannot be an id")
    if key in plan:
        refuse_no_version(row.etag, where="etag")
        refuse_another_version(plan, key, row.etag, scenario)
    elif row.remove or row.etag:
        raise UnknownName(f"there is no {row.kind} '{row.id}'")
    elif row.id and row.id in everything().table(row.kind):
        raise NotPermitted(f"the id '{row.id}' cannot be used", mend="Choose another.")
