"""The organisation as a folder of YAML: `<kind>/<id>.yaml`, `observations/<metric>.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cohelm.core.documents import Contents, Document, Observed
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, Problem, did_you_mean
from cohelm.core.schema import Schema
from cohelm.formats.yaml12 import read_yaml, write_yaml

SETTINGS = "_organisation.yaml"
OBSERVATIONS = "observations"
AUDIENCE = "audience"
"""In the settings of a folder that was written for somebody who does not see everything."""
KEY_COLUMNS = ("item", "time", "source", "reference")


def is_folder(path: Path) -> bool:
    """Whether a path is an organisation's folder: it holds the settings, or folders of YAML."""
    return path.is_dir() and ((path / SETTINGS).is_file() or any(path.glob("*/*.yaml")))


def read_folder(path: Path, schema: Schema) -> Contents:
    """Reads a folder. Files that cannot be read are problems; others than ours are notes.

    Raises InputError where there is no such folder.
    """
    if not path.is_dir():
        raise InputError(f"there is no folder '{path}'", accepted="a folder of YAML files")
    contents = Contents()
    folders = {kind.folder: kind.name for kind in schema.kinds.values()}
    whole = _read_settings(path / SETTINGS, contents)
    for place in sorted(path.iterdir()):
        name = place.name
        if name == SETTINGS:
            continue
        if name == OBSERVATIONS and place.is_dir():
            for file in sorted(place.glob("*.csv")):
                _read_observations(file, contents)
        elif place.is_dir() and name in folders:
            for file in sorted(place.iterdir()):
                _read_item(file, f"{name}/{file.name}", folders[name], contents, whole=whole)
        elif not name.startswith("."):
            known = did_you_mean(name, folders) if place.is_dir() else ""
            contents.notes.append(Problem(f"this is not part of the folder; {known}", name))
    return contents


def write_folder(enterprise: Enterprise, path: Path) -> int:
    """Writes all that the enterprise holds; the number of files written.

    Raises InputError where the folder holds something else, so that nothing is overwritten.
    """
    if path.exists() and any(path.iterdir()) and not (path / SETTINGS).is_file():
        raise InputError(f"'{path}' is not empty", accepted="a new folder, or an earlier export")
    files = dict(folder_files(enterprise))
    for name, text in files.items():
        place = path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    for old in [*path.glob("*/*.yaml"), *path.glob(f"{OBSERVATIONS}/*.csv")]:
        if old.relative_to(path).as_posix() not in files:
            old.unlink()
    return len(files)


def folder_files(enterprise: Enterprise) -> Iterator[tuple[str, str]]:
    """The files of a folder: their path within it, and their text."""
    about = {"revision": enterprise.revision}
    seen = {} if enterprise.audience.everything else {AUDIENCE: str(enterprise.audience)}
    yield SETTINGS, write_yaml({**enterprise.organisation, **about, **seen})
    for kind in enterprise.schema.kinds.values():
        if kind.name == "organisation":
            continue
        for id_ in sorted(enterprise.table(kind.name).ids):
            document = enterprise.document(f"{kind.name}:{id_}")
            yield f"{kind.folder}/{id_}.yaml", write_yaml(document)
    for metric, table in sorted(enterprise.observed.items()):
        rows = [
            {**dict(zip(KEY_COLUMNS, key, strict=True)), **(table.plain(key) or {})}
            for key in sorted(table.rows)
            if key[0] in enterprise
        ]
        if rows:
            columns = (*KEY_COLUMNS, *table.spec.fields)
            yield f"{OBSERVATIONS}/{metric}.csv", _csv(rows, columns)


def _csv(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    used = [name for name in columns if any(row.get(name) not in (None, "") for row in rows)]
    text = io.StringIO()
    writer = csv.DictWriter(text, used, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _read_settings(file: Path, contents: Contents) -> bool:
    """Reads the settings; whether the folder was written by somebody who sees everything."""
    settings = _mapping(file, SETTINGS, contents) if file.is_file() else None
    if settings is None:
        return True
    revision, audience = settings.pop("revision", None), settings.pop(AUDIENCE, None)
    # a folder that no store wrote has no revision: nothing in it can be older than the store
    contents.revision = revision if isinstance(revision, int) and revision > 0 else None
    if audience is None:
        contents.settings = settings
        return True
    why = (
        f"the folder was written for the audience '{audience}': what it does not say is not emptied"
    )
    contents.notes.append(Problem(why, SETTINGS))
    settings.pop("own_fields", None)
    contents.documents.append(Document("organisation", "organisation", settings, SETTINGS))
    return False


def _read_item(file: Path, name: str, kind: str, contents: Contents, *, whole: bool) -> None:
    if file.name.startswith("."):
        return
    if file.suffix not in (".yaml", ".yml"):
        contents.notes.append(Problem("this is not a YAML file and was left out", name))
        return
    values = _mapping(file, name, contents)
    if values is not None:
        values.setdefault("name", file.stem)
        contents.documents.append(Document(kind, file.stem, values, name, whole=whole))


def _mapping(file: Path, name: str, contents: Contents) -> dict[str, Any] | None:
    try:
        found = read_yaml(file.read_bytes(), name)
    except InputError as error:
        contents.problems.append(Problem(str(error), name))
        return None
    if not isinstance(found, dict):
        why = "a file of an item is a mapping of fields, such as 'name: CRM'"
        contents.problems.append(Problem(why, name))
        return None
    return {str(key): value for key, value in found.items()}


def _read_observations(file: Path, contents: Contents) -> None:
    name = f"{OBSERVATIONS}/{file.name}"
    try:
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        contents.problems.append(Problem(f"this is not a CSV file in UTF-8: {error}", name))
        return
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            why = f"the row has not as many cells as the header, which has {len(rows[0])}"
            contents.problems.append(Problem(why, name, number))
            continue
        values = {key: value for key, value in row.items() if value != ""}
        contents.observed.append(Observed(file.stem, values, name, number))
