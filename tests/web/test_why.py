"""Show me why: what moved a figure, its permanent link, and what the link says after an erasure."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from cohelm.store.erase import erase
from tests.cast import MAKER
from tests.web.conftest import Enter

WHY = "/rationalise/why/without_purpose"
"""How many applications serve no capability: for a reader the shop and the wiki."""


def written(key: str, name: str, *, days: int) -> None:
    """Writes an item, so many days from now."""
    change = ItemChange(key, None, {"name": name})
    apply(ChangeSet((change,)), by=MAKER, via="test", now=timezone.now() + timedelta(days=days))


def link(client: Client) -> str:
    """The permanent link that the page of the figure gives."""
    body = client.get(f"{WHY}/").content.decode()
    found = re.search(r'href="([^"]+)">Permanent link', body)
    assert found
    return unescape(found.group(1))


def head(client: Client, address: str) -> str:
    body = client.get(address).content.decode()
    return body.split("<h1>")[1].split("</h1>")[0]


def test_what_moved_a_figure_is_named_new_gone_and_changed(enter: Enter) -> None:
    written("application:lamp", "Lamp", days=3)
    first, then = (timezone.now() + timedelta(days=1)).date(), timezone.now() + timedelta(days=5)
    address = f"{WHY}.json?on={then.date()}&since={first}"
    change = enter("reader").get(address).json()["change"]
    assert change["since"] == first.isoformat()
    assert (change["then"]["value"], change["new"]) == (2, ["application:lamp"])
    assert (change["removed"], change["changed"], change["redefined"]) == ([], [], False)
    body = enter("reader").get(address.replace(".json", "/")).content.decode()
    assert "(new: Lamp)." in body


def test_a_day_that_is_not_before_is_said_in_its_place(enter: Enter) -> None:
    answer = enter("reader").get(f"{WHY}/?since=2100-01-01")
    assert answer.status_code == 200
    assert "2100-01-01 is not before" in answer.content.decode()
    assert enter("reader").get(f"{WHY}.json?since=2100-01-01").status_code == 400


def test_a_permanent_link_gives_the_same_value_when_the_plan_has_moved_on(enter: Enter) -> None:
    client = enter("reader")
    kept, before = link(client), head(client, f"{WHY}/")
    written("application:lamp", "Lamp", days=1)
    assert head(client, f"{WHY}/") != before
    assert head(client, kept) == before
    found = client.get(kept.replace("/?", ".json?")).json()
    assert (found["value"], found["erased"]) == (2, [])
    assert found["permanent"] == kept.replace("/?", ".json?")


@pytest.mark.parametrize("erased", ["application:wiki", "person:ann"])
def test_after_an_erasure_the_link_says_so_and_gives_no_value(erased: str, enter: Enter) -> None:
    """Whether a figure counted what was erased cannot be known: nothing that was may be left."""
    written("person:ann", "Ann", days=0)
    client = enter("reader")
    kept = link(client)
    batch = erase(erased, by=MAKER, reason="asked for it").batch
    body = client.get(kept).content.decode()
    assert "<h1>Without purpose: not known any more as it was</h1>" in body
    assert f'href="/history/{batch}/"' in body  # the band: when, by whom
    assert "had something erased for good" in body
    found = client.get(kept.replace("/?", ".json?")).json()
    assert found["value"] is None
    assert found["left"]["value"] == (1 if erased == "application:wiki" else 2)
    assert [one["batch"] for one in found["erased"]] == [batch]
    assert "not known any more" not in head(client, link(client))  # a new one holds again
