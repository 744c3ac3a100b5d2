"""Tables whose rows are links, or items made of nothing but references: flows between applications."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from itertools import permutations

from cohelm.core.links import RelationSpec
from cohelm.formats.fit import MOST_KINDS, fits, value_fit
from cohelm.formats.keys import system_of
from cohelm.formats.kindguess import score_kinds
from cohelm.formats.mapping import ColumnUse, Mapping, link_attributes
from cohelm.formats.profile import ID_WORDS, Profile, TableProfile
from cohelm.formats.references import Reference
from cohelm.formats.targets import CODED
from cohelm.formats.vocabulary import NAMING, Phrase, Target, Vocabulary
from cohelm.formats.words import best, tokens

References = Map[tuple[int, int], Reference]
# How much must speak for a kind made of references, where no column has a role such as source.
SPEAKS = 0.75
MOST_COLUMNS = 6
MOST_ATTRIBUTES = 3


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
    if not 2 <= len(table.columns) <= MOST_COLUMNS + 2:
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
    ends = list(_ends(at, tables, references, kinds, found, vocabulary))
    if len(ends) < 2:
        return None
    items = _as_items(at, table, ends, tables, references, vocabulary)
    links = None
    if len(ends) == 2 and all(end.kind for end in ends):
        links = _as_links(table, ends, vocabulary)
    return items or links


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


ROLES = frozenset({"source", "target", "from", "to", "provider", "consumer", "producer", "sender",
                   "receiver", "sending", "receiving", "parent", "child"})  # fmt: skip


def _ends(
    at: int,
    tables: Sequence[TableProfile],
    references: References,
    kinds: Map[int, str],
    found: Map[int, Mapping],
    vocabulary: Vocabulary,
) -> Iterator[End]:
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
        _relation_use(*by_column[column.at], vocabulary, score)
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
    if len(fitting) < len(ends) or len(fitting) > 8:
        return None
    options = []
    for chosen in permutations(fitting, len(ends)):
        if all(_fits(end, takes[one.name]) for end, one in zip(ends, chosen, strict=True)):
            said = [_relation_said(end, one) for end, one in zip(ends, chosen, strict=True)]
            options.append((sum(said) / len(said), chosen))
    return max(options, key=lambda one: one[0], default=None)


def _fits(end: End, kinds: Collection[str]) -> bool:
    """Whether an end can be of one of the kinds; one that only has a role can be of any."""
    return end.kind in kinds or (not end.kind and bool(kinds))


def _relation_said(end: End, relation: RelationSpec) -> float:
    """How much a column's header says a relation: `Source app` says source."""
    phrases = [tokens(one) for one in (relation.label, *relation.also)]
    words = tuple(word for word in end.column.words if word not in NAMING)
    roles = tuple(word for word in words if word in ROLES)
    return max(best(phrases, words), best(phrases, roles) if roles else 0.0)


def _relation_use(
    end: End, relation: RelationSpec, vocabulary: Vocabulary, score: float
) -> ColumnUse:
    kinds = (end.kind,) if end.kind else vocabulary.schema.targets(relation)
    return ColumnUse(
        end.column.header, "relation", relation.name, kinds, end.system, end.make, min(score, 1.0),
        f"its values name items of kind {' or '.join(kinds)}",
    )  # fmt: skip


def _as_links(table: TableProfile, ends: Sequence[End], vocabulary: Vocabulary) -> Mapping | None:
    """Links of the relation that joins the two kinds, declared on either; the likeliest by its words."""
    options: list[tuple[float, End, End, RelationSpec]] = []
    for source, target in ((ends[0], ends[1]), (ends[1], ends[0])):
        for relation in vocabulary.schema.kind(source.kind).relations.values():
            if target.kind not in vocabulary.schema.targets(relation):
                continue
            phrases = [tokens(one) for one in (relation.label, *relation.also)]
            said = max(_relation_said(target, relation), best(phrases, tokens(table.name)))
            own = 0.1 if relation.name != "owner" and len(relation.targets) <= MOST_KINDS else -1.0
            options.append((said + own - 0.01 * len(options), source, target, relation))
    if not options:
        return None
    score, source, target, relation = max(options, key=lambda one: one[0])
    columns = []
    for column in table.columns:
        if column is source.column:
            columns.append(_source_use(source))
        elif column is target.column:
            columns.append(_relation_use(target, relation, vocabulary, score))
        else:
            columns.append(_attribute_use(column, relation))
    why = (f"each row joins a {source.kind} and a {target.kind}: read as {relation.name}",)
    return Mapping(
        source.kind, tuple(columns), table.name, links=relation.name, score=0.8, reasons=why
    )


def _attribute_use(column: Profile, relation: RelationSpec) -> ColumnUse:
    """What a further column of a table of links says of each link: its share, its first day."""
    for name, spec in link_attributes(relation).items():
        said = best([tokens(one) for one in (spec.label, *spec.also)], column.words)
        if said >= 0.85 and value_fit(column, Target("field", name, (), spec)) >= 0.5:
            return ColumnUse(column.header, "attribute", name, score=said, reason="of the link")
    return ColumnUse(column.header, reason="nothing fits")


def _source_use(source: End) -> ColumnUse:
    why = "whose links they are"
    if source.system:
        return ColumnUse(source.column.header, "external_id", source.system, score=0.9, reason=why)
    return ColumnUse(source.column.header, "field", "name", score=0.9, reason=why)
