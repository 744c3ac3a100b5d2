"""By keyboard alone: on each page the tab key comes by everything, is seen where it is, and leaves."""

# ruff: noqa: F811 - the fixtures of another module are taken as arguments

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.shares import a_share_and_all
from tests.web.keyboard import stops
from tests.web.test_browser import browser, door, entered  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COUNT = """() => [...document.querySelectorAll(
  '#page a[href], #page button, #page select, #page textarea, #page input:not([type=hidden])'
)].filter(one => one.checkVisibility() && !one.disabled && one.type !== 'radio').length"""

PATHS = (
    "/", "/agenda/", "/questions/decides/", "/domains/estate/", "/items/application/",
    "/items/application/crm/", "/items/application/crm/edit/", "/items/application/crm/history/",
    "/items/application/crm/sources/", "/items/application/crm/remove/", "/concerns/", "/history/",
    "/history/1/", "/scenarios/", "/import/", "/look/", "/checks/", "/search/?q=shop", "/landing/",
    "/sign-ins/", "/tokens/", "/feeds/", "/between/", "/drafts/",
)  # fmt: skip


@pytest.mark.parametrize("share", a_share_and_all(3))
def test_the_tab_key_comes_by_everything_in_view_and_leaves_again(
    share: slice, browser: Browser, door: str
) -> None:
    page, _ = entered(browser, door)
    wrong = {}
    for path in PATHS[share]:
        page.goto(door + path)
        found = stops(page)
        unseen = [one for one in found if one.endswith("|unseen")]
        wanted = page.evaluate(COUNT)
        if not found[0].startswith("A|To the page") or unseen or len(found) < wanted:
            wrong[path] = found[:1], unseen, len(found), wanted
    page.context.close()
    assert wrong == {}
