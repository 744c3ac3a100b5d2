from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cohelm.accounts.models import Access
from cohelm.core.changes import ChangeSet, LinkChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.store.verify import verify
from tests.cast import MAKER
from tests.web.conftest import Enter


def lands(client: Client) -> str:
    return str(client.get("/start/")["Location"])


def body(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("who", ["stranger", "reader", "writer", "admin"])
def test_who_chose_nothing_and_answers_for_nothing_lands_on_home(who: str, enter: Enter) -> None:
    assert lands(enter(who)) == "/"


def test_who_leads_an_office_lands_on_its_desk_or_where_they_chose_to(enter: Enter) -> None:
    assert (lands(enter("cio")), lands(enter("cto"))) == ("/office/cio/", "/office/cto/")
    client = enter("cio")
    assert 'value="office_home.cio"' in body(client.get("/landing/"))
    assert "office_home.cto" not in body(client.get("/landing/"))
    assert client.post("/landing/", {"place": "office_home.cto"}).status_code == 404
    client.post("/landing/", {"place": "home"})
    assert lands(client) == "/"
    Access.objects.filter(user__username="cto").update(office="gone")
    assert lands(enter("cto")) == "/"


def test_who_belongs_to_an_office_lands_on_the_question_of_most_that_falls_to_it(
    enter: Enter,
) -> None:
    Access.objects.filter(user__username="writer").update(office="cto")
    assert lands(enter("writer")) == "/questions/runs/"  # the shop


def test_who_answers_for_something_lands_on_its_domain(enter: Enter) -> None:
    person = "person:ann"
    from cohelm.core.changes import ItemChange

    apply(
        ChangeSet((
            ItemChange(person, None, {"name": "Ann"}),
            LinkChange("application:wiki", "owner", person, 0, None, {}),
        )), by=MAKER, via="test",
    )  # fmt: skip
    Access.objects.filter(user__username="writer").update(person=person, office="cto")
    assert lands(enter("writer")) == "/domains/estate/"


@pytest.mark.parametrize(
    ("place", "path"),
    [("question.decides", "/questions/decides/"), ("domain.vendors", "/domains/vendors/"),
     ("agenda", "/agenda/"), ("home", "/")],
)  # fmt: skip
def test_one_lands_where_one_chose_to(place: str, path: str, enter: Enter) -> None:
    client = enter("writer")
    assert client.post("/landing/", {"place": place}).status_code == 302
    assert lands(client) == path
    assert client.get(path).status_code == 200
    assert f'value="{place}" selected' in body(client.get("/landing/"))
    client.post("/landing/", {"place": ""})
    assert lands(client) == "/"


def test_a_place_that_there_is_not_is_refused_and_one_that_is_gone_is_passed_over(
    enter: Enter,
) -> None:
    client = enter("writer")
    assert client.post("/landing/", {"place": "https://evil.example"}).status_code == 404
    Access.objects.filter(user__username="writer").update(lands="domain.gone")
    assert lands(client) == "/"


def entered(people: dict[str, User], name: str) -> Client:
    client = Client()
    client.force_login(people[name], "django.contrib.auth.backends.ModelBackend")
    return client


def test_an_empty_installation_opens_on_the_drop_zone_with_the_sample_and_by_hand_beside_it(
    people: dict[str, User],
) -> None:
    page = body(entered(people, "admin").get("/start/", follow=True))
    assert 'action="/import/"' in page
    assert 'action="/sample/"' in page
    assert 'href="/items/application/new/"' in page
    reader = body(entered(people, "reader").get("/"))
    assert '<form method="post" action="/sample/"' not in reader
    assert "You read here" in reader


@pytest.mark.slow
def test_the_sample_comes_in_as_one_batch_and_goes_out_in_one_step(people: dict[str, User]) -> None:
    admin = entered(people, "admin")
    assert admin.post("/sample/").status_code == 302
    assert len(everything()) > 500
    home = body(admin.get("/"))
    assert "This is the sample organisation" in home
    assert admin.post("/sample/").status_code == 400  # something is known here already
    assert admin.post("/sample/out/").status_code == 302
    assert len(everything()) == 0
    assert verify().problems == ()
    assert "Bring one file, get one page" in body(admin.get("/"))
    assert admin.post("/sample/out/").status_code == 400
