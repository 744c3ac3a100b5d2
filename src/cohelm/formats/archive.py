"""The organisation's folder of YAML as one ZIP file, for those who can send a file but no folder."""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.schema import Schema
from cohelm.formats.folder import SETTINGS, folder_files, read_folder

MOST_FILES = 200_000
MOST_UNPACKED = 600 * 2**20
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The day that all files in an archive get, so that the same organisation is the same bytes."""
ENDINGS = (".yaml", ".yml", ".csv")


def write_archive(enterprise: Enterprise, target: Path | BinaryIO) -> int:
    """Writes the folder of YAML as a ZIP file, whole or not at all; the number of files in it."""
    if not isinstance(target, Path):
        return _write(enterprise, target)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            count = _write(enterprise, file)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return count


def _write(enterprise: Enterprise, target: BinaryIO) -> int:
    count = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in folder_files(enterprise):
            about = zipfile.ZipInfo(name, EARLIEST)
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, text.encode())
            count += 1
    return count


def is_archive(content: bytes) -> bool:
    """Whether a file is a ZIP file of an organisation's folder: it holds the settings, or YAML."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    return any(PurePosixPath(name).name == SETTINGS or _is_item(name) for name in names)


def read_archive(content: bytes, name: str, schema: Schema) -> Contents:
    """Reads such a file; a folder around all of it does not matter.

    Raises InputError where it is damaged, locked, or would fill the disk.
    """
    with tempfile.TemporaryDirectory(prefix="cohelm-") as folder:
        root = Path(folder)
        try:
            _unpack(content, name, root)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise InputError(
                f"the archive is damaged or locked ({error})",
                where=name,
                accepted="a ZIP file that `cohelm export` wrote, or one of such a folder",
            ) from error
        inside = [path for path in root.iterdir() if not path.name.startswith(("__", "."))]
        if not (root / SETTINGS).is_file() and len(inside) == 1 and inside[0].is_dir():
            kinds = {kind.folder for kind in schema.kinds.values()}
            root = root if inside[0].name in kinds else inside[0]
        return read_folder(root, schema)


def _is_item(name: str) -> bool:
    path = PurePosixPath(name)
    return len(path.parts) in (2, 3) and path.suffix == ".yaml"


def _unpack(content: bytes, name: str, root: Path) -> None:
    """Writes out the YAML and CSV files, none of them outside the folder."""
    left = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [one for one in archive.infolist() if one.filename.endswith(ENDINGS)]
        for part in parts[: MOST_FILES + 1]:
            path = PurePosixPath(part.filename)
            if path.is_absolute() or ".." in path.parts or ":" in part.filename:
                raise InputError(
                    f"the archive holds a file that points out of it: '{part.filename}'", where=name
                )
            with archive.open(part) as packed:
                text = packed.read(left + 1)
            left -= len(text)
            if left < 0 or len(parts) > MOST_FILES:
                raise InputError(
                    "the archive unpacks to too much",
                    where=name,
                    accepted=f"at most {MOST_FILES:,} files and {MOST_UNPACKED // 2**20} MB",
                )
            target = root.joinpath(*path.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)
