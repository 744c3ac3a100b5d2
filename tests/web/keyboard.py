"""Somebody at a keyboard: the tab key, where it is, and whether one sees it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

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
    """Tabs on to the link, button or field that is called so."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = str(page.evaluate(SEEN))
        if at and at.split("|")[1].replace("\n", " ").startswith(name):
            assert at.endswith("|seen"), at
            return
    raise AssertionError(f"the tab key does not come by '{name}'")


def press(page: Page, name: str) -> None:
    """Tabs on to a link or button, and presses Enter on it."""
    go(page, name)
    page.keyboard.press("Enter")


def write(page: Page, name: str, text: str) -> None:
    """Tabs on to a field, and types over what stands in it."""
    go(page, name)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def write_day(page: Page, name: str, day: str) -> None:
    """Tabs on to a field for a day, and types it as `02012099`: month, day, year."""
    go(page, name)
    page.keyboard.type(day)


def open_page(page: Page, path: str) -> None:
    """Goes to an address of the same site, and past its head to what the page says."""
    page.goto("/".join(page.url.split("/")[:3]) + path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "page"
