from __future__ import annotations

import re
from datetime import date

import pytest

from cohelm.store.load import everything
from tests.web.conftest import Enter
from tests.web.test_settings import body

CHECK = {
    "name": "Applications cost something known", "code": "HSE001", "severity": "act",
    "condition": "application where criticality is not null", "requirement": "annual_cost is not null",
    "message": "Nobody knows what {name} costs.", "description": "", "asks": "", "office": "office:cto",
}  # fmt: skip


def stamp(page: str) -> str:
    found = re.search(r'name="tried" value="(\w*)"', page)
    assert found
    return found.group(1)


def test_a_check_is_tried_then_kept_and_raises_what_the_trial_said(enter: Enter) -> None:
    client = enter("cio")
    assert "No check of your own yet" in body(client.get("/checks/"))
    tried = body(client.post("/checks/new/", CHECK | {"act": "try"}))
    # crm states a cost, shop does not; what stands between the two states none, and the CIO sees it
    assert "would raise 2 concerns" in tried
    assert "looks at 3 items" in tried
    assert "application:shop" in tried
    assert not len(everything().table("check"))
    kept = client.post("/checks/new/", CHECK | {"act": "keep", "tried": stamp(tried)})
    assert kept.status_code == 302
    (id_,) = everything().table("check").ids
    assert everything().targets(f"check:{id_}", "office") == ["office:cto"]
    assert "Nobody knows what Shop" in body(client.get("/concerns/?code=HSE001"))


def test_what_was_not_tried_as_it_stands_is_tried_and_not_kept(enter: Enter) -> None:
    client = enter("cio")
    early = client.post("/checks/new/", CHECK | {"act": "keep", "tried": ""})
    assert "would raise" in body(early)
    tried = stamp(body(early))
    other = CHECK | {"requirement": "owner is not null", "act": "keep", "tried": tried}
    assert "Nothing is kept yet" in body(client.post("/checks/new/", other))
    assert not len(everything().table("check"))


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        (
            {"condition": "application where criticality >= 'hihg'"},
            "Did you mean &#x27;high&#x27;?",
        ),
        ({"condition": "aplication"}, "no kind &#x27;aplication&#x27;"),
        ({"requirement": "annual_coast is not null"}, "annual_cost"),
        ({"requirement": ""}, "no requirement"),
        ({"code": "SEC001"}, "begin with SEC are taken"),
        ({"code": "house"}, "three letters and three digits"),
        ({"name": ""}, "Name is missing"),
        ({"asks": "question:bare"}, "not both"),
        ({"asks": "question:none", "condition": "", "requirement": ""}, "question:none"),
    ],
)
def test_a_check_that_cannot_be_run_is_refused_with_the_mend_and_nothing_is_lost(
    changed: dict[str, str], wrong: str, enter: Enter
) -> None:
    response = enter("cio").post("/checks/new/", CHECK | changed | {"act": "try"})
    assert response.status_code in (400, 404, 422)
    assert wrong in body(response)
    assert "Nobody knows what {name} costs." in body(response)


def kept(enter: Enter) -> str:
    client = enter("cio")
    tried = stamp(body(client.post("/checks/new/", CHECK | {"act": "try"})))
    client.post("/checks/new/", CHECK | {"act": "keep", "tried": tried})
    return str(everything().table("check").ids[0])


def test_a_check_is_changed_retired_and_taken_up_again(enter: Enter) -> None:
    id_, client = kept(enter), enter("cio")
    was = {f"was-{name}": value for name, value in CHECK.items()}
    changed = CHECK | was | {"severity": "watch", "office": ""}
    tried = stamp(body(client.post(f"/checks/{id_}/", changed | {"act": "try"})))
    assert (
        client.post(f"/checks/{id_}/", changed | {"act": "keep", "tried": tried}).status_code == 302
    )
    assert everything().plain(f"check:{id_}")["severity"] == "watch"
    assert everything().targets(f"check:{id_}", "office") == []
    client.post(f"/checks/{id_}/retire/")
    assert (
        everything().plain(f"check:{id_}")["lifecycle"]["end_of_life"] <= date.today().isoformat()
    )
    assert "not run" in body(client.get("/checks/"))
    assert "Shop" not in body(client.get("/concerns/?code=HSE001"))
    client.post(f"/checks/{id_}/retire/")
    assert "Nobody knows what Shop" in body(client.get("/concerns/?code=HSE001"))


def test_the_second_of_two_writers_is_shown_both(enter: Enter) -> None:
    id_ = kept(enter)
    was = {f"was-{name}": value for name, value in CHECK.items()}
    mine = CHECK | was | {"message": "Mine {name}.", "act": "try"}
    tried = stamp(body(enter("cto").post(f"/checks/{id_}/", mine)))
    enter("cto").post(f"/checks/{id_}/", mine | {"act": "keep", "tried": tried})
    response = enter("cio").post(
        f"/checks/{id_}/", CHECK | was | {"message": "Yours {name}.", "act": "try"}
    )
    assert response.status_code == 409
    assert "Mine {name}." in body(response)
    assert "Yours {name}." in body(response)


def test_a_reader_sees_the_checks_and_no_button_to_write_one(enter: Enter) -> None:
    page = body(enter("reader").get("/checks/"))
    assert "OWN001" in page
    assert "Write a check" not in page


def test_a_kept_question_becomes_a_check_from_its_page(enter: Enter) -> None:
    client = enter("cio")
    sql = "SELECT key FROM application WHERE annual_cost IS NULL"
    page = body(
        client.post("/ask/keep/", {"name": "Costs of nothing known", "sql": sql}, follow=True)
    )
    (id_,) = everything().table("question").ids
    assert f'href="/checks/new/?asks=question%3A{id_}"' in page
    form = body(client.get(f"/checks/new/?asks=question:{id_}"))
    assert f'value="question:{id_}" selected' in form
    asked = CHECK | {"condition": "", "requirement": "", "asks": f"question:{id_}"}
    tried = body(client.post("/checks/new/", asked | {"act": "try"}))
    assert "Nobody knows what Shop" in tried
    assert (
        client.post("/checks/new/", asked | {"act": "keep", "tried": stamp(tried)}).status_code
        == 302
    )
    (check,) = everything().keys("check")
    assert everything().targets(check, "asks") == [f"question:{id_}"]
    assert "Costs of nothing known" in body(client.get("/checks/"))
    assert "Nobody knows what Shop" in body(client.get("/concerns/?code=HSE001"))
    assert "Make it a check" not in body(enter("reader").get(f"/ask/?kept={id_}"))
