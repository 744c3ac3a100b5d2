"""The refusal at the door: nothing new reaches confidential data unreviewed, where that is enforced."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.errors import NotPermitted
from cohelm.store.apply import Written, apply
from tests.cast import MAKER

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def written(*changes: ItemChange | LinkChange, scenario: str = "") -> Written:
    return apply(ChangeSet(changes), by=MAKER, via="test", now=NOW, scenario=scenario)


@pytest.fixture
def plan(store: None) -> None:
    written(
        ItemChange("organisation:organisation", None, {"name": "A", "review_enforced": True}),
        ItemChange("data_set:pay", None, {"name": "Pay", "classification": "confidential"}),
        ItemChange("data_set:open", None, {"name": "Open", "classification": "internal"}),
        ItemChange("ai_use:bot", None, {"name": "Bot", "status": "proposal"}),
        ItemChange("ai_use:guide", None, {"name": "Guide", "status": "proposal"}),
        LinkChange("ai_use:bot", "learns_from", "data_set:pay", 0, None, {}),
        LinkChange("ai_use:guide", "learns_from", "data_set:open", 0, None, {}),
    )


LIVE = ItemChange("ai_use:bot", {"status": "proposal"}, {"status": "live"})


def test_a_use_of_ai_that_learns_from_confidential_data_does_not_go_live_unreviewed(
    plan: None,
) -> None:
    with pytest.raises(NotPermitted) as refused:
        written(LIVE)
    assert "ai_use:bot -> data_set:pay" in str(refused.value)
    written(ItemChange("ai_use:guide", {"status": "proposal"}, {"status": "live"}))


def test_with_its_review_it_does_and_a_review_in_the_future_is_none(plan: None) -> None:
    late = {"status": "live", "security_reviewed_on": "2026-11-25"}
    with pytest.raises(NotPermitted):
        written(
            ItemChange("ai_use:bot", {"status": "proposal", "security_reviewed_on": None}, late)
        )
    good = {"status": "live", "security_reviewed_on": "2026-11-24"}
    written(ItemChange("ai_use:bot", {"status": "proposal", "security_reviewed_on": None}, good))


def test_a_link_that_would_expose_what_is_live_is_refused_too(plan: None) -> None:
    written(ItemChange("ai_use:guide", {"status": "proposal"}, {"status": "live"}))
    with pytest.raises(NotPermitted, match="ai_use:guide"):
        written(LinkChange("ai_use:guide", "learns_from", "data_set:pay", 0, None, {}))


def test_where_it_is_not_enforced_it_is_written_and_what_is_live_already_blocks_nothing(
    plan: None,
) -> None:
    off, on = {"review_enforced": True}, {"review_enforced": False}
    written(ItemChange("organisation:organisation", off, on))
    written(LIVE)
    written(ItemChange("organisation:organisation", on, off))
    written(ItemChange("ai_use:guide", {"status": "proposal"}, {"status": "live"}))
