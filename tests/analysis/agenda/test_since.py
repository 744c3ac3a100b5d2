"""The last meeting of the two officers, and what came on the agenda or is off it since."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.agenda.agenda import agenda
from cohelm.analysis.agenda.since import last_meeting, moved_topics
from tests.making import enterprise

ON = date(2026, 11, 30)
PLAN: dict[str, Any] = {
    "organisation": {"organisation": {"currency": "EUR"}},
    "role": {"cio": {}, "cto": {}, "ceo": {}},
    "office": {"it": {"led_by": "role:cio"}, "product": {"led_by": "role:cto"}},
    "forum": {
        "board": {"members": ["role:ceo", "role:cio", "role:cto"]},
        "weekly": {"chaired_by": "role:cio", "members": ["role:cto"]},
        "own": {"members": ["role:cio"]},
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("meetings", "found"),
    [
        ({"a": ("weekly", "2026-11-16"), "b": ("weekly", "2026-11-23"), "c": ("board", "2026-11-25")},
         ("meeting:b", date(2026, 11, 23))),
        ({"a": ("weekly", "2026-11-30"), "c": ("board", "2026-11-29")},
         ("meeting:c", date(2026, 11, 29))),
        ({"a": ("own", "2026-11-23")}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_the_last_meeting_is_that_of_the_smallest_forum_on_which_both_sit(
    meetings: dict[str, tuple[str, str]], found: Any
) -> None:
    made = {id_: {"forum": f"forum:{of}", "held_on": day} for id_, (of, day) in meetings.items()}
    assert last_meeting(enterprise(**PLAN, meeting=made), on=ON) == found


@pytest.mark.slow
def test_topics_that_are_on_one_agenda_only_are_new_or_off() -> None:
    def on_agenda(*ids: str) -> Any:
        waits = {id_: {"status": "proposed"} for id_ in ids}
        return agenda(enterprise(**PLAN, decision=waits), on=ON, most=100)

    moved = moved_topics(on_agenda("a", "b"), on_agenda("b", "c"))
    assert [row["item"] for row in moved.new] == ["decision:c"]
    assert [row["item"] for row in moved.off] == ["decision:a"]
    same = moved_topics(on_agenda("a"), on_agenda("a"))
    assert (same.new, same.off) == ((), ())
