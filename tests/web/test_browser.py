"""The pages in a real browser: no complaint of the console, of the content policy or of axe."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django.fixtures import Settings

from cohelm.reports.brief.pack import pack as made_pack
from cohelm.reports.brief.written import pack_document
from cohelm.server.demo import make_visitor
from cohelm.store.load import everything
from cohelm.web.visitors import VISITORS
from tests.cast import organise
from tests.making import enterprise

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "/", "/items/application/", "/items/application/?where=criticality%20%3E%3D%20'high'",
    "/items/application/crm/", "/items/application/crm/edit/", "/items/application/crm/links/",
    "/items/application/crm/field/lifecycle/", "/compare/?on=2027-02-01", "/concerns/trend/",
    "/compare/concerns/?on=2027-02-01", "/concerns/OWN001/?item=application:wiki",
    "/items/contract/", "/domains/estate/", "/concerns/", "/search/?q=shop", "/history/",
    "/history/1/", "/scenarios/", "/import/", "/tokens/", "/my-skills/",
    "/rights/matrix/?since=2026-01-01", "/none/", "/?on=2027-02-01",
)  # fmt: skip


MOST_MILLISECONDS = 120_000
"""Until something that does not come is given up, on the busiest of machines."""
TALL = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=MOST_MILLISECONDS)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        found = play.chromium.launch(
            executable_path=os.environ["COHELM_BROWSER"], args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def door(open_store: None, live_server: Any, settings: Settings) -> str:
    """The address of a demo with the cast's organisation in it."""
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["*"]
    organise()
    plan = everything()
    for visitor in VISITORS:
        make_visitor(visitor, plan)
    return str(live_server.url)


class Complaints(list[str]):
    """All that a page's console, its scripts and its answers complain of."""

    def listen(self, page: Page) -> None:
        page.on("console", lambda one: self.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: self.append(str(one)))
        page.on("response", lambda one: self.append(f"{one.status} {one.url}")
                if one.status >= 400 and "/none/" not in one.url else None)  # fmt: skip

    @property
    def real(self) -> list[str]:
        return [one for one in self if "404 (Not Found)" not in one]


def entered(browser: Browser, door: str, **context: Any) -> tuple[Page, Complaints]:
    page = browser.new_context(**context).new_page()
    page.set_default_timeout(MOST_MILLISECONDS)
    complaints = Complaints()
    complaints.listen(page)
    page.goto(door)
    page.get_by_text("The CIO", exact=True).click()
    page.wait_for_load_state()
    return page, complaints


def test_the_cio_enters_narrows_a_list_and_opens_an_item(browser: Browser, door: str) -> None:
    page, complaints = entered(browser, door)
    page.get_by_role("link", name="Applications, servers").first.click()
    page.get_by_role("link", name="Applications", exact=True).click()
    page.get_by_label("application where").fill("criticality = 'critical'")
    page.get_by_label("application where").press("Enter")
    page.get_by_role("heading", name="1 application of 4").wait_for()
    assert "where=criticality" in page.url  # the part was replaced, and the address says so
    page.get_by_role("link", name="Shop <b>front</b>").click()
    page.get_by_role("heading", name="Shop <b>front</b>").wait_for()
    page.go_back()
    page.get_by_role("heading", name="1 application of 4").wait_for()
    assert complaints.real == []


def test_the_keyboard_finds_and_closes(browser: Browser, door: str) -> None:
    page, complaints = entered(browser, door)
    page.keyboard.press("Control+k")
    page.keyboard.type("shop")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 item found").wait_for()
    page.get_by_text("as of today").click()
    assert page.get_by_label("As planned for the day").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_label("As planned for the day").is_visible()
    assert complaints.real == []


def test_arrows_walk_through_what_is_near(browser: Browser, door: str) -> None:
    page, complaints = entered(browser, door)
    page.keyboard.press("/")
    page.keyboard.type("shop")
    near = page.locator("#near").get_by_role("link", name="Shop <b>front</b>")
    # the answers to the first letters have others before it
    near.and_(page.locator("#near a").first).wait_for()
    page.keyboard.press("ArrowDown")
    assert near.evaluate("one => one === document.activeElement")
    page.keyboard.press("Escape")
    assert near.count() == 0
    page.keyboard.press("Backspace")
    near.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Shop <b>front</b>").wait_for()
    page.goto(f"{door}/")
    page.keyboard.press("Control+k")
    near.wait_for()  # where one was last
    assert complaints.real == []


def test_an_answer_that_comes_late_takes_the_list_from_under_nobody(
    browser: Browser, door: str
) -> None:
    page, complaints = entered(browser, door)
    held: list[Any] = []
    page.route("**/near/?*q=shop*", lambda route: held.append(route))
    page.keyboard.press("/")
    page.keyboard.type("sho")
    near = page.locator("#near").get_by_role("link", name="Shop <b>front</b>")
    near.wait_for()
    with page.expect_request("**/near/?*q=shop*"):
        page.keyboard.type("p")
    page.keyboard.press("ArrowDown")
    with page.expect_response("**/near/?*q=shop*"):
        held[0].continue_()
    page.evaluate("() => new Promise(done => setTimeout(done))")  # htmx had its turn
    assert near.evaluate("one => one === document.activeElement")
    assert complaints.real == []


def test_what_was_typed_is_offered_again_after_leaving(browser: Browser, door: str) -> None:
    from playwright.sync_api import expect

    page, complaints = entered(browser, door)
    page.goto(f"{door}/items/application/wiki/edit/")
    page.get_by_label("Description").fill("Half a sentence")
    page.goto(f"{door}/")
    page.goto(f"{door}/items/application/wiki/edit/")
    page.get_by_role("button", name="Take up what I wrote").click()
    assert page.get_by_label("Description").input_value() == "Half a sentence"
    page.goto(f"{door}/concerns/OWN001/?item=application:wiki")
    page.get_by_label("Give it to").fill("nobody at all")
    page.get_by_role("button", name="Give it").click()
    page.get_by_role("button", name="Back to what you typed").click()
    expect(page.get_by_label("Give it to")).to_have_value("nobody at all")
    assert [one for one in complaints.real if "422" not in one] == []


def test_a_field_is_edited_where_it_stands_by_the_keyboard_and_escape_leaves_it(
    browser: Browser, door: str
) -> None:
    from playwright.sync_api import expect

    page, complaints = entered(browser, door, viewport=TALL)
    page.goto(f"{door}/items/application/wiki/")
    edit = page.get_by_role("link", name="Edit clearance", exact=True)
    edit.focus()
    page.keyboard.press("Enter")
    page.locator("#fact-clearance select").wait_for()
    page.keyboard.press("Escape")
    expect(edit).to_be_focused()
    page.get_by_role("link", name="users", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("#fact-users input[name=users]").wait_for()
    page.keyboard.type("12")
    assert_axe_finds_nothing(page)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo").wait_for()
    assert everything().plain("application:wiki")["users"] == 12
    assert page.get_by_role("link", name="users", exact=True).count() == 0
    page.get_by_role("button", name="Put away").click()
    page.locator("#fact-users .fact-says").click()  # a click on what it says opens it as well
    page.locator("#fact-users input[name=users]").wait_for()
    assert complaints.real == []


def test_a_link_is_picked_where_it_stands_by_the_keyboard(browser: Browser, door: str) -> None:
    from playwright.sync_api import expect

    page, complaints = entered(browser, door, viewport=TALL)
    page.goto(f"{door}/items/application/wiki/")
    page.get_by_role("link", name="depends on", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Depends on").wait_for()
    page.keyboard.type("cr")
    found = page.locator(".picked").get_by_role("button", name="CRM application")
    found.wait_for()
    assert_axe_finds_nothing(page)
    page.keyboard.press("ArrowDown")
    assert found.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Link", exact=True)).to_be_focused()
    assert_axe_finds_nothing(page)
    assert everything().targets("application:wiki", "depends_on") == []  # it waits for its button
    page.get_by_label("From", exact=True).fill("2026-12-01")
    page.get_by_label("Redundancy group", exact=True).fill("crm")
    page.get_by_label("How many of the group").fill("2")
    page.get_by_role("button", name="Link", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo").wait_for()
    (end,) = everything().links_of("application:wiki", "depends_on")
    assert (end.other, end.start) == ("application:crm", "2026-12-01")
    assert dict(end.says) == {"group": "crm", "k": 2}
    assert complaints.real == []


def assert_axe_finds_nothing(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []


def test_a_map_that_is_wider_than_its_place_begins_at_its_item(browser: Browser, door: str) -> None:
    page, complaints = entered(browser, door, viewport={"width": 320, "height": 900})
    page.goto(f"{door}/around/?item=application:shop")
    place, item = (page.locator(one).bounding_box() for one in (".layered", ".layered .asked"))
    assert place is not None
    assert item is not None
    assert place["x"] <= item["x"]
    assert item["x"] + item["width"] / 2 < place["x"] + place["width"]
    assert page.locator(".layered").evaluate("place => place.scrollLeft") > 0
    assert complaints == []


def test_the_pages_work_without_javascript(browser: Browser, door: str) -> None:
    page, complaints = entered(browser, door, java_script_enabled=False)
    page.goto(f"{door}/items/application/")
    page.get_by_label("application where").fill("criticality = 'critical'")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("heading", name="1 application of 4").wait_for()
    page.goto(f"{door}/items/application/wiki/edit/")
    page.get_by_label("Description").fill("Whole")
    page.get_by_role("button", name="Save").click()
    assert everything().plain("application:wiki")["description"] == "Whole"
    assert complaints.real == []


def brought(page: Page, door: str) -> str:
    """The address of a file that waits to be applied, with something new, changed and refused."""
    page.goto(f"{door}/import/")
    text = "System;Importance;Users;Owner\nCRM;low;4;CTO\nBadge;very;x;\nFleet;low;3;Nobody here\n"
    page.set_input_files(
        "#files", {"name": "a.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.select_option("#kind", "application")
    page.get_by_role("button", name="See what it would change").click()
    page.get_by_role("heading", name="What the columns were taken for").wait_for()
    return page.url.removeprefix(door)


def branched(page: Page, door: str) -> str:
    """The address of a scenario in which something was changed."""
    page.goto(f"{door}/scenarios/")
    page.get_by_label("A scenario called").fill("Plan B")
    page.get_by_role("button", name="Make it").click()
    page.goto(f"{door}/items/application/wiki/edit/?scenario=plan-b")
    page.get_by_label("Description").fill("Otherwise")
    page.get_by_role("button", name="Save").click()
    return "/scenarios/plan-b/"


@pytest.mark.parametrize(
    ("width", "scheme", "share"),
    [
        # a sixth of the pages in each of two ways; all pages in all four ways in the campaign
        pytest.param(1280, "light", slice(0, None, 6), id="a sixth, 1280 light"),
        pytest.param(320, "dark", slice(4, None, 6), id="a sixth, 320 dark"),
        *(
            pytest.param(
                *one, slice(None), id=f"all pages, {one[0]} {one[1]}", marks=pytest.mark.campaign
            )
            for one in ((1280, "light"), (320, "dark"), (1280, "dark"), (320, "light"))
        ),
    ],
)
def test_axe_and_the_policy_find_nothing_on_any_page_and_nothing_runs_over_the_edge(
    scheme: str, width: int, share: slice, browser: Browser, door: str
) -> None:
    size = {"width": width, "height": 900}
    page, complaints = entered(browser, door, viewport=size, color_scheme=scheme)
    made = (brought(page, door), branched(page, door), "/?scenario=plan-b", "/history/")
    for path in ("/door/", "/accounts/login/", *PAGES, *made)[share]:
        page.goto(door + path)
        assert_axe_finds_nothing(page)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, path
    assert complaints.real == []


def test_axe_finds_nothing_in_the_pack_for_the_board_as_a_page(browser: Browser) -> None:
    """The file alone, opened from nowhere, wide and light, then narrow and dark."""
    pack = made_pack(
        enterprise(decision={"a": {"name": "Buy a crane", "status": "accepted",
                                   "decided_on": "2026-10-05"}}),
        on=date(2026, 11, 29), since=date(2026, 8, 29),
    )  # fmt: skip
    content = pack_document(pack, "pack.html").decode()
    for width, scheme in ((1280, "light"), (320, "dark")):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.set_content(content)
        assert_axe_finds_nothing(page)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        page.close()
