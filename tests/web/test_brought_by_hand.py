"""Files brought in a real browser: dropped, taken back, and their next editions asked about."""

# ruff: noqa: F811 - the fixtures of another module are taken as arguments

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cohelm.store.history import batches
from cohelm.store.load import everything
from tests.web.test_browser import (  # noqa: F401 - fixtures
    assert_axe_finds_nothing,
    browser,
    door,
    entered,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SYSTEMS = "System;Importance;Users\nCRM;low;4\nBadge;low;7\n"
ENTITY = """apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {{name: {name}, description: {says}}}
spec: {{type: service, lifecycle: production, owner: all}}
"""
RADAR = "name,ring,quadrant,isNew,description\nKafka,{ring},Platforms,FALSE,{why}\n{more}"
DROPS = """([text, name]) => {
  const brought = new DataTransfer();
  brought.items.add(new File([text], name));
  const form = document.querySelector('[data-drop]');
  const event = { dataTransfer: brought, bubbles: true, cancelable: true };
  form.dispatchEvent(new DragEvent('dragover', event));
  const marked = form.classList.contains('is-over');
  form.dispatchEvent(new DragEvent('drop', event));
  return marked;
}"""


def drop(page: Page, door: str, name: str, text: str) -> None:
    """Drops a file on the page that takes files; it waits there, with nothing written."""
    page.goto(f"{door}/import/")
    with page.expect_navigation():
        assert page.evaluate(DROPS, [text, name])  # the form says that it takes what is over it
    page.get_by_text("Nothing is written yet.").wait_for()


def apply_it(page: Page) -> None:
    page.locator("#apply button").click()
    page.locator("#notices").get_by_text("was written").wait_for()


def catalogue(**says: str) -> str:
    return "---\n".join(ENTITY.format(name=name, says=text) for name, text in says.items())


def named(name: str) -> str:
    """The key of the one item that is called so."""
    plan = everything()
    (found,) = [key for key in plan.keys() if plan.name(key) == name]  # noqa: SIM118 - no mapping
    return found


def test_a_dropped_file_is_taken_back_from_the_page_that_tells_of_it(
    browser: Browser, door: str
) -> None:
    page, complaints = entered(browser, door)
    drop(page, door, "systems.csv", SYSTEMS)
    assert_axe_finds_nothing(page)
    assert "application:badge" not in everything()
    apply_it(page)
    assert everything().plain("application:badge")["users"] == 7
    page.locator("#notices").get_by_role("button", name="Undo").click()
    page.locator("#notices").get_by_text("taken back").wait_for()
    assert "application:badge" not in everything()
    assert everything().plain("application:crm")["criticality"] == "high"
    assert complaints.real == []


def test_an_import_is_taken_back_from_the_history_and_the_taking_back_too(
    browser: Browser, door: str
) -> None:
    page, complaints = entered(browser, door)
    drop(page, door, "systems.csv", SYSTEMS)
    apply_it(page)
    number = batches()[0].id
    page.goto(f"{door}/history/")
    page.locator(f"a[href='/history/{number}/']").first.click()
    page.wait_for_url(f"**/history/{number}/")
    assert_axe_finds_nothing(page)
    page.locator("main").get_by_role("button", name="Undo").first.click()
    page.locator("#notices").get_by_text("taken back").wait_for()
    assert "application:badge" not in everything()
    page.locator("#notices").get_by_role("button", name="Undo").click()
    page.wait_for_load_state()
    assert everything().plain("application:badge")["users"] == 7
    assert complaints.real == []


@pytest.mark.parametrize("answer", ["It is still there", "Remove it"])
def test_what_the_next_catalogue_lacks_is_asked_about_and_never_silently_removed(
    browser: Browser, door: str, answer: str
) -> None:
    page, complaints = entered(browser, door)
    drop(page, door, "catalog.yaml", catalogue(ledger="Books", mailer="Sends", scanner="Scans"))
    apply_it(page)
    gone, kept = named("scanner"), named("ledger")
    drop(page, door, "catalog-2.yaml", catalogue(ledger="Books of all", mailer="Sends"))
    page.get_by_text("1 item of it no longer there").wait_for()
    assert_axe_finds_nothing(page)
    apply_it(page)
    assert gone in everything()  # asked about, not taken away
    assert everything().plain(kept)["description"] == "Books of all"
    page.get_by_role("heading", name="What became of these?").wait_for()
    assert_axe_finds_nothing(page)
    page.get_by_role("button", name=f"{answer} (scanner)").click()
    page.locator("#notices .notice").first.wait_for()
    assert page.get_by_role("heading", name="What became of these?").count() == 0
    assert (gone in everything()) == (answer == "It is still there")
    if answer == "Remove it":
        page.locator("#notices").get_by_role("button", name="Undo").click()
        page.locator("#notices").get_by_text("taken back").wait_for()
        assert gone in everything()
    assert complaints.real == []


def test_the_second_edition_of_a_radar_moves_its_technologies(browser: Browser, door: str) -> None:
    page, complaints = entered(browser, door)
    first = RADAR.format(ring="Trial", why="Tried", more="Perl,Hold,Languages,FALSE,Old\n")
    second = RADAR.format(ring="Adopt", why="It held", more="Rust,Assess,Languages,TRUE,New\n")
    drop(page, door, "radar 2026-05-01.csv", first)
    apply_it(page)
    drop(page, door, "radar 2026-11-01.csv", second)
    apply_it(page)
    assert named("Perl") in everything()
    page.goto(f"{door}/radar/")
    assert_axe_finds_nothing(page)
    text = page.locator("main").inner_text()
    assert "Kafka" in text
    assert "Rust" in text
    assert complaints.real == []
