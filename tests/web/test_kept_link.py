"""The permanent link of a figure, walked: kept, opened after a change, and back to today's figure."""

# ruff: noqa: F811 - the fixtures of another module are taken as arguments

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from tests.cast import MAKER
from tests.web.test_browser import (  # noqa: F401 - fixtures
    TALL,
    assert_axe_finds_nothing,
    browser,
    door,
    entered,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WHY = "/rationalise/why/without_purpose/"
"""How many applications serve no capability."""


def test_a_kept_link_shows_what_was_known_says_so_and_offers_todays_figure(
    browser: Browser, door: str
) -> None:
    page, complaints = entered(browser, door, viewport=TALL)
    change = ItemChange("capability:publish", None, {"name": "Publish"})
    apply(ChangeSet((change,)), by=MAKER, via="test")
    page.goto(f"{door}{WHY}")
    before = page.locator("h1").inner_text()
    assert page.locator(".why > .notice").count() == 0
    page.get_by_role("link", name="Permanent link").click()
    page.wait_for_url(lambda url: "known_at=" in url)
    kept = page.url
    assert page.locator("h1").inner_text() == before

    page.goto(f"{door}/items/application/wiki/links/?relation=supports")
    page.get_by_label("Supports", exact=False).fill("Publish")
    page.get_by_role("button", name="Find", exact=True).click()
    page.locator(".picked").get_by_role("button", name="Publish capability").click()
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_role("button", name="Cut the link to Publish").wait_for()

    page.goto(kept)
    assert page.locator("h1").inner_text() == before
    page.get_by_text("This is the figure as it was known on").wait_for()
    assert page.locator(".counted").get_by_role("link", name="Wiki").count() == 1
    assert_axe_finds_nothing(page)
    page.get_by_role("link", name="The same figure today").click()
    page.wait_for_url(lambda url: "known_at=" not in url)
    assert page.locator("h1").inner_text() != before
    assert page.locator(".counted").get_by_role("link", name="Wiki").count() == 0
    assert complaints.real == []
