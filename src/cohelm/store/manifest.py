"""What a backup says of itself; read before there is a database."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import orjson

from cohelm.core.errors import StoreError

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One table within a backup."""

    name: str
    columns: tuple[str, ...]
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `head` is the last link of the chain, in hexadecimal."""

    format: int
    made: str
    changes: int
    head: str
    parts: tuple[Part, ...]


def read_manifest(path: Path) -> Manifest:
    """What a file holds. Raises StoreError where it is no backup, is cut, or is a newer one."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = orjson.loads(archive.read(MANIFEST))
        if found["format"] > FORMAT:
            raise StoreError(
                f"'{path}' was written by a newer Cohelm",
                accepted=f"backups of format {FORMAT}",
                mend="Install the newer version first.",
            )
        parts = tuple(
            Part(**{**part, "columns": tuple(part["columns"])}) for part in found["parts"]
        )
        return Manifest(**{**found, "parts": parts})
    except FileNotFoundError:
        raise StoreError(f"there is no file '{path}'") from None
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        raise StoreError(
            f"'{path}' is not a whole backup", accepted="a file that `cohelm backup` wrote"
        ) from error
