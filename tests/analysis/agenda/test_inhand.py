"""Topics taken on, put off and passed on: when they leave the agenda, and when they come back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cohelm.analysis.agenda.agenda import Agenda, agenda
from cohelm.analysis.agenda.inhand import may_be_given, moved
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, NotPermitted, UnknownName
from tests.making import enterprise

ON = date(2026, 11, 24)
DUE = date(2026, 12, 1)
ITEM = "decision:portal"
PLAN: dict[str, Any] = {
    "organisation": {"organisation": {"currency": "EUR"}},
    "role": {"cio": {}, "cto": {}, "lead": {}, "ciso": {}},
    "office": {"it": {"led_by": "role:cio"}},
    "application": {"crm": {"owner": "role:lead", "office": ["office:it"]}},
    "right": {"buy": {"verb": "buy", "covers": "application", "accountable": ["role:cto"],
                      "responsible": ["role:ciso"]}},
    "decision": {"portal": {"status": "proposed", "verb": "buy", "about": ["application:crm"]}},
}  # fmt: skip


def after(move: Any, due: date | None = DUE, to: str = "role:cto") -> Enterprise:
    plan = enterprise(**PLAN)
    return plan.with_changes(moved(plan, ITEM, move, id_="a", on=ON, due=due, to=to))


def at(plan: Enterprise, day: date) -> Agenda:
    return agenda(plan, on=day)


@pytest.mark.slow
@pytest.mark.parametrize(("move", "last_day"), [("take", DUE), ("postpone", DUE - timedelta(1))])
def test_it_leaves_the_agenda_and_comes_back_when_its_day_has_come(
    move: str, last_day: date
) -> None:
    plan = after(move)
    found = at(plan, last_day)
    assert len(found.topics) == 0
    assert found.in_hand["action"].to_list() == ["action:a"]
    back = at(plan, last_day + timedelta(1))
    assert back.topics["item"].to_list() == [ITEM]
    assert len(back.in_hand) == 0
    said = (
        "cto took it on, to be done by 1 December 2026"
        if move == "take"
        else "it was put off until"
    )
    assert back.topics["why"][0].startswith(said)


@pytest.mark.slow
def test_without_a_day_it_stays_with_whoever_took_it_until_that_is_done() -> None:
    plan = after("take", None)
    assert at(plan, ON + timedelta(900)).in_hand["who"].to_list() == [["role:cto"]]
    done = enterprise(**PLAN, action={"a": {"status": "done", "about": [ITEM]}})
    assert at(done, ON).topics["item"].to_list() == [ITEM]


@pytest.mark.slow
def test_the_last_word_counts() -> None:
    first = {"status": "postponed", "noted_on": "2026-11-01", "due": "2027-06-01", "about": [ITEM]}
    last = {"status": "postponed", "noted_on": "2026-11-10", "due": "2026-11-20", "about": [ITEM]}
    assert len(at(enterprise(**PLAN, action={"a": first}), ON).topics) == 0
    assert len(at(enterprise(**PLAN, action={"b": first, "a": last}), ON).topics) == 1


def test_a_decision_goes_to_whom_the_rights_name_and_other_things_to_any_that_they_name() -> None:
    plan = enterprise(**PLAN)
    assert may_be_given(plan, ITEM, on=ON) == {"role:cto": "decides by the rights"}
    assert may_be_given(plan, "application:crm", on=ON) == {
        "role:cto": "named by buy", "role:ciso": "named by buy", "role:lead": "owns it",
        "role:cio": "leads it",
    }  # fmt: skip


@pytest.mark.slow
def test_it_is_passed_on_by_the_rights_alone() -> None:
    assert at(after("delegate"), ON).in_hand["who"].to_list() == [["role:cto"]]
    with pytest.raises(NotPermitted, match=r"lead is not named for it\. It may go to cto"):
        after("delegate", to="role:lead")
    with pytest.raises(NotPermitted, match="nobody is not named"):
        after("delegate", to="")


@pytest.mark.parametrize(
    ("move", "due"), [("postpone", None), ("postpone", ON), ("take", ON), ("delegate", ON)]
)
def test_a_day_to_come_back_to_is_a_later_one(move: str, due: date | None) -> None:
    with pytest.raises(InputError, match="is no day to come back to"):
        after(move, due)
    with pytest.raises(UnknownName, match="there is no item 'decision:nix'"):
        moved(enterprise(**PLAN), "decision:nix", "take", id_="a", on=ON, due=None, to="")


def test_what_is_secret_stays_so() -> None:
    plan = enterprise(
        **PLAN | {"decision": {"portal": {"status": "proposed", "clearance": "money"}}}
    )
    noted = plan.with_changes(moved(plan, ITEM, "take", id_="a", on=ON, due=None, to="role:cto"))
    assert noted.plain("action:a")["clearance"] == "money"
