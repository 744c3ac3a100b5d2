"""Columns that point to items of other kinds, and tables that hold little else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass

from cohelm.core.links import RelationSpec
from cohelm.formats.keys import system_of
from cohelm.formats.mapping import ColumnUse, Mapping
from cohelm.formats.profile import ID_WORDS, Profile, TableProfile
from cohelm.formats.references import Reference
from cohelm.formats.targets import CODED
from cohelm.formats.vocabulary import NAMING, Phrase, Vocabulary
from cohelm.formats.words import best, tokens

References = Map[tuple[int, int], Reference]
MOST_COLUMNS = 8
MOST_ATTRIBUTES = 3
ROLES = frozenset({"source", "target", "from", "to", "provider", "consumer", "producer", "sender",
                   "receiver", "sending", "receiving", "parent", "child"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class End:
    """A column that points to items: of which kind, and how its words are looked up."""

    column: Profile
    kind: str
    system: str
    make: bool


def is_relational(
    at: int, tables: Sequence[TableProfile], references: References, vocabulary: Vocabulary
) -> bool:
    """Whether a table's rows only join other items: two references or more, no name, no own id."""
    table = tables[at]
    if not 2 <= len(table.columns) <= MOST_COLUMNS:
        return False
    pointing = [
        column
        for column in table.columns
        if _points(at, column, references) or _names_kind(column, vocabulary) or _is_role(column)
    ]
    own = [column for column in table.columns if column not in pointing]
    if len(pointing) < 2 or any(_is_own_name(column) for column in own):
        return False
    known = any(_points(at, column, references) for column in pointing)
    roles = sum(not ROLES.isdisjoint(column.words) for column in pointing)
    kinds = {vocabulary.kind_in(_without_role(column.words))[0] for column in pointing}
    if not known and len(kinds) < 2 and all(ROLES.isdisjoint(one.words) for one in pointing):
        return False  # the name and the number of one thing
    named = any(column.is_unique and NAMING & set(column.words) for column in pointing)
    bare = len(table.columns) == 2 == len(pointing) and not named
    if not known and not bare and roles < 2 and any(column.is_unique for column in pointing):
        return False  # a list of these, with what belongs to each
    if len(own) <= 1 or (len(own) <= MOST_ATTRIBUTES and _are_pairs(pointing)):
        return True
    return (known or roles >= 2) and len(pointing) >= len(own)


def find_ends(
    at: int,
    tables: Sequence[TableProfile],
    references: References,
    kinds: Map[int, str],
    found: Map[int, Mapping],
    vocabulary: Vocabulary,
) -> Iterator[End]:
    """The columns of a table that point to items, in their order.

    `kinds` says what the tables list that are understood already, `found` how.
    """
    for column in tables[at].columns:
        reference = references.get((at, column.at))
        if reference is not None and reference.target in kinds and reference.target != at:
            key = tables[reference.target].columns[reference.key]
            use = _id_use(found[reference.target], key.header)
            yield End(column, kinds[reference.target], use, make=False)
        elif _is_role(column):
            yield End(column, "", "", make=False)
        elif _names_kind(column, vocabulary):
            kind = vocabulary.kind_in(_without_role(column.words))[0]
            codes = column.shapes.get("code", 0) + column.shapes.get("number", 0) >= 0.5
            codes = codes and (kind not in CODED or bool(ID_WORDS & set(column.words)))
            system = system_of(tables[at], column) if codes else ""
            yield End(column, kind, system, make=not codes)


def _id_use(mapping: Mapping, header: str) -> str:
    """The system under which the table that is pointed to keeps this column's ids."""
    return next(
        (one.name for one in mapping.columns if one.header == header and one.use == "external_id"),
        "",
    )


def relation_said(end: End, relation: RelationSpec) -> float:
    """How much a column's header says a relation: `Source app` says source."""
    phrases = [tokens(one) for one in (relation.label, *relation.also)]
    words = tuple(word for word in end.column.words if word not in NAMING)
    roles = tuple(word for word in words if word in ROLES)
    return max(best(phrases, words), best(phrases, roles) if roles else 0.0)


def relation_use(
    end: End, relation: RelationSpec, vocabulary: Vocabulary, score: float
) -> ColumnUse:
    """The use of an end's column for a relation; one that only has a role may be of any of its kinds."""
    kinds = (end.kind,) if end.kind else vocabulary.schema.targets(relation)
    return ColumnUse(
        end.column.header, "relation", relation.name, kinds, end.system, end.make, min(score, 1.0),
        f"its values name items of kind {' or '.join(kinds)}",
    )  # fmt: skip


def _are_pairs(pointing: Sequence[Profile]) -> bool:
    """Whether two columns say each pair once, and neither of them tells the rows apart alone."""
    if len(pointing) != 2 or any(column.is_unique for column in pointing):
        return False
    pairs = list(zip(*(column.values for column in pointing), strict=True))
    return len(set(pairs)) == len(pairs)


def _points(at: int, column: Profile, references: References) -> bool:
    reference = references.get((at, column.at))
    return reference is not None and reference.target != at


def _names_kind(column: Profile, vocabulary: Vocabulary) -> bool:
    plain = sum(column.shapes.get(one, 0.0) for one in ("number", "date", "boolean", "prose"))
    return plain < 0.5 and vocabulary.kind_in(_without_role(column.words))[1] >= 0.9


def _is_role(column: Profile) -> bool:
    """Whether a header is nothing but a role, such as source or target."""
    said = set(column.words) - NAMING
    return bool(said) and said <= ROLES


def _is_own_name(column: Profile) -> bool:
    words = set(column.words)
    return bool(words & {"name", "title"}) or (column.is_unique and column.is_code_like)


def _without_role(words: Phrase) -> Phrase:
    left = tuple(word for word in words if word not in ROLES)
    return left or words
