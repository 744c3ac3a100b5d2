"""What a header can mean besides its plain words, by what its column holds and what its rows are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from cohelm.formats.known.doings import DAYS, DOERS

if TYPE_CHECKING:  # what a shape is rests on tables, whose headers are read by the words below
    from cohelm.formats.known.known import Holds

Words = tuple[str, ...]
ANNUAL = frozenset({"annual"})
LENGTHS = frozenset({"day", "month", "week", "year", "quarter"})
# What stands behind the word that says who it is.
WHO = frozenset({"person", "name", "party", "company"})
PERSON = frozenset({"person", "employee", "party", "user"})
# What stands behind the word that says what is measured.
MEASURES = frozenset({"level", "rating", "degree", "grade", "class", "stage", "value", "list", "length",
                      "type"})  # fmt: skip
# What is said of a day besides what happened on it.
WHEN = frozenset({"date", "day", "time", "timestamp", "budget", "expected", "target", "on", "at"})
BOUGHT = frozenset({"bought", "ordered", "order", "purchase", "purchased", "sourced", "supplied"})
UNTIL = frozenset({"until"})
PEOPLE, DAY = ("name", "company"), "day"
LESS, LEAST, LESS_SURE = 0.97, 0.95, 0.9


@lru_cache(maxsize=50_000)
def meant(words: Words, holds: Holds, about: frozenset[str]) -> tuple[tuple[Words, float], ...]:
    """Every reading of a header's words, with how much it counts; their own words come first.

    `about` are the words for what the rows are: in a list of changes the `status of the change` is
    the status. The same is done to the phrases of a role, so that both are said in the same words.
    """
    return tuple(_meant(words, holds, about))


def _meant(words: Words, holds: Holds, about: frozenset[str]) -> Iterator[tuple[Words, float]]:
    yield words, 1.0
    left = (
        (ANNUAL, LESS), (LENGTHS, LEAST), (WHO, LESS), (about, LESS), (about | WHO, LEAST),
        (MEASURES, LEAST), (about | MEASURES, LEAST),
    )  # fmt: skip
    for more, weight in left[:5] if holds in PEOPLE else left:
        if (less := without(words, more)) != words:
            yield less, weight
    if words[-1:] == ("count",):
        yield (*words[:-1], "number"), LEAST
    if words[1:] and words[-1] == "title":
        yield (*words[:-1], "name"), LEAST
    for said in {words, without(words, about)}:
        if holds == DAY:
            yield in_days(said), LEAST
            if "until" in said:
                yield without(said, UNTIL), LESS_SURE
        elif holds in PEOPLE:
            yield by_doers(said), LEAST


def without(words: Words, more: frozenset[str]) -> Words:
    """The words that are not among others; all of them where none would be left."""
    return tuple(word for word in words if word not in more) or words


def in_days(words: Words) -> Words:
    """The words of a day: `date of creation` and `created on` are both created."""
    return without(tuple(DAYS.get(word, word) for word in words), WHEN)


def by_doers(words: Words) -> Words:
    """The words of who did it: `person assigned` and `assigned to` are both the assignee."""
    if words[-1:] == ("from",) and words[0] in BOUGHT:
        return ("vendor",)
    if DOERS.keys().isdisjoint(words):
        return words  # a `contract party` is no contract
    return without(tuple(DOERS.get(word, word) for word in words), PERSON)
