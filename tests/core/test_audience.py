from __future__ import annotations

import pytest

from cohelm.core.audience import ADMINISTRATOR, EVERYTHING, PUBLIC, Audience


def test_everybody_sees_what_is_open() -> None:
    for audience in (PUBLIC, ADMINISTRATOR, EVERYTHING, Audience.of("money")):
        assert audience.sees("open")
        assert audience.sees("")
        assert audience.sees(None)


def test_a_clearance_shows_what_it_names_and_nothing_else() -> None:
    audience = Audience.of("money", "office:cio")
    assert audience.sees("money")
    assert audience.sees("office:cio")
    assert not audience.sees("office:cto")
    assert not audience.sees("office")
    assert not audience.sees("people")


@pytest.mark.parametrize("clearance", ["between", "draft:ann"])
def test_an_administrator_sees_all_but_what_is_between_the_two_and_drafts(clearance: str) -> None:
    assert ADMINISTRATOR.sees("security")
    assert not ADMINISTRATOR.sees(clearance)
    assert EVERYTHING.sees(clearance)


def test_what_is_withheld_is_seen_by_who_holds_it_by_name() -> None:
    lead = Audience(frozenset({"between"}), everything=True, withheld=("between", "draft:"))
    assert lead.sees("between")
    assert not lead.sees("draft:ann")


def test_an_audience_reads_as_its_clearances() -> None:
    assert str(Audience.of("people", "money")) == "money open people"
    assert str(ADMINISTRATOR) == "everything but between but draft:"


def test_two_audiences_of_the_same_clearances_are_one() -> None:
    assert Audience.of("a", "b") == Audience.of("b", "a")
    assert len({Audience.of("a", "b"), Audience.of("b", "a")}) == 1
