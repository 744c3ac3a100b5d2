"""Questions in SQL over what the asker may see, and the tables that can be asked."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from cohelm.accounts.questions import answered
from cohelm.api.access import reads
from cohelm.api.plan import Lens, plan_of
from cohelm.core.sql import tables_of

router = Router(tags=["ask"])


class Answer(Schema):
    """The rows of an answer by column. `is_cut`: there were more than these; `read`: the tables."""

    columns: list[str]
    rows: list[dict[str, Any]]
    is_cut: bool
    read: list[str]


@router.get("/ask", auth=reads, response=Answer, summary="Ask in SQL")
def ask_in_sql(
    request: HttpRequest,
    lens: Query[Lens],
    sql: Annotated[str, Query(description="One SELECT.", max_length=20_000)],
) -> Any:
    """Five seconds, 10,000 rows and 256 MB at most. Raises UsageError for what does not only read."""
    found = answered(plan_of(request, lens), sql, on=lens.asked().on)
    return {
        "columns": found.rows.columns, "rows": found.rows.to_dicts(), "is_cut": found.is_cut,
        "read": list(found.read),
    }  # fmt: skip


@router.get("/ask/tables", auth=reads, response=dict[str, list[str]], summary="Tables of SQL")
def list_tables(request: HttpRequest, lens: Query[Lens]) -> Any:
    """The columns by table, of what the asker may see."""
    tables = tables_of(plan_of(request, lens))
    return {name: [one.name for one in columns] for name, columns in tables.items()}
