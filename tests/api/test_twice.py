"""What is done twice, asked through the API; and that two are not the same, said through it."""

from __future__ import annotations

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from tests.api.conftest import Enter
from tests.api.test_items import send
from tests.cast import MAKER

PAIR = {"application:expenses": "Travel expenses", "application:claims": "Expense claims of travel"}


def test_a_pair_is_told_apart_by_making_a_distinction(enter: Enter) -> None:
    items = [ItemChange(key, None, {"name": name}) for key, name in PAIR.items()]
    apply(ChangeSet.of(items), by=MAKER, via="test")
    client = enter("writer")
    (row,) = client.get("/api/v1/analyses/twice").json()["pairs"]
    assert (row["one"], row["other"]) == ("application:claims", "application:expenses")
    said = {"name": "Two things", "between": list(PAIR), "reason": "one is for crews"}
    assert send(client, "POST", "/api/v1/items/distinction", said).status_code == 201
    found = client.get("/api/v1/analyses/twice").json()
    assert (found["pairs"], found["told_apart"]) == ([], 1)
    assert send(enter("reader"), "POST", "/api/v1/items/distinction", said).status_code == 403
