"""Tables whose rows are items made of references, or links: flows between applications, say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Mapping as Map
from itertools import permutations

from cohelm.core.links import RelationSpec
from cohelm.formats.ends import ROLES, End, References, find_ends, relation_said, relation_use
from cohelm.formats.fit import MOST_KINDS, fits
from cohelm.formats.keys import system_of
from cohelm.formats.kindguess import score_kinds
from cohelm.formats.linktables import as_links
from cohelm.formats.mapping import ColumnUse, Mapping
from cohelm.formats.profile import Profile, TableProfile
from cohelm.formats.vocabulary import Vocabulary

# How much must speak for a kind made of references, where no column has a role such as source.
SPEAKS = 0.75
# More ends than this, and trying every order of a kind's relations takes too long.
MOST_ENDS = 5
MOST_RELATIONS = 8


def guess_relational(
    at: int,
    tables: Sequence[TableProfile],
    references: References,
    kinds: Map[int, str],
    found: Map[int, Mapping],
    vocabulary: Vocabulary,
) -> Mapping | None:
    """The mapping of such a table: items of a kind with these relations, or links; None for neither."""
    table = tables[at]
    ends = list(find_ends(at, tables, references, kinds, found, vocabulary))
    if not 2 <= len(ends) <= MOST_ENDS:
        return None
    items = _as_items(at, table, ends, tables, references, vocabulary)
    links = None
    if len(ends) == 2 and all(end.kind for end in ends):
        links = as_links(table, ends, vocabulary)
    return items or links


def _as_items(
    at: int,
    table: TableProfile,
    ends: Sequence[End],
    tables: Sequence[TableProfile],
    references: References,
    vocabulary: Vocabulary,
) -> Mapping | None:
    """Items of the kind whose relations take all ends, each relation one; its words must speak."""
    speaking = {one.kind: one.spoken for one in score_kinds(at, tables, references, vocabulary)}
    roles = any(not ROLES.isdisjoint(end.column.words) for end in ends)
    options = []
    for kind in vocabulary.kinds:
        joins_itself = any(end.kind == kind for end in ends)
        if not roles and (joins_itself or speaking.get(kind, 0.0) < SPEAKS):
            continue
        relations = tuple(vocabulary.schema.kind(kind).relations.values())
        matched = _matched(ends, relations, vocabulary)
        if matched is not None:
            relation_words, chosen = matched
            options.append((speaking[kind] + relation_words, kind, chosen))
    if not options:
        return None
    score, kind, chosen = max(options, key=lambda one: one[0])
    # Names and ids are made in the order of the kind's relations, whatever the columns' order is.
    order = list(vocabulary.schema.kind(kind).relations)
    by_column = {end.column.at: (end, relation) for end, relation in zip(ends, chosen, strict=True)}
    joined = sorted(by_column.values(), key=lambda pair: order.index(pair[1].name))
    system = system_of(table, *(end.column for end, _ in joined))
    headers = tuple(end.column.header for end, _ in joined)
    columns = [
        relation_use(*by_column[column.at], vocabulary, score)
        if column.at in by_column
        else _field_use(column, kind, vocabulary)
        for column in table.columns
    ]
    columns += [
        ColumnUse(header, "external_id", system, reason="part of the key") for header in headers
    ]
    why = (f"its columns are {kind}'s relations " + ", ".join(one.name for _, one in joined),)
    return Mapping(
        kind, tuple(columns), table.name, key=headers, names=headers, score=score, reasons=why
    )


def _field_use(column: Profile, kind: str, vocabulary: Vocabulary) -> ColumnUse:
    fit = next((one for one in fits(column, kind, vocabulary) if not one.target.relation), None)
    if fit is None:
        return ColumnUse(column.header, reason="nothing fits")
    return ColumnUse(column.header, "field", fit.target.name, score=fit.score, reason=fit.reason)


def _matched(
    ends: Sequence[End], relations: Sequence[RelationSpec], vocabulary: Vocabulary
) -> tuple[float, tuple[RelationSpec, ...]] | None:
    """A different relation for each end, with how much the headers say them; None when there is none."""
    takes = {
        one.name: set(vocabulary.schema.targets(one))
        for one in relations
        if len(one.targets) <= MOST_KINDS
    }
    fitting = [one for one in relations if any(_fits(end, takes.get(one.name, ())) for end in ends)]
    if len(fitting) < len(ends) or len(fitting) > MOST_RELATIONS:
        return None
    options = []
    for chosen in permutations(fitting, len(ends)):
        if all(_fits(end, takes[one.name]) for end, one in zip(ends, chosen, strict=True)):
            said = [relation_said(end, one) for end, one in zip(ends, chosen, strict=True)]
            options.append((sum(said) / len(said), chosen))
    return max(options, key=lambda one: one[0], default=None)


def _fits(end: End, kinds: Collection[str]) -> bool:
    """Whether an end can be of one of the kinds; one that only has a role can be of any."""
    return end.kind in kinds or (not end.kind and bool(kinds))
