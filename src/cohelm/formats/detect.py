"""Any files that somebody brings, told by their content: one door for pages, API and command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from cohelm.core.collecting import uncollected
from cohelm.core.documents import Contents, Document
from cohelm.core.errors import InputError, Problem
from cohelm.core.schema import Schema
from cohelm.formats.archimate.tables import read_archi_tables, take_archi_tables
from cohelm.formats.archive import is_archive, read_archive
from cohelm.formats.backstage import is_catalogue, read_catalogues
from cohelm.formats.catalogue import FORMATS, Format
from cohelm.formats.codeowners import is_codeowners, read_codeowners
from cohelm.formats.decisionrecords import is_decision_record, read_decision_record
from cohelm.formats.delimited import in_utf8
from cohelm.formats.folder import SETTINGS, is_folder, read_folder
from cohelm.formats.foreign import foreign
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.netbox import is_answer, read_answers
from cohelm.formats.organisation import SAMPLES, sample_folder
from cohelm.formats.prose import is_prose
from cohelm.formats.tables import read_table_file
from cohelm.formats.tree import is_structured, read_tree_file
from cohelm.formats.workbook import is_workbook, read_workbook
from cohelm.formats.yaml12 import read_yaml

MOST_FILES = 5_000


@dataclass(slots=True)
class ReadFiles:
    """What files say, how each of their tables was understood, and the tables as they stand."""

    contents: Contents = field(default_factory=Contents)
    mappings: tuple[Mapping, ...] = ()
    tables: tuple[Table, ...] = ()

    def extend(self, other: ReadFiles) -> None:
        """Adds what other files hold."""
        self.contents.extend(other.contents)
        self.mappings += other.mappings
        self.tables += other.tables


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody said about files beforehand; see `read_files`."""

    as_kind: str | None
    mappings: tuple[Mapping, ...]
    currency: str
    factor: int


def read_paths(
    paths: Iterable[str],
    schema: Schema,
    *,
    as_kind: str | None = None,
    mappings: Sequence[Mapping] = (),
    currency: str = "",
    factor: int = 1,
) -> ReadFiles:
    """Reads files, folders and samples by their paths. Raises InputError, UnknownName, OSError."""
    together: list[Path | list[tuple[str, bytes]]] = []
    for one in paths:
        path = sample_folder(one) if one in SAMPLES else Path(one)
        if not path.exists():
            raise InputError(f"there is no file '{one}'", accepted="a file, a folder, or sample")
        if path.is_dir():
            together.append(path)
        elif together and isinstance(together[-1], list):
            together[-1].append((one, path.read_bytes()))
        else:
            together.append([(one, path.read_bytes())])
    found = ReadFiles()
    for files in together:
        found.extend(
            read_files(
                files, schema, as_kind=as_kind, mappings=mappings, currency=currency, factor=factor
            )
        )
    return found


@uncollected()
def read_files(
    files: Sequence[tuple[str, bytes]] | Path,
    schema: Schema,
    *,
    as_kind: str | None = None,
    mappings: Sequence[Mapping] = (),
    currency: str = "",
    factor: int = 1,
) -> ReadFiles:
    """Reads (name, content) pairs, or a folder. The content decides what a file is, not its name.

    `as_kind` says what the rows of tables are, `mappings` what their columns mean, `currency` is that
    of amounts that name none, `factor` their unit (1,000 for thousands). Raises InputError for a file
    that is nothing that can be read.
    """
    told = Told(as_kind, tuple(mappings), currency, factor)
    if isinstance(files, Path):
        if _is_ours(files, schema):
            return ReadFiles(read_folder(files, schema))
        return _read_any(_files_in(files), schema, told)
    found, rest = _read_together([(name, in_utf8(one)) for name, one in files], schema)
    for name, content in rest:
        found.extend(_read_file(name, content, schema, told))
    return found


def _read_together(
    files: Sequence[tuple[str, bytes]], schema: Schema
) -> tuple[ReadFiles, Sequence[tuple[str, bytes]]]:
    """What only several files say together, and the other files."""
    tables, rest = take_archi_tables(files)
    found = read_archi_tables(tables, schema) if tables else Contents()
    catalogues = [one for one in rest if is_catalogue(one[1])]
    if catalogues:
        found.extend(read_catalogues(catalogues, schema))
    answers = [one for one in rest if is_answer(one[1])]
    if answers:
        found.extend(read_answers(answers))
    return ReadFiles(found), [one for one in rest if one not in catalogues and one not in answers]


def _is_ours(folder: Path, schema: Schema) -> bool:
    """Whether it is an organisation's folder, and not one of trees with folders of their own."""
    if not is_folder(folder):
        return False
    folders = {kind.folder for kind in schema.kinds.values()}
    return (folder / SETTINGS).is_file() or any((folder / name).is_dir() for name in folders)


def _read_any(files: Sequence[tuple[str, bytes]], schema: Schema, told: Told) -> ReadFiles:
    """What can be read of a folder that is not ours; the rest is noted, and refused if it is all."""
    refused: list[InputError] = []
    found, rest = _read_together([(name, in_utf8(one)) for name, one in files], schema)
    for name, content in rest:
        try:
            found.extend(_read_file(name, content, schema, told))
        except InputError as error:
            refused.append(error)
            found.contents.notes.append(Problem(f"left out: {error.message}", name))
    if refused and len(refused) == len(files):
        raise refused[0]
    return found


def _read_file(name: str, content: bytes, schema: Schema, told: Told) -> ReadFiles:
    if is_workbook(content):
        return ReadFiles(read_workbook(content, name, schema))
    if is_archive(content):
        return ReadFiles(read_archive(content, name, schema))
    if is_codeowners(content):
        return ReadFiles(read_codeowners(content, name))
    known = next((one for one in FORMATS if one.tells(content)), None)
    if told.as_kind is None:
        if known is not None:
            return ReadFiles(_said_of(known, known.read(name, content, schema), name))
        if (refused := foreign(name, content)) is not None:
            raise refused
    if is_decision_record(content):
        return ReadFiles(read_decision_record(name, content))
    if is_structured(content) and not is_prose(content):
        item = _item(name, content, schema)
        if item is not None:
            return ReadFiles(Contents(documents=[item]))
        read = read_tree_file(name, content, schema, mappings=told.mappings, as_kind=told.as_kind)
        return ReadFiles(*read)
    return ReadFiles(
        *read_table_file(
            name, content, schema, mappings=told.mappings, as_kind=told.as_kind,
            currency=told.currency, factor=told.factor,
        )
    )  # fmt: skip


def _said_of(known: Format, read: Contents, name: str) -> Contents:
    """What was read, and where it is nothing at all, that it is."""
    if not (read.documents or read.observed or read.problems):
        why = f"this is {known.called}, and there are no {known.parts} in it: nothing to take in"
        read.notes.append(Problem(why, name))
    return read


def _item(name: str, content: bytes, schema: Schema) -> Document | None:
    """One item's own file: a mapping in a folder that is called as its kind, `application/crm.yaml`."""
    path = PurePath(name)
    kind = next((one for one in schema.kinds.values() if one.folder == path.parent.name), None)
    if kind is None:
        return None
    found = read_yaml(content, name)
    if not isinstance(found, dict) or not found.keys() <= {*kind.fields, *kind.relations}:
        return None
    return Document(kind.name, path.stem, {"name": path.stem, **found}, name, whole=True)


def _is_hidden(path: Path) -> bool:
    """Whether a path is none of a reader's; code owners stand in a hidden folder of their repository."""
    hidden = [part for part in path.parts if part.startswith(".")]
    return bool(hidden) and not (
        path.name == "CODEOWNERS" and set(hidden) <= {".github", ".gitlab"}
    )


def _files_in(folder: Path) -> list[tuple[str, bytes]]:
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_hidden(path.relative_to(folder))
    ]
    if not paths:
        raise InputError("the folder is empty", where=str(folder), accepted="a folder with files")
    if len(paths) > MOST_FILES:
        raise InputError(
            f"the folder holds {len(paths):,} files",
            where=str(folder),
            accepted=f"at most {MOST_FILES:,}",
        )
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths]
