# ruff: noqa: F811 - the fixtures of another module are taken as arguments
"""Longer texts, narrow screens, great zoom and paper: nothing runs out of a page.

Pages are the sample's where texts are longer, the cast's where they are printed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from pytest_django.fixtures import Settings

import cohelm.web
from cohelm.formats.organisation import sample_folder
from cohelm.server.demo import bring_sample, make_visitor
from cohelm.store.load import everything
from cohelm.web.visitors import VISITORS
from tests.contract.test_page_budget import addresses
from tests.shares import a_share_and_all
from tests.web.pseudo import CODE, offered
from tests.web.test_browser import (  # noqa: F401 - fixtures
    assert_axe_finds_nothing,
    browser,
    door,
    entered,
)

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


SHARES = 24
"""An ordinary run looks at one page of so many; the campaign at all, at their pictures and by axe."""
LOOK = (Path(__file__).parent / "widths.js").read_text(encoding="utf-8")


@pytest.fixture
def sample_door(open_store: None, live_server: Any, settings: Settings, tmp_path: Path) -> str:
    """The address of a demo with the sample in it; the pseudo-locale is offered."""
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["*"]
    offered(settings, tmp_path)
    bring_sample(sample_folder("sample"), everything())
    plan = everything()
    for visitor in VISITORS:
        make_visitor(visitor, plan)
    return str(live_server.url)


def turn() -> int:
    """Whose turn it is among the shares: another one's as soon as any template or style changes."""
    web, state = Path(cohelm.web.__file__).parent, 0
    for path in sorted((*web.glob("templates/**/*.html"), *web.glob("static/**/*.css"))):
        state = crc32(path.read_bytes(), state)
    return state % SHARES


@pytest.mark.parametrize(
    "is_all", [False, pytest.param(True, marks=pytest.mark.campaign)], ids=["a share", "all"]
)
def test_no_page_of_the_sample_runs_out_of_its_width_where_all_texts_are_longer(
    browser: Browser, sample_door: str, is_all: bool
) -> None:
    page, _ = entered(browser, sample_door)
    page.set_extra_http_headers({"Accept-Language": CODE})
    paths = list(addresses())
    wrong, seen = {}, 0
    for path in paths if is_all else paths[turn() :: SHARES]:
        asked = page.request.head(sample_door + path, headers={"Accept-Language": CODE})
        if asked.status != 200 or "html" not in asked.headers["content-type"]:
            continue
        page.goto(sample_door + path)
        seen += 1
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            found = page.evaluate(LOOK)
            if found["over"] or (is_all and (found["beyond"] or found["overlapping"])):
                wrong[path, width] = found
        if is_all and page.title():  # what is a part of a page has none
            assert_axe_finds_nothing(page)
    assert wrong == {}
    assert seen > (120 if is_all else 0)  # some of the addresses are no pages, or not the visitor's


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
