"""A snapshot of the tables in one file, from which a new process starts and then follows the log.

It is no truth of its own: it counts only where the log has its last change with the same hash, and
where anything about it is amiss the tables are read instead.
"""

from __future__ import annotations

import io
import logging
import os
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import polars as pl
from django.conf import settings
from django.db import connection

from cohelm.core.graph import Edges
from cohelm.core.table import Block
from cohelm.store.database import fetch
from cohelm.store.held import Held, Observed

FEWEST_ITEMS = 5_000
"""Below so many items the tables are read as quickly, and no file is written."""
LONGEST_TAIL = 5_000
"""Beyond so many changes since, the tables are read again and a new snapshot is written."""
MAGIC = b"cohelm snapshot 1\n"
DIGEST = 32
log = logging.getLogger(__name__)


def read() -> Held | None:
    """What the newest snapshot holds that the log confirms, or None. Cost: 0.1 s for 100,000 items."""
    for path in sorted(_files(), reverse=True):
        revision, _, head = path.stem.partition("-")
        if not revision.isdecimal() or not _confirmed(int(revision), head):
            continue
        try:
            return _decoded(_unpacked(path.read_bytes()), int(revision))
        except (OSError, ValueError, KeyError, pl.exceptions.PolarsError) as error:
            log.warning("the snapshot %s is left aside: %s", path.name, error)
    return None


def write(held: Held) -> None:
    """Writes a snapshot of a large store and removes the older ones; a failure is only logged.

    Costs the reading of all columns. The file is for its owner alone: it holds everything.
    """
    folder = _folder()
    if folder is None or len(held.keys) < FEWEST_ITEMS or connection.in_atomic_block:
        return
    link = fetch("SELECT chain FROM store_change WHERE seq = %s", [held.revision])
    if not link:
        return
    path = folder / f"{held.revision:012}-{bytes(link[0][0]).hex()}.snapshot"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(path, _packed(_encoded(held)))
        for old in folder.iterdir():
            if old != path:
                old.unlink(missing_ok=True)
    except OSError as error:
        log.warning("no snapshot was written: %s", error)
    # an erasure that came while the file was written has purged too early for it
    if _erased_since(held.revision):
        purge()


def purge() -> None:
    """Removes all snapshots, half-written ones too: after an erasure nothing may live on in them.

    Raises OSError where one cannot be removed.
    """
    folder = _folder()
    if folder is not None and folder.is_dir():
        for path in folder.iterdir():
            path.unlink(missing_ok=True)


def _folder() -> Path | None:
    """Where the snapshots of the open database lie; None where none are kept."""
    at = connection.settings_dict
    if settings.CACHE_FOLDER:
        place = f"{at['HOST']} {at['PORT']} {at['NAME']}"
        name = sha256(place.encode()).hexdigest()[:16]
        return Path(settings.CACHE_FOLDER) / f"{name}.snapshots"
    if connection.vendor == "sqlite" and Path(str(at["NAME"])).is_file():
        return Path(f"{at['NAME']}.snapshots")
    return None


def _files() -> list[Path]:
    folder = _folder()
    return list(folder.glob("*.snapshot")) if folder is not None else []


def _confirmed(revision: int, head: str) -> bool:
    """Whether the log has this change with this hash, and since then neither much nor an erasure."""
    link = fetch("SELECT chain FROM store_change WHERE seq = %s", [revision])
    if not link or bytes(link[0][0]).hex() != head:
        return False
    newest = fetch("SELECT MAX(seq) FROM store_change")[0][0]
    return int(newest) - revision <= LONGEST_TAIL and not _erased_since(revision)


def _erased_since(revision: int) -> bool:
    erased = "SELECT 1 FROM store_change WHERE seq > %s AND payload IS NULL LIMIT 1"
    return bool(fetch(erased, [revision]))


def _replace(path: Path, content: bytes) -> None:
    """Puts a file in its place whole or not at all, readable by its owner alone."""
    number, half = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        Path(half).replace(path)
    finally:
        Path(half).unlink(missing_ok=True)


def _encoded(held: Held) -> Iterator[tuple[str, pl.DataFrame]]:
    """The parts by name: keys, the blocks of kinds with their typed columns, links, observations."""
    schema = held.schema()
    yield "keys", pl.DataFrame({"key": held.keys}, schema={"key": pl.String})
    for kind, block in held.blocks.items():
        clearances = [block.restricted.get(row, "") for row in range(len(block))]
        columns = {
            "id": block.ids, "node": block.nodes, "version": block.versions,
            "payload": block.payloads, "clearance": clearances,
        }  # fmt: skip
        yield f"block {kind}", pl.DataFrame(columns)
        if kind in schema.kinds:
            yield f"typed {kind}", block.frame(schema.kinds[kind])
    for relation, edges in held.links.items():
        ends = {name: getattr(edges, name) for name in ("source", "target", "start", "until")}
        yield f"links {relation}", pl.DataFrame(ends)
        if edges.attributes:
            says = {"row": list(edges.attributes), "says": list(edges.attributes.values())}
            yield f"says {relation}", pl.DataFrame(says)
    for metric, (names, payloads) in held.observed.items():
        parts = {f"{at}": [name[at] for name in names] for at in range(4)}
        yield f"observed {metric}", pl.DataFrame({**parts, "payload": payloads})


def _packed(parts: Iterator[tuple[str, pl.DataFrame]]) -> bytes:
    """A table of contents (names and lengths), then the parts; the hash of all of it before."""
    contents, texts = [], []
    for name, frame in parts:
        written = io.BytesIO()
        frame.write_ipc_stream(written, compression="zstd")
        contents.append((name, written.tell()))
        texts.append(written.getvalue())
    table = orjson.dumps(contents)
    body = b"".join([len(table).to_bytes(8), table, *texts])
    return MAGIC + sha256(body).digest() + body


def _unpacked(content: bytes) -> dict[str, pl.DataFrame]:
    """The parts by name. Raises ValueError where the file is cut or was changed."""
    start = len(MAGIC) + DIGEST
    body = memoryview(content)[start:]
    if content[: len(MAGIC)] != MAGIC or sha256(body).digest() != content[len(MAGIC) : start]:
        raise ValueError("it is cut, or damaged, or of another version")
    at = 8 + int.from_bytes(body[:8])
    parts = {}
    for name, length in orjson.loads(body[8:at]):
        parts[name] = pl.read_ipc_stream(io.BytesIO(body[at : at + length]))
        at += length
    return parts


def _decoded(parts: dict[str, pl.DataFrame], revision: int) -> Held:
    blocks: dict[str, Block] = {}
    links: dict[str, Edges] = {}
    observed: dict[str, Observed] = {}
    for title, frame in parts.items():
        part, _, name = title.partition(" ")
        if part == "block":
            blocks[name] = _block(frame)
        elif part == "links":
            says = parts.get(f"says {name}")
            places = dict(says.iter_rows()) if says is not None else {}
            source, target, start, until = (column.to_numpy() for column in frame)
            links[name] = Edges(source, target, start, until, places)
        elif part == "observed":
            *key, payloads = (column.to_list() for column in frame)
            observed[name] = list(zip(*key, strict=True)), payloads
    held = Held(revision, parts["keys"]["key"].to_list(), blocks, links, observed)
    schema = held.schema()
    for kind in blocks.keys() & schema.kinds.keys():
        blocks[kind].keep(schema.kinds[kind], parts[f"typed {kind}"])
    return held


def _block(frame: pl.DataFrame) -> Block:
    needed = frame["clearance"]
    rows: Any = (needed != "").arg_true()
    return Block(
        frame["id"].to_list(),
        frame["node"].to_numpy().astype(np.int32),
        frame["version"].to_numpy().astype(np.int64),
        frame["payload"].to_list(),
        dict(zip(rows.to_list(), needed.gather(rows).to_list(), strict=True)),
    )
