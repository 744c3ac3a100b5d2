"""Checks on whether the record can be talked about: when was it last confirmed, do checks run?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.agenda.own import own_answers
from cohelm.analysis.day import Day
from cohelm.analysis.rights.checks import ANSWERED_FOR
from cohelm.analysis.subjects import subjects
from cohelm.analysis.wording import day_in_words
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said

YEAR = timedelta(days=365)


def unreviewed(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """REV001: items that nobody confirmed within the last 365 days, or ever.

    An item last reviewed exactly 365 days ago is still good.
    """
    day = Day(enterprise, on)
    old = (pl.col("reviewed_on") < on - YEAR) | pl.col("reviewed_on").is_null()
    for kind in ANSWERED_FOR:
        for one in subjects(day, kind, day.where(kind, old)):
            last = one.row["reviewed_on"]
            days = None if last is None else (on - last).days
            message = (
                Said("was never reviewed")
                if last is None
                else Said("was last reviewed {days} days ago", days=days)
            )
            said = Said("at all") if last is None else Said("since {last}", last=day_in_words(last))
            yield one.concern(
                UNREVIEWED,
                message,
                Said(
                    "Nobody has confirmed {said} that what is on record of the {called} is right.",
                    said=said,
                    called=one.called,
                ),
                reviewed_on=last,
                days=days,
            )


def unusable(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """CHK001: checks of the organisation's own that cannot be run as they are written."""
    day = Day(enterprise, on)
    wrong = {one.id: one.wrong for one in own_answers(enterprise, on=on) if one.wrong}
    for one in subjects(day, "check", day.where("check", pl.col("id").is_in(list(wrong)))):
        why = wrong[one.row["id"]]
        yield one.concern(
            UNUSABLE,
            Said("cannot be run: {why}", why=why),
            Said(
                "The {called} finds nothing as it is written, so what it watches is not watched.",
                called=one.called,
            ),
            condition=one.row.get("condition"),
            requirement=one.row.get("requirement"),
            why=why,
        )


UNREVIEWED = Check(
    "REV001", "Not reviewed for a year", "info",
    "Decisions rest on the record; after a year without a look, part of it is no longer so.",
    unreviewed,
)  # fmt: skip
UNUSABLE = Check(
    "CHK001", "Own check that cannot be run", "act",
    "A check that cannot be run looks just like a check that found nothing.", unusable,
)  # fmt: skip
