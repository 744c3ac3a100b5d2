"""Changing several items of a list at once."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from cohelm.store.load import everything
from tests.web.conftest import Enter


def address(kind: str = "application", **query: object) -> str:
    return f"/items/{kind}/several/?{urlencode(query, doseq=True)}"


def shown(enter: Enter, name: str, **query: object) -> str:
    return enter(name).get(address(**query)).content.decode()  # type: ignore[arg-type]


def test_what_would_change_is_shown_and_nothing_is_written(enter: Enter) -> None:
    body = shown(enter, "writer", field="criticality", value="high")
    assert "Changes 2 of 3; 1 say so already" in body
    assert "criticality" not in everything().plain("application:wiki")


def test_a_post_writes_one_batch_that_can_be_undone(enter: Enter) -> None:
    client = enter("writer")
    answer = client.post(address(field="criticality", value="high"), {"reason": "reviewed"})
    assert answer.status_code == 302
    values = {
        key: everything().plain(key).get("criticality") for key in everything().keys("application")
    }
    assert values == {
        "application:crm": "high", "application:shop": "high", "application:wiki": "high",
        "application:nightshade": "low",
    }  # fmt: skip
    page = client.get(answer["Location"]).content.decode()
    batch = re.search(r"/history/(\d+)/undo/", page)
    assert batch
    client.post(batch.group(0))
    assert everything().plain("application:shop")["criticality"] == "critical"


def test_only_the_ticked_ones_and_only_those_of_the_list_are_changed(enter: Enter) -> None:
    enter("writer").post(address(field="hosting", value="saas", id=["crm", "nightshade"]))
    plan = everything()
    assert plan.plain("application:crm")["hosting"] == "saas"
    assert not [
        k for k in ("shop", "wiki", "nightshade") if plan.plain(f"application:{k}").get("hosting")
    ]


def test_the_condition_of_the_list_narrows_them(enter: Enter) -> None:
    enter("writer").post(address(where="criticality = 'critical'", field="hosting", value="saas"))
    hosted = [k for k in everything().keys("application") if everything().plain(k).get("hosting")]
    assert hosted == ["application:shop"]


def test_an_empty_value_empties_and_a_relation_takes_a_name(enter: Enter) -> None:
    client = enter("writer")
    client.post(address(field="criticality", value="", id=["crm"]))
    client.post(address(field="owner", value="Chief technology officer"))
    plan = everything()
    assert "criticality" not in plan.plain("application:crm")
    assert plan.targets("application:wiki", "owner") == ["role:cto"]
    assert plan.targets("application:crm", "owner") == ["role:cto"]


@pytest.mark.parametrize(
    ("field", "value", "status", "said"),
    [
        ("criticality", "terrible", 422, "terrible"),
        ("owner", "Nobody here", 422, "there is no"),
        ("nonsense", "1", 404, "nonsense"),
        ("name", "All the same", 404, "name"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_written(
    enter: Enter, field: str, value: str, status: int, said: str
) -> None:
    before = everything().revision
    answer = enter("writer").post(address(field=field, value=value))
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert everything().revision == before


def test_what_may_not_be_changed_is_counted_and_left_alone(enter: Enter) -> None:
    body = shown(enter, "writer", kind="role", field="required_fte", value="1")
    assert "Changes 0 of 2; 2 not permitted" in body
    assert "office lead" in body


def test_the_plan_as_it_was_known_cannot_be_changed(enter: Enter) -> None:
    answer = enter("writer").get(address(known_at="2030-01-01", field="hosting", value="saas"))
    assert answer.status_code >= 400
