from __future__ import annotations

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.cast import COST, HIDDEN, MAKER
from tests.web.conftest import Enter


def test_history_says_who_when_why_and_through_what(enter: Enter) -> None:
    body = enter("reader").get("/history/").content.decode()
    assert "the cast" in body
    assert "a look at the wiki" in body
    assert "maker" in body


def test_a_batch_lists_only_the_changes_that_may_be_seen(enter: Enter) -> None:
    body = enter("reader").get("/history/1/").content.decode()
    assert "Shop &lt;b&gt;front" in body
    assert HIDDEN not in body
    assert COST not in body
    assert HIDDEN in enter("cio").get("/history/1/").content.decode()


def test_a_batch_of_hidden_things_alone_is_not_there(enter: Enter) -> None:
    officer = enter("cio")
    officer.post("/items/application/new/", {"name": "Quietwater", "clearance": "between"})
    number = everything().revision
    assert officer.get(f"/history/{number}/").status_code == 200
    assert enter("writer").get(f"/history/{number}/").status_code == 404
    assert enter("writer").post(f"/history/{number}/undo/").status_code == 404
    assert "Quietwater" not in enter("admin").get("/history/").content.decode()


def test_a_batch_is_taken_back_and_that_can_be_taken_back_too(
    enter: Enter, organisation: int
) -> None:
    client = enter("writer")
    client.post(f"/history/{organisation}/undo/")
    assert "reviewed_on" not in everything().plain("application:wiki")
    client.post(f"/history/{everything().revision}/undo/")
    assert everything().plain("application:wiki")["reviewed_on"] == "2026-11-01"


def test_later_edits_are_shown_with_both_sides_and_not_overwritten(
    enter: Enter, organisation: int
) -> None:
    client = enter("writer")
    client.post(
        "/items/application/wiki/edit/",
        {"reviewed_on": "2026-11-20", "was-reviewed_on": "2026-11-01"},
    )
    response = client.post(f"/history/{organisation}/undo/")
    body = response.content.decode()
    assert response.status_code == 409
    assert "2026-11-01" in body
    assert "2026-11-20" in body
    assert everything().plain("application:wiki")["reviewed_on"] == "2026-11-20"
    client.post(f"/history/{organisation}/undo/", {"keep_later": "1"})
    assert everything().plain("application:wiki")["reviewed_on"] == "2026-11-20"


def test_what_is_not_ones_own_to_write_is_not_undone_and_not_named(enter: Enter) -> None:
    path = "/items/office/cio/edit/"
    assert enter("cio").post(path, {"title": "Chief", "was-title": ""}).status_code == 302
    response = enter("writer").post(f"/history/{everything().revision}/undo/")
    assert response.status_code == 403
    assert everything().plain("office:cio")["title"] == "Chief"


def test_the_history_of_an_item_shows_what_each_field_was(enter: Enter) -> None:
    client = enter("writer")
    client.post("/items/application/crm/edit/", {"criticality": "low", "was-criticality": "high"})
    body = client.get("/items/application/crm/history/").content.decode()
    assert "<del>high</del> → <ins>low</ins>" in body


def test_older_pages_of_the_history_can_be_reached(enter: Enter) -> None:
    client = enter("writer")
    for number in range(60):
        client.post("/items/application/new/", {"name": f"Thing {number}"})
    first = client.get("/history/")
    assert "Older" in first.content.decode()
    older = client.get("/history/", {"before": first.context["before"]}).content.decode()
    assert "the cast" in older
    assert "Thing 59" not in older


def test_a_batch_with_very_many_changes_is_one_line_with_the_batch_before_it(
    enter: Enter,
) -> None:
    client = enter("cio")
    made = [ItemChange(f"server:n{number}", None, {"name": "N"}) for number in range(450)]
    apply(ChangeSet(tuple(made)), by=MAKER, via="test", reason="very many")
    page = client.get("/history/")
    body = page.content.decode()
    assert (body.count("very many"), body.count("the cast")) == (1, 1)
    assert "at least 200" in body
    assert page.context["before"] is None


def test_an_earlier_value_is_put_back_as_a_change_of_its_own(enter: Enter) -> None:
    client, path = enter("cio"), "/items/application/crm/"
    for said, was in (("first", ""), ("second", "first")):
        client.post(f"{path}field/description/", {"description": said, "was-description": was})
    second = everything().version("application:crm")
    shown = client.get(f"{path}history/").content.decode()
    assert (
        f'name="seq" value="{second}"><input type="hidden" name="name" value="description">'
        in shown
    )
    client.post(f"{path}history/put-back/", {"seq": second, "name": "description"})
    assert everything().plain("application:crm")["description"] == "first"
    assert everything().version("application:crm") == second + 1
    again = client.get(f"{path}history/").content.decode()
    assert f'name="seq" value="{second}"' not in again  # it is what it is now


def test_a_link_that_was_cut_is_put_back_with_what_it_said(enter: Enter) -> None:
    client, path = enter("writer"), "/items/application/wiki/"
    stated = {
        "relation": "depends_on",
        "to": "application:crm",
        "from": "2026-01-01",
        "hard": "true",
    }
    client.post(f"{path}links/", stated)
    cut = {"relation": "depends_on", "target": "application:crm", "start": "20260101"}
    client.post(f"{path}links/cut/", cut)
    seq = everything().revision
    put = {"seq": seq, "name": "depends_on application:crm"}
    assert client.post(f"{path}history/put-back/", put).status_code == 302
    end = everything().links_of("application:wiki", "depends_on")[0]
    assert (end.other, end.start, dict(end.says)) == (
        "application:crm",
        "2026-01-01",
        {"hard": True},
    )


def test_what_may_not_be_seen_cannot_be_put_back(enter: Enter) -> None:
    officer, path = enter("cio"), "/items/application/crm/"
    stated = {"annual_cost": "5 EUR", "was-annual_cost": f"{COST} EUR"}
    officer.post(f"{path}field/annual_cost/", stated)
    put = {"seq": everything().revision, "name": "annual_cost"}
    refused = enter("writer").post(f"{path}history/put-back/", put)
    assert refused.status_code == 404
    assert COST not in refused.content.decode()
    assert enter("reader").post(f"{path}history/put-back/", put).status_code == 403
    officer.post(f"{path}history/put-back/", put)
    assert everything().plain("application:crm")["annual_cost"] == f"{COST} EUR"
