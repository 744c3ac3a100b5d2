"""What the tables of a file are and what their columns mean, guessed from names and values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import replace

from cohelm.core.schema import Schema
from cohelm.formats.ends import is_relational
from cohelm.formats.fit import Fit, fits
from cohelm.formats.keys import Keys, find_keys, own_ids, system_of
from cohelm.formats.kindguess import SURE, Scored, score_kinds
from cohelm.formats.known.known import Known
from cohelm.formats.known.mapped import shape_of, shaped, with_roles
from cohelm.formats.known.recognise import Recognised
from cohelm.formats.known.saying import SAYS
from cohelm.formats.layout import Table
from cohelm.formats.mapping import ColumnUse, Mapping, better, kept_for
from cohelm.formats.mappings import check_mapping
from cohelm.formats.profile import ID_WORDS, Profile, TableProfile
from cohelm.formats.references import Reference, find_references
from cohelm.formats.relational import guess_relational
from cohelm.formats.targets import kinds_meant
from cohelm.formats.units import CODES
from cohelm.formats.vocabulary import Target, Vocabulary, vocabulary_of

# Where so many headers, and so large a share, say a role of a known shape that is so sure, it is that.
FEWEST_SAID, MOST_SAID, SURER = 4, 0.75, 0.7
References = Map[tuple[int, int], Reference]


def guess_mappings(
    tables: Sequence[Table],
    schema: Schema,
    *,
    kept: Iterable[Mapping] = (),
    as_kind: str | None = None,
) -> tuple[Mapping, ...]:
    """One mapping a table, in their order; one that is not understood has no kind.

    A kept mapping of the same header goes before any guess, unless `as_kind` says another kind; it
    must fit the schema still: raises UnknownName where it does not.
    """
    profiles = [TableProfile.of(table) for table in tables]
    vocabulary = vocabulary_of(schema)
    references = find_references(profiles)
    kept = tuple(kept)
    found: dict[int, Mapping] = {}
    for at, profile in enumerate(profiles):
        same = kept_for(profile.name, profile.table.header, kept)
        if same is not None and as_kind in (None, same.kind):
            check_mapping(same, schema)
            found[at] = replace(same, table=profile.name)
    open_ = [at for at in range(len(profiles)) if at not in found]
    shapes = {at: one for at in open_ if (one := shape_of(profiles[at], as_kind))}
    found |= {at: shaped(profiles[at], one) for at, (known, one) in shapes.items() if known.read}
    open_ = [at for at in open_ if at not in found]
    later = [
        at for at in open_ if not as_kind and is_relational(at, profiles, references, vocabulary)
    ]
    kinds = {at: mapping.kind for at, mapping in found.items() if mapping.kind}
    chosen = {
        at: _chosen(at, profiles, references, vocabulary, as_kind)
        for at in open_
        if at not in later
    }
    chosen |= {
        at: _surer(one, *shapes[at], profiles[at]) for at, one in chosen.items() if at in shapes
    }
    kinds |= {at: one.kind for at, one in chosen.items() if one.score >= SURE}
    for at, scored in chosen.items():
        found[at] = _items(at, scored, profiles, references, kinds, vocabulary)
        if at in shapes and scored.kind == shapes[at][0].kind:
            found[at] = with_roles(found[at], *shapes[at], profiles[at], vocabulary)
    for at in later:
        joined = guess_relational(at, profiles, references, kinds, found, vocabulary)
        scored = _chosen(at, profiles, references, vocabulary)
        found[at] = joined or _items(at, scored, profiles, references, kinds, vocabulary)
    return tuple(_rounded(found[at]) for at in range(len(profiles)))


def _rounded(mapping: Mapping) -> Mapping:
    """The mapping with scores that a person can read."""
    columns = tuple(replace(one, score=round(one.score, 2)) for one in mapping.columns)
    return replace(mapping, columns=columns, score=round(mapping.score, 2))


def _chosen(
    at: int,
    tables: Sequence[TableProfile],
    references: References,
    vocabulary: Vocabulary,
    said: str | None = None,
) -> Scored:
    """The kind that somebody said, or the likeliest."""
    if said:
        return Scored(said, 1.0, reasons=("the kind was said",))
    return score_kinds(at, tables, references, vocabulary)[0]


def _surer(scored: Scored, known: Known, seen: Recognised, table: TableProfile) -> Scored:
    """The kind of a known shape, where the guess says the same or is not sure, or nearly all is said.

    A list of contracts in which each firm stands once may be guessed to be one of firms.
    """
    said = sum(score >= SAYS for score in seen.scores.values())
    clear = seen.sure >= SURER and said >= max(FEWEST_SAID, MOST_SAID * len(table.columns))
    if scored.kind != known.kind and scored.score >= SURE and not clear:
        return scored
    why = tuple(dict.fromkeys((*scored.reasons, *seen.reasons)))
    return replace(scored, kind=known.kind, score=max(scored.score, SURE), reasons=why)


def _unused(column: Profile) -> ColumnUse:
    """What is made of a column that no field fits: the currency of the amounts beside it, or nothing."""
    codes = [text for text in column.sample if text.upper() in CODES]
    if "currency" in column.words and column.sample and len(codes) == len(column.sample):
        return ColumnUse(column.header, "currency", score=1, reason="it holds currency codes")
    return ColumnUse(column.header, reason="nothing fits")


def _left_out(table: TableProfile, nearest: Scored) -> Mapping:
    reason = f"nothing fits well enough; the nearest is {nearest.kind} with {nearest.score:.2f}"
    columns = tuple(ColumnUse(one.header) for one in table.columns)
    return Mapping(
        "", columns, table.name, score=nearest.score, reasons=(reason,), nearest=nearest.kind
    )


def _items(
    at: int,
    scored: Scored,
    tables: Sequence[TableProfile],
    references: References,
    kinds: Map[int, str],
    vocabulary: Vocabulary,
) -> Mapping:
    """The mapping of a table whose rows are items of a kind; none where too little speaks for it."""
    if scored.score < SURE:
        return _left_out(tables[at], scored)
    table, kind = tables[at], scored.kind
    uses, beaten = _assigned(at, kind, tables, references, kinds, vocabulary)
    money = [
        place
        for place, use in uses.items()
        if use.use == "field"
        and "." not in use.name
        and vocabulary.schema.field(kind, use.name).type == "money"
    ]
    if not any(use.name == "name" for use in uses.values()):
        uses |= _named(table, uses)
    keys = find_keys(table, kind, vocabulary, uses, money)
    own = own_ids(table, kind, uses)
    columns = tuple(
        replace(one, reason=beaten[one.header])
        if one.use == "ignored" and one.header in beaten
        else one
        for one in _with_ids(table, uses, keys, own)
    )
    names: tuple[str, ...] = ()
    if not any(use.use == "field" and use.name == "name" for use in uses.values()):
        named = keys.repeated or ((keys.unique,) if keys.unique else ())
        names = tuple(one.header for one in named)
    return Mapping(
        kind,
        columns,
        table.name,
        key=tuple(one.header for one in keys.repeated),
        names=names,
        score=scored.score,
        reasons=scored.reasons,
    )


def _named(table: TableProfile, uses: Map[int, ColumnUse]) -> dict[int, ColumnUse]:
    """The column that names the rows where no header says so well: a name or title that tells apart.

    `Standard name` in a list of technologies is the technologies' name, though standards are a kind.
    """
    why = "it tells the rows apart"
    for column in table.columns:
        words = set(column.words)
        apart = column.distinct >= 0.8 * column.filled >= 0.7 * len(column.values) > 0
        if column.at in uses or not apart or not 2 <= column.length <= 150:
            continue
        if words & {"name", "title"} and not words & {"file", "user", "first", "last", "path"}:
            return {column.at: ColumnUse(column.header, "field", "name", score=0.6, reason=why)}
    for column in table.columns:
        worded = column.shapes.get("word", 0) + column.shapes.get("code", 0) >= 0.7
        letters = sum(any(char.isalpha() for char in text) for text in column.sample)
        if column.at in uses or not worded or letters < 0.9 * len(column.sample):
            continue
        if column.distinct >= 0.95 * column.filled >= 0.9 * len(column.values) > 0:
            if column.is_code_like and ID_WORDS & set(column.words):
                continue
            return {column.at: ColumnUse(column.header, "field", "name", score=0.55, reason=why)}
    return {}


def _assigned(
    at: int,
    kind: str,
    tables: Sequence[TableProfile],
    references: References,
    kinds: Map[int, str],
    vocabulary: Vocabulary,
) -> tuple[dict[int, ColumnUse], dict[str, str]]:
    """The best use of each column; a target is given to one column only, best fits first.

    Then, by header, which column says better what one says that is left over.
    """
    table = tables[at]
    ranked: list[tuple[float, int, Fit]] = []
    for column in table.columns:
        if column.only_counts:
            continue
        reference = references.get((at, column.at))
        refers_to = kinds.get(reference.target, "") if reference else ""
        filled = column.filled / max(len(column.values), 1)
        bonus = 0.05 * filled - 0.001 * column.at
        ranked += [
            (fit.score + bonus + _worth(fit.target, vocabulary), column.at, fit)
            for fit in fits(column, kind, vocabulary, refers_to)
        ]
    uses: dict[int, ColumnUse] = {}
    taken: dict[str, str] = {}
    beaten: dict[str, str] = {}
    for _, place, fit in sorted(ranked, key=lambda one: -one[0]):
        column = table.columns[place]
        if place in uses:
            continue
        if fit.target.name in taken:
            beaten.setdefault(column.header, better(taken[fit.target.name]))
            continue
        taken[fit.target.name] = column.header
        reference = references.get((at, place))
        uses[place] = _use(column, fit, reference, tables, kinds, vocabulary)
    return uses, beaten


def _worth(target: Target, vocabulary: Vocabulary) -> float:
    """What decides between targets that fit alike: a field that is needed, then what few kinds have."""
    return 0.05 if target.spec.required else 0.03 * vocabulary.rarity(target.name)


def _use(
    column: Profile,
    fit: Fit,
    reference: Reference | None,
    tables: Sequence[TableProfile],
    kinds: Map[int, str],
    vocabulary: Vocabulary,
) -> ColumnUse:
    use = ColumnUse(
        column.header, fit.target.use, fit.target.name, score=fit.score, reason=fit.reason
    )
    if fit.target.relation is None:
        return use
    if reference is not None and reference.target in kinds:
        key = tables[reference.target].columns[reference.key]
        return replace(
            use,
            kinds=(kinds[reference.target],),
            system=system_of(tables[reference.target], key) if key.is_code_like else "",
            reason=f"its values stand in {tables[reference.target].name}.{key.header}",
        )
    meant, make = kinds_meant(column, fit.target.relation, vocabulary)
    return replace(use, kinds=meant, make=make)


def _with_ids(
    table: TableProfile, uses: Map[int, ColumnUse], keys: Keys, own: Profile | None
) -> tuple[ColumnUse, ...]:
    """One use a column, in their order, and the ids; a column may be a field and an id.

    The columns of one key stand in the key's order, whatever theirs is in the table.
    """
    columns: list[ColumnUse] = []
    for column in table.columns:
        use = uses.get(column.at)
        if column is own:
            columns.append(ColumnUse(column.header, "key", score=1, reason="our own ids"))
            continue
        if use is not None:
            columns.append(use)
        if column is keys.unique:
            system, why = system_of(table, column), "no two rows share one"
            columns.append(ColumnUse(column.header, "external_id", system, score=1, reason=why))
        elif use is None and column not in keys.repeated:
            columns.append(_unused(column))
    why = "rows with the same one say the same amount"
    system = system_of(table, *keys.repeated)
    columns += [
        ColumnUse(column.header, "external_id", system, score=0.9, reason=why)
        for column in keys.repeated
    ]
    return tuple(columns)
