"""Questions in SQL on their page and by the API: asked, drawn, taken out, kept, and used further."""

from __future__ import annotations

import io
from datetime import date

import polars as pl
import pytest

from cohelm.accounts import questions
from cohelm.accounts.measuring import measure
from cohelm.analysis.checks import raised
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.cast import COST, HIDDEN, MAKER
from tests.web.conftest import Enter

SQL = "SELECT name, length(name) AS letters FROM application ORDER BY name"


def test_the_page_asks_draws_and_hands_out(enter: Enter) -> None:
    reader = enter("reader")
    empty = reader.get("/ask/").content.decode()
    assert "FROM item" in empty
    page = reader.get("/ask/", {"sql": SQL, "chart": "bars"}).content.decode()
    assert "Shop &lt;b&gt;front&lt;/b&gt;" in page
    assert "<b>front" not in page
    assert 'class="own-bars"' in page
    assert HIDDEN not in page
    assert "sparkline" in reader.get("/ask/", {"sql": SQL, "chart": "line"}).content.decode()
    csv = reader.get("/ask/answer.csv", {"sql": SQL}).content.decode()
    assert csv.splitlines()[:2] == ["name,letters", "CRM,3"]
    parquet = pl.read_parquet(io.BytesIO(reader.get("/ask/answer.parquet", {"sql": SQL}).content))
    assert parquet["letters"].to_list() == [3, 17, 4]
    assert reader.get("/ask/answer.json", {"sql": SQL}).json()[0] == {"name": "CRM", "letters": 3}
    assert reader.get("/ask/answer.exe", {"sql": SQL}).status_code == 404
    assert reader.get("/ask/answer.csv").status_code == 400


def test_what_is_wrong_is_said_beside_what_was_typed(enter: Enter) -> None:
    found = enter("reader").get("/ask/", {"sql": "DROP TABLE item"})
    assert found.status_code == 400
    assert "does not only read" in found.content.decode()
    assert ">DROP TABLE item</textarea>" in found.content.decode()


def test_the_api_answers_what_the_asker_may_see(enter: Enter) -> None:
    sql = {"sql": "SELECT id, annual_cost FROM application WHERE id IN ('crm', 'nightshade')"}
    assert enter("reader").get("/api/v1/ask", sql).status_code == 400
    seen = enter("cio").get("/api/v1/ask", sql).json()
    assert {one["id"] for one in seen["rows"]} == {"crm", "nightshade"}
    assert float(COST) in [one["annual_cost"] for one in seen["rows"]]
    admin = enter("admin").get("/api/v1/ask", sql).json()
    assert [one["id"] for one in admin["rows"]] == ["crm"]
    assert "annual_cost" not in enter("reader").get("/api/v1/ask/tables").json()["application"]


def test_a_question_is_kept_asked_again_and_read_by_a_metric_and_a_check(enter: Enter) -> None:
    writer = enter("writer")
    kept = writer.post(
        "/ask/keep/", {"sql": "SELECT count(*) FROM application", "name": "How many?"}
    )
    assert (kept.status_code, kept["Location"]) == (302, "/ask/?kept=how-many")
    assert "How many?" in enter("reader").get("/ask/?kept=how-many").content.decode()
    assert writer.post("/ask/keep/", {"sql": "DROP", "name": "x"}).status_code == 400
    assert writer.post("/ask/keep/", {"sql": "SELECT 1", "name": " "}).status_code == 400
    assert writer.get("/ask/?kept=nothing").status_code == 404
    page = writer.get("/ask/?kept=how-many").content.decode()
    assert 'action="/items/metric/new/"' in page
    assert "Make it a metric" not in enter("reader").get("/ask/?kept=how-many").content.decode()
    fields = {"name": "How many?", "computed_by": "question:how-many"}
    assert all(f'name="{name}" value="{value}"' in page for name, value in fields.items())
    made = writer.post("/items/metric/new/", fields)
    assert made["Location"] == "/items/metric/how-many/"
    assert everything().plain("metric:how-many")["computed_by"] == "question:how-many"
    apply(ChangeSet((
        ItemChange("metric:many", None, {"name": "Many", "computed_by": "question:how-many"}),
        ItemChange("question:unowned", None, {"name": "Unowned", "sql":
                   "SELECT key FROM application WHERE owner IS NULL"}),
        ItemChange("check:unowned", None, {"name": "Owners", "code": "ACM001"}),
        LinkChange("check:unowned", "asks", "question:unowned", 0, None, {}),
    )), by=MAKER, via="test")  # fmt: skip
    measure(("metric:many",), on=_today())
    assert everything().observations("many")["value"].to_list() == [3.0]
    found = [one for one in raised(everything(), on=_today()).concerns if one.code == "ACM001"]
    assert [one.items[0] for one in found] == ["application:nightshade", "application:wiki"]


def test_when_too_many_ask_at_once_one_is_told_to_come_back(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "WAIT", 0.01)
    reader = enter("reader")
    for _ in range(questions.AT_ONCE):
        questions._free.acquire()
    try:
        assert reader.get("/api/v1/ask", {"sql": "SELECT 1"}).status_code == 429
    finally:
        for _ in range(questions.AT_ONCE):
            questions._free.release()
    assert reader.get("/api/v1/ask", {"sql": "SELECT 1"}).status_code == 200


def _today() -> date:
    from django.utils import timezone

    return timezone.now().date()
