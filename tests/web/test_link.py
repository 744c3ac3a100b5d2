from __future__ import annotations

from cohelm.store.load import everything
from tests.web.conftest import Enter

WIKI = "/items/application/wiki/links/"


def owners() -> list[str]:
    return everything().targets("application:wiki", "owner")


def test_a_link_is_made_by_key_or_by_name(enter: Enter) -> None:
    client = enter("writer")
    client.post(WIKI, {"relation": "owner", "to": "chief technology officer"})
    assert owners() == ["role:cto"]
    client.post(WIKI, {"relation": "depends_on", "to": "application:crm"})
    assert everything().targets("application:wiki", "depends_on") == ["application:crm"]


def test_a_relation_of_one_takes_the_new_one_in_place_of_the_old(enter: Enter) -> None:
    client = enter("writer")
    client.post(WIKI, {"relation": "owner", "to": "role:cto"})
    client.post(WIKI, {"relation": "owner", "to": "role:cio"})
    assert owners() == ["role:cio"]


def test_days_and_attributes_go_with_the_link(enter: Enter) -> None:
    stated = {"relation": "depends_on", "to": "application:crm", "from": "2026-01-01",
              "until": "2026-12-31", "hard": "true"}  # fmt: skip
    enter("writer").post(WIKI, stated)
    end = everything().links_of("application:wiki", "depends_on")[0]
    assert (end.start, end.until, dict(end.says)) == ("2026-01-01", "2026-12-31", {"hard": True})


def test_what_cannot_be_linked_is_said_and_what_was_typed_is_kept(enter: Enter) -> None:
    for stated, why in (
        ({"relation": "owner", "word": "nobody here"}, "no role or team or person"),
        ({"relation": "depends_on", "word": "application:wiki"}, "cannot be linked to itself"),
        ({"relation": "owner", "word": "role:cto", "from": "soon"}, "is not accepted"),
    ):
        response = enter("writer").post(WIKI, stated)
        assert response.status_code == 422
        assert why in response.content.decode()
        assert f'value="{stated["word"]}"' in response.content.decode()
    assert owners() == []


def test_a_hidden_item_cannot_be_linked_to(enter: Enter) -> None:
    stated = {"relation": "depends_on", "to": "application:nightshade"}
    assert enter("writer").post(WIKI, stated).status_code == 422
    assert enter("cio").post(WIKI, stated).status_code == 302


def test_a_link_is_cut_once(enter: Enter) -> None:
    client, stated = enter("writer"), {"relation": "owner", "target": "role:cio", "start": "0"}
    assert client.post("/items/application/crm/links/cut/", stated).status_code == 302
    assert everything().targets("application:crm", "owner") == []
    assert client.post("/items/application/crm/links/cut/", stated).status_code == 404


def test_what_a_link_says_is_changed_by_hand_and_emptied_by_its_own_form(enter: Enter) -> None:
    client = enter("writer")
    stated = {"relation": "depends_on", "to": "application:crm"}

    def said() -> dict[str, object]:
        (end,) = everything().links_of("application:wiki", "depends_on")
        return dict(end.says)

    client.post(WIKI, stated | {"hard": "yes"})
    assert client.post(WIKI, stated).status_code == 422  # it is there, and nothing more was said
    client.post(WIKI, stated | {"group": "crm", "k": "2"})
    assert said() == {"hard": True, "group": "crm", "k": 2}
    form = client.get(f"{WIKI}?relation=depends_on&change=application:crm").content.decode()
    assert '<option value="yes" selected>' in form
    assert 'name="k" value="2"' in form
    client.post(WIKI, stated | {"change": "application:crm", "hard": "no"})
    assert said() == {"hard": False}


def test_a_chosen_target_waits_in_the_form_and_what_was_said_stays(enter: Enter) -> None:
    client, stated = enter("writer"), {"relation": "depends_on", "word": "c", "from": "2026-12-01"}
    body = client.post(WIKI, stated | {"choose": "application:crm"}).content.decode()
    assert '<input type="hidden" name="to" value="application:crm">' in body
    assert 'name="from" value="2026-12-01"' in body
    assert everything().links_of("application:wiki") == []
    again = stated | {"to": "application:crm", "find": "1"}
    body = client.post(WIKI, again).content.decode()
    assert 'name="to"' not in body
    assert 'name="from" value="2026-12-01"' in body


def test_what_the_relation_cannot_lead_to_or_is_hidden_is_not_chosen(enter: Enter) -> None:
    for choose in ("role:cio", "application:nightshade", "application:none"):
        stated = {"relation": "depends_on", "choose": choose}
        body = enter("writer").post(WIKI, stated).content.decode()
        assert 'name="to"' not in body
        assert "nightshade" not in body
