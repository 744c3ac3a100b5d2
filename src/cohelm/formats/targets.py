"""What the words in a relation's column name: people, teams, roles, vendors; and whether to make them."""

from __future__ import annotations

import re

from cohelm.core.links import RelationSpec
from cohelm.formats.fit import MOST_KINDS
from cohelm.formats.profile import ID_WORDS, Profile
from cohelm.formats.vocabulary import Vocabulary
from cohelm.formats.words import tokens

PERSON = re.compile(r"[^\W\d_][\w'’.-]*,?(?: [^\W\d_][\w'’.-]*){1,3}\Z")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+\Z")
ROLE_WORDS = frozenset(
    {"head", "manager", "director", "officer", "lead", "chief", "cio", "cto", "ciso", "cfo", "ceo",
     "coo", "cdo", "owner", "architect", "vp", "president", "steward", "analyst", "administrator"}
)  # fmt: skip
TEAM_WORDS = frozenset(
    {"team", "squad", "tribe", "group", "unit", "department", "division", "operations", "services",
     "service", "desk", "center", "support", "office", "committee", "board", "it", "engineering"}
)  # fmt: skip
# Kinds whose items are called by codes.
CODED = frozenset({"server", "network", "repository", "technology"})


def kinds_meant(
    column: Profile, relation: RelationSpec, vocabulary: Vocabulary
) -> tuple[tuple[str, ...], bool]:
    """The kinds that a column's words may name, likeliest first, and whether to make what is missing.

    A code with digits (`OU-003`) is not a name: an item is never made from it, except of kinds whose
    names are codes (`srv-001`).
    """
    kinds = vocabulary.schema.targets(relation)
    codes = column.shapes.get("code", 0) + column.shapes.get("number", 0)
    named_so = CODED.issuperset(kinds[:1]) and not ID_WORDS & set(column.words)
    make = codes < 0.5 or named_so
    if len(kinds) == 1:
        return kinds, make
    said, how_much = vocabulary.kind_in(column.words)
    if how_much >= 0.85 and said in kinds:
        return (said,), make
    if len(kinds) > MOST_KINDS:
        return kinds, False
    ranked = sorted(kinds, key=lambda kind: -_looks(column, kind))
    return tuple(ranked), make


def _looks(column: Profile, kind: str) -> float:
    """The share of a column's values that look like the name of a person, a role or a team."""
    sample = column.sample[:60]
    if not sample:
        return 0.0
    if kind == "person":
        return sum(_is_person(text) for text in sample) / len(sample)
    words = {"role": ROLE_WORDS, "team": TEAM_WORDS, "department": TEAM_WORDS}.get(kind)
    if words is None:
        return 0.0
    return sum(not words.isdisjoint(tokens(text)) for text in sample) / len(sample)


def _is_person(text: str) -> bool:
    if MAIL.match(text):
        return True
    words = set(tokens(text))
    return bool(PERSON.match(text)) and words.isdisjoint(ROLE_WORDS | TEAM_WORDS)
