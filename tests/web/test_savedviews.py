"""Lists that somebody keeps under a name."""

from __future__ import annotations

from cohelm.accounts.models import Access
from cohelm.web.models import SavedView
from tests.web.conftest import Enter

LIST, VIEWS = "/items/application/", "/items/application/views/"
CRITICAL = "where=criticality+%3E%3D+%27high%27&sort=-criticality"


def kept(enter: Enter, who: str, **stated: str) -> int:
    return (
        enter(who).post(VIEWS, {"name": "The important", "query": CRITICAL, **stated}).status_code
    )


def shown(enter: Enter, name: str, address: str = LIST) -> str:
    return enter(name).get(address).content.decode()


def test_a_list_is_kept_and_found_again_with_all_its_state(enter: Enter) -> None:
    answer = enter("reader").post(VIEWS, {"name": " The  important ", "query": CRITICAL})
    assert answer["Location"] == f"{LIST}?{CRITICAL}"
    assert f'href="{LIST}?{CRITICAL.replace("&", "&amp;")}">The important</a>' in shown(
        enter, "reader"
    )


def test_the_view_that_is_shown_is_marked(enter: Enter) -> None:
    kept(enter, "reader")
    assert 'aria-current="true">The important' in shown(enter, "reader", f"{LIST}?{CRITICAL}")


def test_the_same_name_again_replaces_it(enter: Enter) -> None:
    kept(enter, "reader")
    kept(enter, "reader", query="sort=name")
    assert [one.query for one in SavedView.objects.all()] == ["sort=name"]


def test_what_is_ones_own_is_not_anybody_elses(enter: Enter) -> None:
    kept(enter, "writer")
    assert "The important" not in shown(enter, "reader")


def test_a_contributor_keeps_one_for_everybody_and_a_reader_does_not(enter: Enter) -> None:
    kept(enter, "writer", circle="all")
    assert "The important" in shown(enter, "reader")
    kept(enter, "reader", name="Mine alone", circle="all")
    assert "Mine alone" not in shown(enter, "writer")


def test_what_an_office_keeps_is_found_by_its_people_alone(enter: Enter) -> None:
    kept(enter, "cio", circle="office")
    Access.objects.filter(user__username="reader").update(office="cio")
    assert "your office" in shown(enter, "cio")
    assert "The important" in shown(enter, "reader")
    assert "The important" not in shown(enter, "cto")
    assert "The important" not in shown(enter, "writer")  # who is of no office
    kept(enter, "writer", name="Of no office", circle="office")
    assert SavedView.objects.get(name="Of no office").office == ""


def test_only_its_owner_drops_it(enter: Enter) -> None:
    kept(enter, "writer", circle="all")
    number = SavedView.objects.get().pk
    assert enter("reader").post(f"{VIEWS}{number}/").status_code == 404
    assert enter("writer").post(f"{VIEWS}{number}/").status_code == 302
    assert not SavedView.objects.exists()


def test_a_view_keeps_no_more_than_the_state_of_a_list(enter: Enter) -> None:
    kept(enter, "reader", query=f"{CRITICAL}&on=2020-01-01&next=//evil.example&page=7")
    assert SavedView.objects.get().query == CRITICAL


def test_without_a_name_nothing_is_kept(enter: Enter) -> None:
    assert kept(enter, "reader", name="  ") == 422
    assert not SavedView.objects.exists()
