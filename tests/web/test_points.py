"""100 points of each office: sealed, and revealed only together."""

from __future__ import annotations

import pytest
from django.test import Client

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.store.models import SealedPoints
from tests.cast import MAKER
from tests.web.conftest import Enter

CIO = {"give-erp": "62.5", "give-shop": "37.5"}
CTO = {"give-erp": "10", "give-shop": "90"}


@pytest.fixture
def both(enter: Enter) -> tuple[Client, Client]:
    """The two leads, with three initiatives that both see; the cast's own is the CIO's alone."""
    changes = tuple(
        ItemChange(f"initiative:{id_}", None, {"name": id_}) for id_ in ("erp", "shop", "wifi")
    )
    apply(ChangeSet(changes), by=MAKER, via="test")
    return enter("cio"), enter("cto")


def values() -> dict[str, dict[str, float]]:
    plan = everything()
    return {
        id_: {
            end.other: end.says["value"] for end in plan.links_of(f"initiative:{id_}", "ranked_by")
        }
        for id_ in ("erp", "shop", "wifi")
    }


def test_nobody_sees_what_one_office_gave_before_the_other_has(
    both: tuple[Client, Client], enter: Enter
) -> None:
    cio, cto = both
    before = everything().revision
    assert cio.post("/points/", CIO).status_code == 302
    assert everything().revision == before  # nothing in the plan, the log, the history
    for client in (cio, cto, enter("reader"), enter("admin")):
        for address in ("/points/", "/items/initiative/erp/", "/history/", "/tradeoff/",
                        "/items/initiative.json", "/search/?q=erp", "/api/v1/points"):  # fmt: skip
            assert "62.5" not in client.get(address).content.decode()
        assert "handed in, sealed" in client.get("/points/").content.decode()


def test_both_are_revealed_in_one_batch_and_what_got_none_is_worth_nought(
    both: tuple[Client, Client],
) -> None:
    cio, cto = both
    cio.post("/points/", CIO)
    cto.post("/points/", CTO)
    assert values() == {
        "erp": {"office:cio": 62.5, "office:cto": 10}, "shop": {"office:cio": 37.5, "office:cto": 90},
        "wifi": {"office:cio": 0, "office:cto": 0},
    }  # fmt: skip
    assert not SealedPoints.objects.exists()


def test_what_was_handed_in_can_be_replaced_and_taken_back(both: tuple[Client, Client]) -> None:
    cio, cto = both
    cio.post("/points/", {"give-erp": "100"})
    cio.post("/points/", CIO)
    assert cio.post("/points/", {"withdraw": "1"}).status_code == 302
    cto.post("/points/", CTO)
    assert values()["erp"] == {}
    cio.post("/points/", CIO)
    assert values()["erp"]["office:cio"] == 62.5


@pytest.mark.parametrize(
    ("given", "said"),
    [({"give-erp": "99"}, "come to 99, not to 100"), ({"give-erp": "-1"}, "are no points"),
     ({"give-erp": "1e2"}, ""), ({"give-erp": "99.999"}, "are no points"),
     ({"give-merge": "100"}, "no initiative"), ({"give-erp": "NaN"}, "are no points")],
)  # fmt: skip
def test_points_that_are_none_are_refused_where_they_stand(
    both: tuple[Client, Client], given: dict[str, str], said: str
) -> None:
    response = both[0].post("/points/", given)
    assert response.status_code in ((302,) if not said else (400, 404, 422))
    assert said in response.content.decode()


def test_only_the_lead_of_an_office_gives_its_points(
    both: tuple[Client, Client], enter: Enter
) -> None:
    for name, status in (("reader", 403), ("writer", 403), ("admin", 422)):
        assert enter(name).post("/points/", CIO).status_code == status
    assert not SealedPoints.objects.exists()
    sheet = {"office": "cto", "points": {"erp": "100"}}
    other = both[0].post("/api/v1/points", sheet, content_type="application/json")
    assert other.status_code == 403
    own = {"office": "cio", "points": {"erp": "100"}}
    done = both[0].post("/api/v1/points", own, content_type="application/json")
    assert done.status_code == 200
    assert done.json() == {
        "offices": [{"office": "cio", "name": "CIO", "sealed": True},
                    {"office": "cto", "name": "CTO", "sealed": False}],
        "batch": 0,
    }  # fmt: skip
