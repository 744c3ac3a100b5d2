# ruff: noqa: F811 - the fixtures of another module are taken as arguments
"""Longer texts, narrow screens, great zoom and paper: nothing runs out of a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django.fixtures import Settings

from tests.shares import a_share_and_all
from tests.web.pseudo import CODE, OPEN, offered
from tests.web.test_browser import browser, door, entered  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "/", "/agenda/", "/questions/decides/", "/domains/estate/", "/items/application/",
    "/items/application/crm/", "/items/application/crm/edit/", "/items/application/crm/history/",
    "/concerns/", "/history/", "/scenarios/", "/import/", "/look/", "/checks/", "/checks/new/",
    "/search/?q=shop", "/landing/", "/sign-ins/", "/tokens/", "/between/", "/spend/", "/none/",
)  # fmt: skip
WIDER = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


@pytest.fixture
def longer(settings: Settings, tmp_path: Path) -> None:
    offered(settings, tmp_path)


@pytest.mark.parametrize("share", a_share_and_all(2))
def test_no_page_runs_out_of_its_width_where_all_texts_are_longer(
    share: slice, browser: Browser, door: str, longer: None
) -> None:
    page, complaints = entered(browser, door)
    page.set_extra_http_headers({"Accept-Language": CODE})
    wider = {}
    for path in PAGES[share]:
        page.goto(door + path)
        assert OPEN in page.inner_text("body"), path
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            if (by := page.evaluate(WIDER)) > 0:
                wider[path, width] = by
    assert wider == {}
    assert [one for one in complaints.real if "/none/" not in one] == []


@pytest.mark.parametrize("share", a_share_and_all(2))
def test_at_four_times_the_size_and_on_paper_every_page_can_be_read(
    share: slice, browser: Browser, door: str
) -> None:
    """1280 pixels at 400 % are 320; on paper there is neither bar nor navigation, and black on white."""
    page, _ = entered(browser, door, viewport={"width": 320, "height": 256}, color_scheme="dark")
    wider = {
        path: by
        for path in PAGES[share]
        if (page.goto(door + path), by := page.evaluate(WIDER))[1] > 0
    }
    assert wider == {}
    page.set_viewport_size({"width": 800, "height": 1000})
    page.emulate_media(media="print")
    for path in PAGES[share][:6]:
        page.goto(door + path)
        assert page.locator("header.bar").is_hidden(), path
        assert page.locator("nav.side").is_hidden(), path
        ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        ink = page.evaluate("() => getComputedStyle(document.querySelector('h1')).color")
        assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"), (path, ground)
        assert sum(map(int, ink[4:-1].split(", "))) < 3 * 60, (path, ink)
