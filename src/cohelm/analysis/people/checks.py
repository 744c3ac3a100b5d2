"""Checks on whether somebody is really there behind the name of an owner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from cohelm.analysis.day import Day, Mask
from cohelm.analysis.subjects import subjects
from cohelm.analysis.wording import worded
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said

IMPORTANT = ("high", "critical")


def absent_owners(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """PPL001: applications of criticality high or critical whose owner is not there on the day.

    The owner is a person whose last day has passed, or a role that nobody fills who is still there.
    The last day itself is a day at work. A team is always there. Persons are not named.
    """
    day = Day(enterprise, on)
    gone = _gone(day)
    source, target, _ = day.links("owner")
    absent = gone | _vacant(day, gone)
    orphaned = np.zeros(len(absent), bool)
    orphaned[source[absent[target]]] = True
    items = day.where("application", pl.col("criticality").is_in(IMPORTANT))
    for one in subjects(day, "application", items.filter(orphaned[items["node"]])):
        left = one.owner.startswith("person:")
        said = Said("has left") if left else Said("is a position that nobody fills")
        criticality = worded(one.row["criticality"])
        yield one.concern(
            ABSENT_OWNER,
            Said("is {criticality} and its owner {said}", criticality=criticality, said=said)
            + ("" if left else f" ({one.owner})"),
            Said(
                "The {called} is of {criticality} importance, and its owner {said}.",
                called=one.called,
                criticality=criticality,
                said=said,
            ),
            criticality=criticality,
            owner="" if left else one.owner,
        )


def _gone(day: Day) -> Mask:
    """The persons whose last day lies before the day."""
    mask = np.zeros(len(day.enterprise.nodes), bool)
    persons = day.frame("person")
    if len(persons):
        mask[persons.filter(pl.col("left_on") < day.on)["node"]] = True
    return mask


def _vacant(day: Day, gone: Mask) -> Mask:
    """The roles that nobody fills on the day who is still there."""
    source, target, _ = day.links("fills")
    vacant = day.of_kind("role")
    vacant[target[~gone[source]]] = False
    return vacant


ABSENT_OWNER = Check(
    "PPL001", "Important application whose owner is not there", "act",
    "In an outage the first call goes to nobody.", absent_owners,
)  # fmt: skip
