"""`schema`: JSON Schema of each kind's YAML, own fields included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import KNOWN_AT, SCENARIO, Asked, command
from cohelm.cli.organisation import read_all_days
from cohelm.cli.output import show_json, show_lines

if TYPE_CHECKING:
    from cohelm.core.schema import Schema


@command(
    takes=(KNOWN_AT, SCENARIO),
    examples=(
        "cohelm schema application",
        "cohelm schema --out .schemas --org acme/",
    ),
)
def _schema(
    asked: Asked,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="One kind; all when empty.")] = "",
    out: Annotated[
        str, typer.Option("--out", metavar="FOLDER", help="Writes <kind>.json into a folder.")
    ] = "",
) -> None:
    """Writes JSON Schema, by which an editor completes the YAML: fields, choices, links, own fields.

    Without an organisation: the built-in kinds. With --out also `settings.json`, which tells an
    editor which schema goes with which folder (`yaml.schemas`).
    """
    schema = _known(asked)
    from cohelm.formats.jsonschema import editor_settings, kind_schema, whole_schema

    names = [schema.kind(kind).name] if kind else list(schema.kinds)
    if not out:
        show_json(kind_schema(schema, kind) if kind else whole_schema(schema))
        return
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    files = {f"{name}.json": kind_schema(schema, name) for name in names}
    files["settings.json"] = editor_settings(schema, names, out)
    for name, text in files.items():
        (folder / name).write_text(
            json.dumps(text, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    paths = [(folder / name).as_posix() for name in files]
    if asked.json:
        show_json({"files": paths})
    else:
        show_lines(paths)


def _known(asked: Asked) -> Schema:
    if asked.org:
        return read_all_days(asked).schema
    from cohelm.kinds import built_in_schema

    return built_in_schema()


COMMANDS = {"schema": _schema}
