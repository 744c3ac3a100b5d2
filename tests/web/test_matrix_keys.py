"""The matrix of rights by the keyboard alone, in a real browser: a cell is one key press, with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cohelm.store.load import everything
from tests.store.cast import bring
from tests.web.test_browser import browser, door, entered
from tests.web.test_rights import RIGHTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
__all__ = ["browser", "door"]

END, CIO = "End things", "Chief information officer"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') || ''"))


def comes_to(page: Page, label: str) -> None:
    from playwright.sync_api import expect

    expect(page.locator(":focus")).to_have_attribute("aria-label", label)


def walked_into(page: Page) -> None:
    """Tab by tab into the first cell of the matrix."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-cell]')"):
            return
    raise AssertionError("no cell was reached by the tab key")


def held(part: str) -> list[str]:
    return list(everything().targets("right:end", part))


def test_a_cell_is_one_key_press_and_is_taken_back_by_another(browser: Browser, door: str) -> None:
    bring(RIGHTS)
    page, complaints = entered(browser, door)
    page.goto(f"{door}/rights/matrix/")
    walked_into(page)
    while not focused(page).startswith(f"{END}, {CIO}"):
        here = focused(page)
        page.keyboard.press("ArrowRight" if here.startswith(END) else "ArrowDown")
        assert focused(page) != here, "the arrows lead nowhere"
    told = page.locator("[data-told]")
    page.keyboard.press("c")
    told.get_by_text(f"{END}, {CIO}: consulted.").wait_for()
    comes_to(page, f"{END}, {CIO}, consulted")
    assert (held("accountable"), held("consulted")) == ([], ["role:cio"])
    page.keyboard.press("Space")
    told.get_by_text(f"{END}, {CIO}: nothing.").wait_for()
    assert held("consulted") == []
    page.keyboard.press("Control+z")
    told.get_by_text(f"{END}, {CIO}: consulted. Taken back.").wait_for()
    page.keyboard.press("Control+z")
    told.get_by_text(f"{END}, {CIO}: accountable. Taken back.").wait_for()
    comes_to(page, f"{END}, {CIO}, accountable")
    assert (held("accountable"), held("consulted")) == (["role:cio"], [])
    page.reload()
    assert page.get_by_label(f"{END}, {CIO}, accountable").inner_text() == "A"
    assert complaints.real == []


def test_an_edit_is_taken_back_by_its_button(browser: Browser, door: str) -> None:
    bring(RIGHTS)
    page, complaints = entered(browser, door)
    page.goto(f"{door}/rights/matrix/")
    page.get_by_label(f"{END}, {CIO}, accountable").focus()
    page.keyboard.press("r")
    page.get_by_role("button", name="Undo it").click()
    page.locator("[data-told]").get_by_text("Taken back.").wait_for()
    assert (held("accountable"), held("responsible")) == (["role:cio"], [])
    assert complaints.real == []
