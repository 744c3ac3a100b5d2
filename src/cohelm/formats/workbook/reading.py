"""Our own workbook as documents: row by row, with the place of whatever cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from cohelm.core.documents import Contents, Document, Gone, Observed
from cohelm.core.errors import InputError, Problem, did_you_mean
from cohelm.core.schema import Schema
from cohelm.formats.container import read_sheets
from cohelm.formats.sheets import Cell, Sheet, is_blank
from cohelm.formats.workbook.columns import Part
from cohelm.formats.workbook.layout import (
    FROM,
    ID,
    METRIC,
    REMOVE,
    SOURCE,
    TARGET,
    VERSION,
    WAS,
    SheetPlan,
    planned,
)  # fmt: skip
from cohelm.formats.workbook.meta import LONG, META, Meta, expanded, read_long, read_meta

EMPTY = (None, "")
UNREADABLE = object()


def read_workbook(content: bytes, name: str, schema: Schema) -> Contents:
    """Reads a workbook that `write_workbook` wrote, edited or not.

    A column that is not there is left as it is; an emptied cell empties. Rows that are not there say
    nothing, so that a filter or a part of the workbook drops no item and no link. Raises InputError
    for a file that is no such workbook, or was written by a newer version.
    """
    sheets = {sheet.name: sheet for sheet in read_sheets(name, content)}
    if META not in sheets:
        raise InputError(f"there is no sheet {META}", where=name, accepted="a workbook of our own")
    texts = read_long(sheets.get(LONG))
    try:
        meta = read_meta(sheets[META], texts, name)
    except KeyError:
        raise InputError(f"the sheet {LONG} is missing or cut", where=name) from None
    own = meta.settings.get("own_fields")
    reader = _Reader(name, schema.with_own_fields(own) if own else schema, meta, texts)
    for title, sheet in sheets.items():
        if title not in (META, LONG):
            reader.read(sheet)
    return reader.finished()


@dataclass
class _Reader:
    """What is read is gathered here; links of other sheets join the document of their item."""

    file: str
    schema: Schema
    meta: Meta
    texts: Mapping[int, str]
    contents: Contents = field(default_factory=Contents)
    items: dict[str, Document] = field(default_factory=dict)

    def read(self, sheet: Sheet) -> None:
        """Reads one sheet, by what `_meta` says of it."""
        where = f"{self.file}:{sheet.name}"
        plan = planned(self.schema, *self.meta.sheets.get(sheet.name, ("", "", "")))
        if plan is None:
            note = f"the sheet is not part of the workbook and was left out. {self._known(sheet)}"
            self.contents.notes.append(Problem(note.strip(), where))
            return
        rows = _Rows(where, sheet, plan, self.texts, self.contents)
        take = {"items": self._item, "links": self._link, "observations": self._observation}
        for row, record in rows.records():
            take[plan.role](plan, where, row, record)

    def finished(self) -> Contents:
        """All that was read, the organisation's settings among it."""
        self.contents.revision = self.meta.revision
        settings = self.meta.settings
        if self.meta.whole:
            self.contents.settings = settings
        elif settings:
            # written for somebody who does not see all of them: what is not there is not emptied
            visible = {name: value for name, value in settings.items() if name != "own_fields"}
            key = "organisation"
            self.contents.documents.insert(0, Document(key, key, visible, f"{self.file}:{META}"))
        return self.contents

    def _known(self, sheet: Sheet) -> str:
        return did_you_mean(sheet.name, self.meta.sheets) if self.meta.sheets else ""

    def _item(self, plan: SheetPlan, where: str, row: int, record: dict[str, Any]) -> None:
        id_, version = str(record.pop(ID, None) or ""), record.pop(VERSION, None)
        relations = {part.name for part in plan.parts if part.is_relation} & record.keys()
        for name in relations:
            record[name] = record[name] or []
        document = Document(
            plan.subject, id_, record, where, row,
            covers=frozenset(relations) if self.meta.whole else frozenset(),
            version=version if isinstance(version, int) and version > 0 else None,
        )  # fmt: skip
        self.contents.documents.append(document)
        if id_:
            self.items.setdefault(f"{plan.subject}:{id_}", document)

    def _link(self, plan: SheetPlan, where: str, row: int, record: dict[str, Any]) -> None:
        source, target = record.pop(SOURCE, None), record.pop(TARGET, None)
        kind, _, id_ = str(source or "").partition(":")
        if kind != plan.subject or not id_:
            why = f"'{source or ''}' is no item here; accepted: {plan.subject}:id"
            self._refuse(why, where, row, "Item (kind:id)", source)
            return
        if target is None:
            self._refuse("the other end is missing", where, row, "To (kind:id)", None)
            return
        document = self.items.get(f"{kind}:{id_}")
        if document is None:
            document = Document(kind, id_, {}, where, row)
            self.contents.documents.append(document)
            self.items[f"{kind}:{id_}"] = document
        ends = document.values.setdefault(plan.relation, [])  # type: ignore[attr-defined]
        was, removed = record.pop(WAS, None), record.pop(REMOVE, None)
        if removed:
            ends.append(Gone(str(target), record.get(FROM)))
            return
        says = {name: value for name, value in record.items() if value is not None}
        ends.append({"to": target, **says} if says else target)
        if was and was != f"{target} {says.get(FROM, '')}".strip():
            # another target or first day was typed over it; a row that still says it goes before
            before, _, since = str(was).partition(" ")
            ends.append(Gone(before, since or None))

    def _observation(self, plan: SheetPlan, where: str, row: int, record: dict[str, Any]) -> None:
        metric = record.pop(METRIC, None)
        if metric is None or self.schema.observation(str(metric)).name != plan.subject:
            why = f"'{metric or ''}' is no metric of this sheet"
            self._refuse(why, where, row, "Metric (id)", metric)
            return
        values = {name: value for name, value in record.items() if value is not None}
        self.contents.observed.append(Observed(str(metric), values, where, row))

    def _refuse(self, why: str, where: str, row: int, column: str, value: Any) -> None:
        self.contents.problems.append(Problem(why, where, row, column, str(value or "")[:200]))


@dataclass
class _Rows:
    """The rows of a sheet as records by the name of their parts."""

    where: str
    sheet: Sheet
    plan: SheetPlan
    texts: Mapping[int, str]
    contents: Contents

    def records(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Row number and record of each row in which something stands.

        Read column by column, which is several times as quick as row by row.
        """
        if not self.sheet.rows:
            return
        header, *rows = self.sheet.rows
        parts = self._parts(header)
        columns = list(zip_longest(*rows)) if rows else []
        names = [part.name for part, _ in parts]
        read = [
            self._values(part, [_column(columns, at, len(rows)) for at in places])
            for part, places in parts
        ]
        for number, values in enumerate(zip(*read, strict=True), start=2):
            if any(value is not None for value in values):
                stated = zip(names, values, strict=True)
                yield number, {name: one for name, one in stated if one is not UNREADABLE}

    def _values(self, part: Part, columns: list[Sequence[Cell]]) -> Iterable[Any]:
        """What a part says in each row: None where nothing, UNREADABLE where that cannot be said."""
        rows = len(columns[0])
        if all(cells.count("") + cells.count(None) == rows for cells in columns):
            return [None] * rows
        found: list[Any] = []
        for number, cells in enumerate(zip(*columns, strict=True), start=2):
            if cells[0] in EMPTY and all(cell in EMPTY for cell in cells):
                found.append(None)
                continue
            try:
                found.append(part.read([expanded(cell, self.texts) for cell in cells]))
            except (ValueError, KeyError) as error:
                why = f"the sheet {LONG} is cut" if isinstance(error, KeyError) else str(error)
                header, value = part.columns[0].header, str(cells[0])[:200]
                self.contents.problems.append(Problem(why, self.where, number, header, value))
                found.append(UNREADABLE)
        return found

    def _parts(self, header: Sequence[Cell]) -> list[tuple[Part, list[int]]]:
        """The parts of which all columns are there, with their places; the rest is noted."""
        places: dict[str, int] = {}
        for at, cell in enumerate(header):
            if not is_blank(cell):
                places.setdefault(_folded(str(cell)), at)
        found, used = [], set()
        for part in self.plan.parts:
            headers = [_folded(column.header) for column in part.columns]
            if len(headers) == 1 and headers[0] not in places and _folded(part.name) in places:
                headers = [_folded(part.name)]  # a header may also be the field's own name
            used |= set(headers)
            missing = [one for one in headers if one not in places]
            if not missing:
                found.append((part, [places[one] for one in headers]))
            elif len(missing) < len(headers):
                why = f"{part.name} is left as it is: the column '{missing[0]}' is missing"
                self.contents.notes.append(Problem(why, self.where, 1, part.columns[0].header))
        for one in places.keys() - used:
            self._note_unknown(str(header[places[one]]))
        return found

    def _note_unknown(self, header: str) -> None:
        known = [column.header for part in self.plan.parts for column in part.columns]
        why = f"there is no column '{header}' here: it was left out. {did_you_mean(header, known)}"
        self.contents.notes.append(Problem(why, self.where, 1, header))


def _column(columns: Sequence[Sequence[Cell]], at: int, rows: int) -> Sequence[Cell]:
    return columns[at] if at < len(columns) else [None] * rows


def _folded(header: str) -> str:
    return " ".join(header.split()).casefold()
