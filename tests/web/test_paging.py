"""The pages of a list, by the item after which one begins or before which one ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from cohelm.core.enterprise import Enterprise
from cohelm.reports.listing import listing
from cohelm.web.paging import Page
from tests.making import enterprise

ON = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def three_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cohelm.web.paging.PER_PAGE", 3)


def made(names: str) -> Enterprise:
    return enterprise(application={name: {"name": name.upper()} for name in names})


def paged(plan: Enterprise, **stated: str) -> Page:
    return Page.of(listing(plan, "application", on=ON), stated)


def walked(plan: Enterprise) -> Iterator[str]:
    page = paged(plan)
    yield from page.ids
    while page.next:
        page = paged(plan, after=page.next)
        yield from page.ids


@pytest.mark.parametrize("names", ["", "a", "abc", "abcd", "abcdefgh"])
def test_walking_on_shows_each_item_once(names: str) -> None:
    assert list(walked(made(names))) == list(names)


@pytest.mark.parametrize(
    ("stated", "shown", "numbers", "before_and_next"),
    [
        ({}, "abc", (1, 3), ("", "c")),
        ({"after": "c"}, "def", (4, 6), ("d", "f")),
        ({"after": "f"}, "gh", (7, 8), ("g", "")),
        ({"before": "g"}, "def", (4, 6), ("d", "f")),
        ({"before": "d"}, "abc", (1, 3), ("", "c")),
        ({"before": "b"}, "abc", (1, 3), ("", "c")),  # a first page is a whole one
        ({"after": "h"}, "fgh", (6, 8), ("f", "")),  # nothing is behind: the last page
    ],
)
def test_a_page_begins_where_its_address_says(
    stated: dict[str, str], shown: str, numbers: tuple[int, int], before_and_next: tuple[str, str]
) -> None:
    page = paged(made("abcdefgh"), **stated)
    assert "".join(page.ids) == shown
    assert (page.first, page.last) == numbers
    assert (page.previous, page.next) == before_and_next


def test_what_comes_or_goes_before_it_moves_no_page() -> None:
    assert paged(made("abcdefg"), after="c").ids == ("d", "e", "f")
    assert paged(made("bcdefg"), after="c").ids == ("d", "e", "f")
    more = enterprise(application={n: {"name": n} for n in ("a", "aa", "b", "bb", *"cdefg")})
    assert paged(more, after="c").ids == ("d", "e", "f")


def test_an_item_that_is_not_there_any_more_is_said_and_the_list_begins_anew() -> None:
    page = paged(made("abcd"), after="gone")
    assert (page.ids, page.is_lost) == (("a", "b", "c"), True)
    assert not paged(made("abcd"), after="a").is_lost
