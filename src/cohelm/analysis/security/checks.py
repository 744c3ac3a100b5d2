"""Checks on risks and reviews: is something done about the bad ones, and what went live unreviewed?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.security.golive import unreviewed_data
from cohelm.analysis.subjects import subjects
from cohelm.analysis.wording import day_in_words, worded
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said

SEVERE = ("high", "critical")


def untreated(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """SEC001: risks of severity high or critical that no control treats; an initiative is none."""
    day = Day(enterprise, on)
    treated = day.linked("treated_by", other="control")
    severe = day.without("risk", treated)
    severe = severe.filter(pl.col("severity").is_in(SEVERE)) if len(severe) else severe
    for one in subjects(day, "risk", severe):
        yield one.concern(
            UNTREATED,
            Said(
                "is of severity {severity} and no control treats it",
                severity=worded(one.row["severity"]),
            ),
            Said(
                "The {called} is {severity}, and no safeguard against it is on record.",
                called=one.called,
                severity=worded(one.row["severity"]),
            ),
            severity=one.row["severity"],
            status=one.row["status"],
            due=one.row["due"],
        )


def live_unreviewed(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """SEC002: what is new and touches confidential data without a security review, with the way to it."""
    day = Day(enterprise, on)
    found = {one.key: one for one in unreviewed_data(enterprise, on)}
    for kind in dict.fromkeys(key.partition(":")[0] for key in found):
        ids = [key.partition(":")[2] for key in found if key.startswith(f"{kind}:")]
        for one in subjects(day, kind, day.where(kind, pl.col("id").is_in(ids))):
            path, since = found[one.key].path, found[one.key].since
            names = " \u2192 ".join(enterprise.name(key) for key in path)
            when = Said(" since {since}", since=day_in_words(since)) if since else ""
            yield one.concern(
                LIVE_UNREVIEWED,
                Said(
                    "touches {target} without a security review: {path}",
                    target=path[-1],
                    path=" -> ".join(path),
                ),
                Said(
                    "The {called} reaches confidential data{when}, and nobody has reviewed its"
                    " security: {names}.",
                    called=one.called,
                    when=when,
                    names=names,
                ),
                others=path[1:],
                path=list(path),
                since=since,
            )


UNTREATED = Check(
    "SEC001", "Severe risk with no control", "act",
    "A severe risk that nothing treats is borne in full, mostly without anybody having said so.",
    untreated,
)  # fmt: skip
LIVE_UNREVIEWED = Check(
    "SEC002", "New with confidential data and no security review", "act",
    "What is new and unreviewed is where confidential data leave by a way that nobody looked at.",
    live_unreviewed,
)  # fmt: skip
