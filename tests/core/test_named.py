"""The item that somebody means who types a key, an id or a name."""

from __future__ import annotations

from typing import Any

import pytest

from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.named import item_named
from tests.making import enterprise


def plan() -> Any:
    return enterprise(
        application={"crm": {"name": "Customer desk"}, "till": {"name": "Till: yard"}},
        service={"desk": {"name": "Counter"}, "till": {"name": "Till service"}},
        platform={"counter": {"name": "Rack"}},
        vendor={"a": {"name": "Acme"}, "b": {"name": "acme"}},
    )


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("application:crm", "application:crm"),
        ("crm", "application:crm"),
        ("customer DESK", "application:crm"),
        (" Customer desk ", "application:crm"),
        ("counter", "platform:counter"),  # an id goes before a name
        ("Counter", "service:desk"),
        ("Till: yard", "application:till"),  # no kind is called Till
    ],
)
def test_a_key_an_id_or_a_name_will_do(typed: str, key: str) -> None:
    assert item_named(plan(), typed) == key


@pytest.mark.parametrize(
    ("typed", "keys"),
    [("till", "application:till, service:till"), ("ACME", "vendor:a, vendor:b")],
)
def test_what_several_items_are_called_is_refused_with_their_keys(typed: str, keys: str) -> None:
    with pytest.raises(UsageError, match=f"'{typed}' is several items. Accepted: one of {keys}."):
        item_named(plan(), typed)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("custmer desk", "Did you mean 'application:crm'?"),
        ("application:crn", "Did you mean 'application:crm'?"),
        ("application:customer-desk", "Did you mean 'application:crm'?"),
        ("application:zzzz", "Accepted: the name of an item"),  # a kind in common is no likeness
        ("zebra", "Accepted: the name of an item"),
        ("aplication:crm", "Did you mean 'application:crm'"),
    ],
)
def test_what_nothing_is_called_is_refused_with_the_nearest(typed: str, near: str) -> None:
    with pytest.raises(UnknownName) as refused:
        item_named(plan(), typed)
    assert str(refused.value).startswith(f"there is no item '{typed}'. {near}")
