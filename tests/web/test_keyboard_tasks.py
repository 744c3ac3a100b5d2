"""Thirty tasks by keyboard alone: nothing is clicked, what has the focus is seen, and it gets done."""

# ruff: noqa: F811 - the fixtures of another module are taken as arguments

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from cohelm.accounts.models import Access
from cohelm.store.load import everything
from cohelm.store.models import Comment, Scenario
from tests.store.cast import bring
from tests.web.keyboard import go, open_page, press, write, write_day
from tests.web.test_browser import browser, door, entered  # noqa: F401 - fixtures
from tests.web.test_rights import RIGHTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ALSO = {
    **RIGHTS,
    "department:sales": {"name": "Sales"},
    "decision:move": {"name": "Move the shop", "status": "proposed", "due": "2026-12-10",
                      "about": ["application:shop"]},
    "initiative:cloud": {"name": "Cloud", "status": "approved", "total_cost": "100 EUR",
                         "sponsor": ["office:cio"], "start": "2027-01-01", "end": "2027-06-01"},
    "application:wiki": {"name": "Wiki", "description": "What everybody writes."},
    "vendor:gone": {"name": "Long gone"},
}  # fmt: skip
"""What the tasks are done on, beside the cast."""
Task = Callable[["Page"], None]


def heading(page: Page, name: str) -> None:
    page.get_by_role("heading", name=name).first.wait_for()


def reached(page: Page, part: str) -> None:
    """Waits for an address with a part; the place within the page that was gone to stays in it."""
    page.wait_for_url(lambda url: part in url)


def told(page: Page, text: str) -> None:
    page.locator("#notices").get_by_text(text).first.wait_for()


# Finding and looking.


def skip_to_the_page(page: Page) -> None:
    open_page(page, "/")


def find_an_item_and_open_it(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("shop")
    page.keyboard.press("Enter")
    heading(page, "items found")
    press(page, "Shop")
    heading(page, "Shop")


def go_to_a_page_by_a_few_letters(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("compare two")
    page.locator("#near").get_by_role("link", name="Compare two plans").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    reached(page, "/compare/")


def open_a_menu_and_leave_it(page: Page) -> None:
    press(page, "The CIO")
    assert page.locator("details.user").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator("details.user").get_attribute("open") is None


def narrow_a_list(page: Page) -> None:
    open_page(page, "/items/application/")
    write(page, "where", "criticality = 'critical'")
    page.keyboard.press("Enter")
    heading(page, "1 application of 4")


def sort_a_list(page: Page) -> None:
    open_page(page, "/items/application/")
    press(page, "Criticality")
    reached(page, "sort=criticality")


def keep_a_list_as_a_view(page: Page) -> None:
    open_page(page, "/items/application/?where=criticality%20%3D%20'critical'")
    press(page, "Views")
    write(page, "name", "The gravest")
    page.keyboard.press("Enter")
    told(page, "The gravest")


def look_at_another_day(page: Page) -> None:
    press(page, "as of")
    write_day(page, "on", "02012027")
    press(page, "Show this plan")
    reached(page, "on=2027-02-01")
    page.get_by_text("You look at").first.wait_for()


def ask_why_of_a_figure(page: Page) -> None:
    open_page(page, "/")
    press(page, "1 right")
    reached(page, "/why/")


def take_a_list_out(page: Page) -> None:
    open_page(page, "/items/application/")
    press(page, "Take it out")
    go(page, "As CSV")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert found.value.suggested_filename.endswith(".csv")


LOOKING: tuple[Task, ...] = (
    skip_to_the_page, find_an_item_and_open_it, go_to_a_page_by_a_few_letters,
    open_a_menu_and_leave_it, narrow_a_list, sort_a_list, keep_a_list_as_a_view,
    look_at_another_day, ask_why_of_a_figure, take_a_list_out,
)  # fmt: skip


# Writing.


def make_an_item(page: Page) -> None:
    open_page(page, "/items/vendor/new/")
    write(page, "name", "Made by keyboard")
    page.keyboard.press("Enter")
    told(page, "Made by keyboard was made")


def take_back_what_was_just_written(page: Page) -> None:
    open_page(page, "/items/vendor/new/")
    write(page, "name", "Not meant")
    page.keyboard.press("Enter")
    told(page, "Not meant was made")
    press(page, "Undo")
    told(page, "was taken back")
    assert "vendor:not-meant" not in everything()


def change_an_item(page: Page) -> None:
    open_page(page, "/items/application/crm/edit/")
    write(page, "name", "CRM by keyboard")
    page.keyboard.press("Enter")
    heading(page, "CRM by keyboard")
    assert everything().plain("application:crm")["name"] == "CRM by keyboard"


def edit_a_field_where_it_stands(page: Page) -> None:
    open_page(page, "/items/application/wiki/")
    press(page, "users")
    page.locator("#fact-users input[name=users]").wait_for()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo").wait_for()
    assert everything().plain("application:wiki")["users"] == 12


def link_two_items(page: Page) -> None:
    open_page(page, "/items/application/wiki/")
    press(page, "depends on")
    page.get_by_label("Depends on").wait_for()
    page.keyboard.type("sho")
    page.locator(".picked").get_by_role("button", name="Shop").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('[data-first]')")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo").wait_for()
    assert everything().targets("application:wiki", "depends_on") == ["application:shop"]


def cut_a_link(page: Page) -> None:
    open_page(page, "/items/application/shop/")
    press(page, "Cut the link to Chief technology officer")
    page.get_by_role("button", name="Undo").wait_for()
    assert everything().targets("application:shop", "owner") == []


def say_something_about_an_item(page: Page) -> None:
    open_page(page, "/items/application/shop/")
    write(page, "text", "Said without a mouse.")
    press(page, "Say it")
    page.locator("#comments").get_by_text("Said without a mouse.").wait_for()
    assert Comment.objects.count() == 1


def put_an_earlier_value_back(page: Page) -> None:
    open_page(page, "/items/application/wiki/history/")
    press(page, "Put back description")
    told(page, "has the earlier value again")
    assert everything().plain("application:wiki")["description"] == "=cmd|' /C calc'!A0"


def remove_an_item(page: Page) -> None:
    open_page(page, "/items/vendor/gone/remove/")
    write(page, "reason", "Nobody buys there")
    press(page, "Remove it")
    told(page, "Long gone was removed")
    assert "vendor:gone" not in everything()


def bring_a_file_and_take_it_back(page: Page) -> None:
    page.on("filechooser", lambda _: None)  # from now on choosers are caught, not from the key on
    open_page(page, "/import/")
    go(page, "files")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    text = b"Vendor;City\nBrought;Ghent\nBrought too;Bruges\n"
    chooser.value.set_files({"name": "vendors.csv", "mimeType": "text/csv", "buffer": text})
    press(page, "See what it would change")
    page.get_by_role("button", name="Apply").wait_for()
    press(page, "Apply")
    told(page, "was written")
    assert "vendor:brought" in everything()
    press(page, "Undo")
    told(page, "was taken back")
    assert "vendor:brought" not in everything()


WRITING: tuple[Task, ...] = (
    make_an_item, take_back_what_was_just_written, change_an_item, edit_a_field_where_it_stands,
    link_two_items, cut_a_link, say_something_about_an_item, put_an_earlier_value_back,
    remove_an_item, bring_a_file_and_take_it_back,
)  # fmt: skip


# Deciding.


def accept_a_concern_until_a_day(page: Page) -> None:
    open_page(page, "/concerns/OWN001/?item=application:wiki")
    write_day(page, "until", "02012099")
    write(page, "reason", "It is replaced in spring")
    press(page, "Accept")
    told(page, "is accepted until 2099-02-01")


def give_a_concern_to_somebody(page: Page) -> None:
    open_page(page, "/concerns/EST001/?item=application:shop")
    write(page, "to", "Chief technology officer")
    press(page, "Give it")
    told(page, "was given to Chief technology officer")


def make_a_scenario(page: Page) -> None:
    open_page(page, "/scenarios/")
    write(page, "title", "Without the shop")
    page.keyboard.press("Enter")
    told(page, "“Without the shop” was made")
    assert Scenario.objects.get(name="without-the-shop").state == "open"


def compare_with_another_day(page: Page) -> None:
    open_page(page, "/compare/")
    write_day(page, "on", "02012027")
    press(page, "Compare")
    reached(page, "on=2027-02-01")
    heading(page, "changed")


def move_a_cell_of_the_matrix(page: Page) -> None:
    open_page(page, "/rights/matrix/")
    go(page, "Change things, Chief information officer")
    page.keyboard.press("ArrowRight")
    label = "document.activeElement.getAttribute('aria-label')"
    assert str(page.evaluate(label)).startswith("Change things, Chief technology officer")
    page.keyboard.press("c")
    page.locator("[data-told]").get_by_text("consulted.").wait_for()
    assert everything().targets("right:two", "consulted") == ["role:cto"]


def take_a_topic_of_the_agenda_on(page: Page) -> None:
    open_page(page, "/agenda/")
    press(page, "Take it, put it off, pass it on : Decide")
    heading(page, "Take it on")
    press(page, "I take it on")
    told(page, "You took it on")
    assert list(everything().keys("action"))


def decide_and_tell_in_person(page: Page) -> None:
    open_page(page, "/decide/move/")
    go(page, "verdict")
    page.keyboard.press("Space")
    write(page, "outcome", "It moves in spring.")
    press(page, "Decide")
    page.get_by_text("It moves in spring.").first.wait_for()
    assert everything().plain("decision:move")["status"] == "accepted"
    press(page, "Told in person")
    told(page, "Noted.")


def ask_for_something_for_a_department(page: Page) -> None:
    open_page(page, "/wish/")
    write(page, "what", "Bids by phone")
    page.keyboard.press("Enter")
    told(page, "It is asked")
    assert "request:bids-by-phone" in everything()


def pin_an_initiative_of_the_plan(page: Page) -> None:
    open_page(page, "/fund/")
    write(page, "budget", "1000 EUR")
    write(page, "pin", "cloud")
    press(page, "Ask")
    page.get_by_role("link", name="Cloud").first.wait_for()


def choose_where_to_land(page: Page) -> None:
    open_page(page, "/landing/")
    go(page, "place")
    page.keyboard.type("The agenda")
    press(page, "Land there")
    told(page, "You land on “The agenda”")


DECIDING: tuple[Task, ...] = (
    accept_a_concern_until_a_day, give_a_concern_to_somebody, make_a_scenario,
    compare_with_another_day, move_a_cell_of_the_matrix, take_a_topic_of_the_agenda_on,
    decide_and_tell_in_person, ask_for_something_for_a_department, pin_an_initiative_of_the_plan,
    choose_where_to_land,
)  # fmt: skip


TASKS = (*LOOKING, *WRITING, *DECIDING)
IN_TURN = [
    pytest.param(TASKS[::3], id="each 3rd"),
    # in the campaign all of them, those together that leave room for one another
    *(
        pytest.param(tasks, id=name, marks=pytest.mark.campaign)
        for name, tasks in (("looking", LOOKING), ("writing", WRITING), ("deciding", DECIDING))
    ),
]


@pytest.mark.parametrize("tasks", IN_TURN)
def test_tasks_are_done_by_keyboard_alone(
    tasks: tuple[Task, ...], browser: Browser, door: str
) -> None:
    bring(ALSO)
    Access.objects.filter(user__username="cio").update(person="person:ann")
    page, complaints = entered(browser, door)
    failed = {}
    for task in tasks:
        page.goto(door + "/landing/")
        try:
            task(page)
        except Exception as error:  # the others are tried as well, and all are told
            failed[task.__name__] = f"{page.url}: {error}"[:600]
    page.context.close()
    print(*failed.items(), sep="\n")
    assert failed == {}
    assert complaints.real == []


def test_there_are_thirty_of_them() -> None:
    assert len({*TASKS}) == 30
