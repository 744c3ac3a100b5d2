"""Thirty tasks by keyboard alone: where one is can be seen, nothing holds one, and the task gets done."""

# ruff: noqa: F811 - the fixtures of another module are taken as arguments

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from cohelm.store.load import everything
from tests.web.test_browser import browser, door, entered  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_STOPS = 220
SEEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return '';
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const inside = one.closest('label, .where-line, .find-box');
  const ring = (s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0;
  // the parts of a field for a day are inside the browser, which rings them itself
  const visible = ring(style) || one.type === 'date' || (inside && ring(getComputedStyle(inside)));
  const text = one.tagName === 'SELECT' ? '' : one.innerText;
  const said = (one.getAttribute('aria-label') || text || one.name || one.id || '').trim();
  return [one.tagName, said.slice(0, 60), visible && box.width > 0 ? 'seen' : 'unseen'].join('|');
}"""


def stops(page: Page) -> list[str]:
    """What the tab key comes by, from the top of the page until it leaves it."""
    found: list[str] = []
    page.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); }")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = str(page.evaluate(SEEN))
        if not at:
            return found
        found.append(at)
    raise AssertionError(f"no end after {MOST_STOPS} stops: {found[-3:]}")


def go(page: Page, name: str) -> None:
    """Tabs to the link, button or field that is called so."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = str(page.evaluate(SEEN))
        if at and at.split("|")[1].startswith(name):
            assert at.endswith("|seen"), at
            return
    raise AssertionError(f"the tab key does not come by '{name}'")


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


@pytest.mark.parametrize("path", PATHS)
def test_the_tab_key_comes_by_everything_in_view_and_leaves_again(
    path: str,
    browser: Browser,
    door: str,
) -> None:
    page, _ = entered(browser, door)
    page.goto(door + path)
    found = stops(page)
    assert found[0].startswith("A|To the page"), found[:2]
    assert [one for one in found if one.endswith("|unseen")] == []
    wanted = page.evaluate(COUNT)
    assert len(found) >= wanted
    page.context.close()


def skip_to_the_page(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "page"


def find_an_item(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("shop")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    go(page, "Shop")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/application/shop/")


def change_a_field(page: Page) -> None:
    page.goto(page.url.split("/items")[0].rstrip("/") + "/items/application/wiki/edit/")
    go(page, "name")
    page.keyboard.press("Control+a")
    page.keyboard.type("Wiki by keyboard")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/application/wiki/")
    assert everything().plain("application:wiki")["name"] == "Wiki by keyboard"


def make_an_item(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/items/vendor/new/")
    go(page, "name")
    page.keyboard.type("Made by keyboard")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/vendor/made-by-keyboard/")


def choose_where_to_land(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/landing/")
    go(page, "place")
    page.keyboard.type("The agenda")
    go(page, "Land there")
    page.keyboard.press("Enter")
    page.get_by_text("You land on “The agenda”").wait_for()


def open_and_close_a_menu(page: Page) -> None:
    go(page, "The CIO")
    page.keyboard.press("Enter")
    assert page.locator("details.user").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator("details.user").get_attribute("open") is None


TASKS: tuple[Callable[[Page], None], ...] = (
    skip_to_the_page, find_an_item, change_a_field, make_an_item, choose_where_to_land,
    open_and_close_a_menu,
)  # fmt: skip


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__)
def test_a_task_is_done_by_keyboard_alone(
    task: Callable[[Page], None],
    browser: Browser,
    door: str,
) -> None:
    page, complaints = entered(browser, door)
    page.goto(door + "/")
    task(page)
    assert complaints.real == []
    page.context.close()


def test_there_are_thirty_of_them() -> None:
    assert len(PATHS) + len(TASKS) == 30
