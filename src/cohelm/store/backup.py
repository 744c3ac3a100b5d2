"""A backup: one file that holds everything, checks itself, and fits either database."""

from __future__ import annotations

import os
import zipfile
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from cohelm.core.errors import StoreError
from cohelm.store.database import at_one_moment, insert, writing
from cohelm.store.load import forget
from cohelm.store.manifest import FORMAT, MANIFEST, Manifest, Part, read_manifest
from cohelm.store.verify import verify

TABLES = (
    "auth.User", "mfa.Authenticator", "socialaccount.SocialAccount",
    "accounts.Access", "accounts.Token", "accounts.Invitation", "accounts.KeptMapping",
    "accounts.Enquiry",
    "accounts.Feed",
    "web.SavedView",
    "store.Batch", "store.Change", "store.Scenario", "store.Item", "store.Link",
    "store.Observation", "store.Edition", "store.Release", "store.Comment",
)  # fmt: skip
"""What is kept, in an order in which it can be written again. Sessions and jobs are not."""
CHUNK = 5000


def backup(path: Path) -> Manifest:
    """Writes all tables as they are at one moment, while others go on writing.

    The file appears whole or not at all. Raises StoreError where the chain is broken, and where
    there is a file of that name.
    """
    if path.exists():
        raise StoreError(f"'{path}' is there already", mend="Name another file, or move that one.")
    half = path.with_name(path.name + ".part")
    try:
        with at_one_moment():
            proven = verify()
            if proven.problems:
                raise StoreError(f"the log is not whole: {proven.problems[0]}", where="backup")
            manifest = _write(half, proven.changes, proven.head)
        with half.open("rb") as file:
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return manifest


def _write(path: Path, changes: int, head: str) -> Manifest:
    path.touch(mode=0o600)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        parts = tuple(_write_part(archive, apps.get_model(label)) for label in TABLES)
        made = datetime.now(UTC).isoformat()
        manifest = Manifest(FORMAT, made, changes, head, parts)
        archive.writestr(MANIFEST, orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2))
    return manifest


def _write_part(archive: zipfile.ZipFile, model: type[models.Model]) -> Part:
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    digest, rows = sha256(), 0
    with archive.open(f"{model._meta.label_lower}.jsonl", "w", force_zip64=True) as file:
        found = model._default_manager.order_by("pk").values_list(*names)
        for row in found.iterator(chunk_size=CHUNK):
            line = orjson.dumps([_plain(value) for value in row]) + b"\n"
            digest.update(line)
            file.write(line)
            rows += 1
    columns = tuple(str(field.column) for field in fields)
    return Part(model._meta.label_lower, columns, rows, digest.hexdigest())


def _plain(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def restore_into_empty(path: Path) -> Manifest:
    """Writes a backup into the open database, which holds nothing yet; whole or not at all.

    Raises StoreError where the file is wrong, cut, changed or newer, or the database is not empty.
    """
    manifest = read_manifest(path)
    for label in ("store.Change", "auth.User"):
        if apps.get_model(label)._default_manager.exists():
            raise StoreError("the database is not empty", accepted="a new or an empty database")
    with writing():
        with zipfile.ZipFile(path) as archive:
            for part in manifest.parts:
                _restore_part(archive, part, path)
        _reset_numbers()
        _prove(manifest, path)
    forget()
    return manifest


def _restore_part(archive: zipfile.ZipFile, part: Part, path: Path) -> None:
    model = apps.get_model(part.name)
    fields = {str(field.column): field for field in model._meta.concrete_fields}
    unknown = [name for name in part.columns if name not in fields]
    if unknown:
        raise StoreError(f"'{path}' holds {part.name}.{unknown[0]}, which is not known here")
    chosen = [fields[name] for name in part.columns]
    digest, rows, waiting = sha256(), 0, []
    try:
        with archive.open(f"{part.name}.jsonl") as file:
            for line in file:
                digest.update(line)
                rows += 1
                values = zip(chosen, orjson.loads(line), strict=True)
                waiting.append([_stored(field, value) for field, value in values])
                if len(waiting) >= CHUNK:
                    insert(model._meta.db_table, part.columns, waiting)
                    waiting = []
    except (zipfile.BadZipFile, ValueError, KeyError, EOFError, OSError) as error:
        raise StoreError(f"'{path}' is damaged in {part.name}; nothing was restored") from error
    insert(model._meta.db_table, part.columns, waiting)
    if rows != part.rows or digest.hexdigest() != part.digest:
        raise StoreError(f"'{path}' was changed in {part.name}; nothing was restored")


def _stored(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return bytes.fromhex(value)
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(value)
        return moment if connection.vendor == "postgresql" else moment.replace(tzinfo=None)
    if isinstance(field, models.JSONField):
        return orjson.dumps(value).decode()
    return value


def _reset_numbers() -> None:
    """PostgreSQL counts on from where the restored numbers end."""
    wanted = [apps.get_model(label) for label in TABLES]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), wanted):
            cursor.execute(sql)


def _prove(manifest: Manifest, path: Path) -> None:
    proven = verify()
    if proven.problems or (proven.changes, proven.head) != (manifest.changes, manifest.head):
        raise StoreError(
            f"the log in '{path}' is not the one that was backed up; nothing was restored"
        )
