from __future__ import annotations

import pytest

from cohelm.store.load import everything
from tests.web.conftest import Enter
from tests.web.test_settings import body

DEPOT = {
    "kind": "application",
    "name": "depot_critical",
    "type": "boolean",
    "help": "A depot closes.",
}


def test_a_field_is_declared_used_changed_and_retired_with_undo(enter: Enter) -> None:
    client = enter("admin")
    assert "No field of your own yet" in body(client.get("/own-fields/"))
    assert client.post("/own-fields/new/", DEPOT | {"reason": "asked by depots"}).status_code == 302
    assert "A depot closes." in body(enter("writer").get("/items/application/crm/edit/"))
    enter("writer").post(
        "/items/application/crm/edit/", {"depot_critical": "yes", "was-depot_critical": ""}
    )
    assert everything().plain("application:crm")["depot_critical"] is True
    listed = body(client.get("/own-fields/"))
    assert "Depot critical" in listed
    assert "admin, web: asked by depots" in listed
    where = enter("reader").get("/items/application/?where=depot_critical%20=%20true")
    assert "CRM" in body(where)
    changed = {"type": "boolean", "help": "The depot has to close."}
    assert client.post("/own-fields/application/depot_critical/", changed).status_code == 302
    assert "The depot has to close." in body(client.get("/own-fields/"))
    assert "Retire depot critical with 1 value" in body(
        client.get("/own-fields/application/depot_critical/")
    )
    client.post("/own-fields/application/depot_critical/retire/")
    assert "depot_critical" not in everything().plain("application:crm")
    assert client.get("/own-fields/application/depot_critical/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "status", "wrong"),
    [
        ({"name": "Depot"}, 422, "small letters, digits and _"),
        ({"name": "criticality"}, 422, "has a field &#x27;criticality&#x27; already"),
        ({"name": "model_x"}, 422, "is taken"),
        ({"type": "choice"}, 422, "choices go with the types choice and scale"),
        ({"type": "scale", "choices": "low\nlow"}, 422, "stands there twice"),
        ({"type": "colour"}, 422, "no type"),
        ({"kind": "aplication"}, 404, "no kind &#x27;aplication&#x27;"),
        ({"clearance": "nonsense"}, 422, "no clearance"),
    ],
)
def test_what_cannot_be_a_field_is_refused_with_what_was_typed_kept(
    changed: dict[str, str], status: int, wrong: str, enter: Enter
) -> None:
    response = enter("admin").post("/own-fields/new/", DEPOT | changed)
    assert response.status_code == status
    assert wrong in body(response)
    assert "A depot closes." in body(response)
    assert "own_fields" not in everything().organisation


def test_a_type_that_the_values_do_not_fit_is_refused_and_names_them(enter: Enter) -> None:
    client = enter("admin")
    client.post("/own-fields/new/", DEPOT | {"name": "rack", "type": "text"})
    client.post("/items/application/crm/edit/", {"rack": "B 12", "was-rack": ""})
    response = client.post("/own-fields/application/rack/", {"type": "integer"})
    assert response.status_code == 422
    assert "application:crm says &#x27;B 12&#x27;" in body(response)


def test_what_is_declared_twice_is_refused(enter: Enter) -> None:
    client = enter("admin")
    client.post("/own-fields/new/", DEPOT)
    response = client.post("/own-fields/new/", DEPOT | {"help": "Another."})
    assert response.status_code == 400
    assert "has an own field" in body(response)
