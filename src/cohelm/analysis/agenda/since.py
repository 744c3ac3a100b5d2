"""What came on the joint agenda since the officers last met, and what is off it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.agenda.agenda import Agenda
from cohelm.analysis.day import Day
from cohelm.core.enterprise import Enterprise


@dataclass(frozen=True, slots=True)
class Moved:
    """Topics that came on or are off: rows of the agenda, in its order."""

    new: tuple[dict[str, Any], ...]
    off: tuple[dict[str, Any], ...]


def last_meeting(enterprise: Enterprise, *, on: date) -> tuple[str, date] | None:
    """The last meeting before a day of the smallest forum on which the leads of two offices sit.

    Its key and its day. None where there is no such forum, or it has not met. Of forums of one size the
    first by key, of meetings on one day the last by key.
    """
    day = Day(enterprise.at(on), on)
    plan = day.enterprise
    leads = {role for office in plan.keys("office") for role in plan.targets(office, "led_by")[:1]}
    forums = [
        (len(members), key)
        for key in plan.keys("forum")
        for members in [set(plan.targets(key, "members")) | set(plan.targets(key, "chaired_by"))]
        if len(members & leads) > 1
    ]
    frame = day.frame("meeting")
    held = {f"meeting:{id_}": held_on
            for id_, held_on in frame.select("id", "held_on").iter_rows()}  # fmt: skip
    for _, forum in sorted(forums):
        met = [(held[one], one) for one in plan.sources(forum, "forum")
               if held.get(one) is not None and held[one] < on]  # fmt: skip
        if met:
            when, meeting = max(met)
            return meeting, when
    return None


def moved_topics(then: Agenda, now: Agenda) -> Moved:
    """What is on one agenda and not on the other, told by what the topic says. Both have all topics.

    What somebody took on, or put off, is off.
    """
    return Moved(_without(now.topics, then.topics), _without(then.topics, now.topics))


def _without(these: pl.DataFrame, those: pl.DataFrame) -> tuple[dict[str, Any], ...]:
    known = set(those.select("item", "topic").iter_rows())
    return tuple(
        row for row in these.iter_rows(named=True) if (row["item"], row["topic"]) not in known
    )
