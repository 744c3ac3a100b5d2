"""What columns were taken for, as a form; and the form back as mappings."""

from __future__ import annotations

from collections.abc import Mapping as Stated
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cohelm.accounts.brought import Files
from cohelm.core.fields import PHASES
from cohelm.core.kindspec import KindSpec
from cohelm.core.prose import Prose
from cohelm.core.schema import Schema
from cohelm.formats.detect import read_files
from cohelm.formats.known.catalogue import BY_NAME
from cohelm.formats.known.known import Known
from cohelm.formats.mapping import ColumnUse, Mapping
from cohelm.formats.mappings import check_mapping
from cohelm.reports.amounts_asked import currency_asked, unit_asked
from cohelm.reports.doubts import UNITS

Option = tuple[str, str]
"""What the form sends, and what a reader sees."""


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """One column: its header, what it is taken for, and why."""

    name: str
    header: str
    chosen: str
    reason: str


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table: which kind its rows are, and its columns. `options` is what a column can be.

    `shape` is the title of its known shape, empty where it has none; `currency` and `unit` are those of
    amounts that say none.
    """

    name: str
    table: str
    kind: str
    links: str
    score: int
    reasons: tuple[str, ...]
    columns: tuple[ColumnForm, ...]
    options: tuple[tuple[str, tuple[Option, ...]], ...]
    shape: str = ""
    currency: str = ""
    unit: str = "one"


def tables(mappings: Sequence[Mapping], schema: Schema) -> list[TableForm]:
    """The form of each table, in their order."""
    return [_table(f"t{at}", mapping, schema) for at, mapping in enumerate(mappings)]


def _table(name: str, mapping: Mapping, schema: Schema) -> TableForm:
    kind = schema.kinds.get(mapping.kind)
    known = BY_NAME.get(mapping.shape)
    systems = {one.name for one in mapping.columns if one.use == "external_id"}
    options = (*(_options(kind, systems) if kind else ()), *(_roles(known, kind) if known else ()))
    return TableForm(
        name,
        mapping.table,
        mapping.kind,
        mapping.links,
        round(mapping.score * 100),
        mapping.reasons,
        tuple(
            ColumnForm(f"{name}c{at}", column.header, _chosen(column), column.reason)
            for at, column in enumerate(mapping.columns)
        ),
        options,
        known.title if known else "",
        mapping.currency,
        next((word for word, factor in UNITS.items() if factor == mapping.factor), ""),
    )


def _roles(known: Known, kind: KindSpec | None) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """The roles of a shape that are not the kind's own fields and relations."""
    own = {*kind.fields, *kind.relations} if kind else set()
    roles = tuple(
        (f"role:{one.name}", one.name.replace("_", " ").capitalize())
        for one in known.roles
        if one.name not in own
    )
    return ((known.title, roles),) if roles else ()


def _chosen(column: ColumnUse) -> str:
    return column.use if column.use in ("key", "ignored") else f"{column.use}:{column.name}"


def _options(kind: KindSpec, systems: set[str]) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    fields: list[Option] = []
    for name, spec in kind.fields.items():
        fields.append((f"field:{name}", spec.label))
        if spec.type == "lifecycle":
            fields += [
                (
                    f"field:{name}.{phase}",
                    Prose("First day of {phase}", phase=Prose(phase.replace("_", " "))),
                )
                for phase in PHASES
            ]
    relations = [(f"relation:{name}", spec.label) for name, spec in kind.relations.items()]
    ids = [
        (f"external_id:{system}", Prose("Id in {system}", system=system))
        for system in sorted(systems or {"file"})
    ]
    return (
        (Prose("Fields"), tuple(fields)),
        (Prose("Leads to"), tuple(relations)),
        (Prose("What tells rows apart"), (*ids, ("key", Prose("Our own key")))),
    )


def corrected(
    before: Sequence[Mapping], stated: Stated[str, str], schema: Schema, files: Files
) -> tuple[Mapping, ...]:
    """The mappings as the form says they are. Raises UnknownName, InputError."""
    found = []
    for at, mapping in enumerate(before):
        kind, mapping = stated.get(f"t{at}kind", mapping.kind), _with_money(mapping, at, stated)
        if kind and kind != mapping.kind:
            fresh = _guessed_as(kind, mapping, schema, files)
        else:
            fresh = _with_uses(replace(mapping, kind=kind), f"t{at}", stated, schema)
        check_mapping(fresh, schema)
        found.append(fresh)
    return tuple(found)


def _with_money(mapping: Mapping, at: int, stated: Stated[str, str]) -> Mapping:
    """What amounts stand in where they do not say so. Raises UsageError."""
    currency = currency_asked(stated.get(f"t{at}currency", mapping.currency), where="currency")
    unit = stated.get(f"t{at}unit", "")
    factor = unit_asked(unit, where="unit") if unit else mapping.factor
    return replace(mapping, currency=currency, factor=factor)


def _guessed_as(kind: str, mapping: Mapping, schema: Schema, files: Files) -> Mapping:
    """A table guessed afresh, now that its kind was said."""
    schema.kind(kind)
    guesses = read_files(files, schema, as_kind=kind).mappings
    same = (
        one
        for one in guesses
        if one.fingerprint == mapping.fingerprint and one.table == mapping.table
    )
    found = next(same, replace(mapping, kind=kind))
    return replace(found, currency=mapping.currency, factor=mapping.factor)


def _with_uses(mapping: Mapping, name: str, stated: Stated[str, str], schema: Schema) -> Mapping:
    columns = tuple(
        _use(column, stated.get(f"{name}c{at}", _chosen(column)), mapping.kind, schema)
        for at, column in enumerate(mapping.columns)
    )
    return replace(mapping, columns=columns)


def _use(column: ColumnUse, chosen: str, kind: str, schema: Schema) -> ColumnUse:
    use, _, name = chosen.partition(":")
    if chosen == _chosen(column) or not (kind or use in ("role", "ignored")):
        return column
    said = ColumnUse(column.header, use, name, score=1.0, reason="a person said so")  # type: ignore[arg-type]
    if use == "relation":
        kinds = schema.targets(schema.relation(kind, name))
        return replace(said, kinds=kinds, make=len(kinds) == 1)
    return said
