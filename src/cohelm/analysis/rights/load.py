"""Who carries more rights than others, which are not looked at any more, which lack a forum?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import polars as pl

from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.waiting import waiting
from cohelm.analysis.wording import counted, day_in_words, listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said, joined

YEAR = timedelta(days=365)
FENCE = 1.5
FEWEST = 4
"""Of fewer that are accountable than these, none carries more than the others."""


def load(enterprise: Enterprise, *, on: date) -> Found:
    """Roles and forums with many rights, rights not reviewed for a year, joint ones without a forum.

    Many: more than the third quartile and one and a half times the distance between the quartiles
    (linear interpolation) of how many rights each that is accountable has. Source: Tukey, Exploratory
    Data Analysis, 1977. Joint: two offices are accountable, or one is and the other responsible.
    """
    rights = rights_on(enterprise, on)
    findings = [
        *_many(rights), *_unreviewed(rights), *_without_forum(rights), *waiting(rights)
    ]  # fmt: skip
    return found(Said("rights that weigh on somebody or are not kept"), rights, findings)


def _many(rights: Rights) -> Iterator[Finding]:
    carried = Counter(key for one in rights.all for key in one.accountable)
    if len(carried) < FEWEST:
        return
    low, high = np.quantile(list(carried.values()), [0.25, 0.75])
    most = high + FENCE * (high - low)
    for key, number in sorted(carried.items()):
        if number > most:
            held = tuple(one.key for one in rights.all if key in one.accountable)
            name = rights.enterprise.name(key)
            message = Said(
                "{name} is accountable for {rights}, more than {most:g}",
                name=name,
                rights=counted(number, "right"),
                most=most,
            )
            yield Finding("RGT010", held, "", (key,), message)


def _unreviewed(rights: Rights) -> Iterator[Finding]:
    live = rights.live("right")
    if not len(live):
        return
    late = pl.col("reviewed_on").is_null() | (pl.col("reviewed_on") < rights.on - YEAR)
    for row in live.filter(late).sort("id").iter_rows(named=True):
        reviewed = row["reviewed_on"]
        since = (
            Said("last on {reviewed}", reviewed=day_in_words(reviewed))
            if reviewed
            else Said("no review is on record")
        )
        key = f"right:{row['id']}"
        yield Finding("RGT011", (key,), row["verb"] or "", (), joined((row["name"], since), ": "))


def _without_forum(rights: Rights) -> Iterator[Finding]:
    for one in rights.all:
        acting = dict.fromkeys((*one.accountable, *one.responsible))
        if any(key.startswith("forum:") for key in acting):
            continue
        joint = sorted({office for key in acting if (office := rights.office(key))})
        if len(joint) > 1:
            names = listed([rights.enterprise.name(key) for key in joint])
            message = Said(
                "{name}: {names} act together, and no forum is named", name=one.name, names=names
            )
            yield Finding(
                "RGT012", (one.key,), one.verb, rights.keys(one.covered & rights.concerned), message
            )
