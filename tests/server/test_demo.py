from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cohelm.accounts.models import Access
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.errors import InputError
from cohelm.server.demo import SAMPLE, make_visitor, prepare_demo
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.web.visitors import VISITORS

HEAD = next(one for one in VISITORS if one.username == "department")
FILES = {
    "_organisation.yaml": "name: Aldermoor\ncurrency: EUR\n",
    "office/cio.yaml": "name: CIO\nled_by: role:cio\n",
    "office/cto.yaml": "name: CTO\n",
    "role/cio.yaml": "name: Chief information officer\n",
    "person/mara.yaml": "name: Mara Okafor\nfills: role:cio\n",
    "application/crm.yaml": "name: CRM\nannual_cost: 100 EUR\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        place = tmp_path / "acme" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return tmp_path / "acme"


@pytest.fixture
def door(store: None, settings: Settings, folder: Path) -> Client:
    settings.DEMO = True
    prepare_demo(folder)
    return Client()


def test_the_sample_comes_in_as_one_batch_and_only_once(store: None, folder: Path) -> None:
    first = prepare_demo(folder)
    assert first.batch == 1
    again = prepare_demo(folder)
    assert again.batch == 0
    assert everything().revision == first.last


def test_a_newer_sample_comes_in_where_nobody_wrote_since(store: None, folder: Path) -> None:
    prepare_demo(folder)
    crm = folder / "application" / "crm.yaml"
    crm.write_text("name: CRM\nannual_cost: 250 EUR\n")
    assert prepare_demo(folder).changes == 1
    assert everything().plain("application:crm")["annual_cost"] == "250 EUR"
    assert prepare_demo(folder).batch == 0


def test_what_somebody_wrote_in_the_demo_is_not_written_over(store: None, folder: Path) -> None:
    prepare_demo(folder)
    own = ItemChange("application:crm", {"annual_cost": "100 EUR"}, {"annual_cost": "7 EUR"})
    apply(ChangeSet((own,)), by=SAMPLE, via="web")
    (folder / "application" / "crm.yaml").write_text("name: CRM\nannual_cost: 250 EUR\n")
    assert prepare_demo(folder).batch == 0
    assert everything().plain("application:crm")["annual_cost"] == "7 EUR"


def test_a_sample_with_a_problem_is_refused_with_the_file(store: None, folder: Path) -> None:
    (folder / "application" / "crm.yaml").write_text("annual_cost: much\n")
    with pytest.raises(InputError, match=r"application/crm\.yaml:annual_cost"):
        prepare_demo(folder)
    assert not list(everything().keys())


def test_the_cast_has_levels_offices_and_the_officer_behind_them(door: Client) -> None:
    found = {one.user.username: one for one in Access.objects.select_related("user")}
    assert set(found) == {one.username for one in VISITORS if one.level is not None}
    assert found["cio"].person == "person:mara"
    assert found["cto"].person == ""
    assert found["department"].person == "", "whom the plan does not know, nobody is"
    make_visitor(replace(HEAD, person="person:mara"), everything())
    assert Access.objects.get(user__username=HEAD.username).person == "person:mara"


def test_whoever_is_not_in_comes_to_the_door_and_then_where_they_wanted(door: Client) -> None:
    response = door.get("/items/application/")
    assert response["Location"] == "/door/?next=%2Fitems%2Fapplication%2F"
    shown = door.get(response["Location"]).content.decode()
    for one in VISITORS:
        assert one.title in shown
    response = door.post("/door/enter/", {"person": "cio", "next": "/items/application/"})
    assert response["Location"] == "/items/application/"
    assert door.get("/").status_code == 200


def test_the_door_leads_to_no_other_site(door: Client) -> None:
    for onward in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        response = door.post("/door/enter/", {"person": "cio", "next": onward})
        assert response["Location"] == "/start/"


def test_nobody_enters_as_somebody_who_is_not_of_the_cast(door: Client) -> None:
    response = door.post("/door/enter/", {"person": "admin"})
    assert response["Location"] == "/door/"
    assert door.get("/").status_code == 302


def test_the_stranger_is_told_that_there_is_no_access(door: Client) -> None:
    door.post("/door/enter/", {"person": "stranger"})
    response = door.get("/")
    assert response.status_code == 403
    assert "A stranger has no access to this organisation" in response.content.decode()
    door.post("/leave/")
    assert door.get("/")["Location"] == "/door/"


def test_each_of_the_cast_sees_money_or_does_not(door: Client) -> None:
    for name, sees in (("cio", True), ("vendors", True), ("board", False)):
        door.post("/door/enter/", {"person": name})
        body = door.get("/items/application/").content.decode()
        assert ("100\u00a0€" in body) is sees
