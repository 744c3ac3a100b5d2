"""Writes docs/reference from the code: kinds and settings. `--check` only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from cohelm.core.fields import FieldSpec
from cohelm.core.schema import Schema
from cohelm.core.validation import accepted
from cohelm.kinds import built_in_schema
from cohelm.server.environment import SETTINGS

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
NOTICE = "<!-- Written by tools/reference.py; a change here is lost. -->\n"


def main() -> int:
    """Writes the pages that differ; with `--check`, 1 when any does."""
    stale = [
        path
        for path, text in pages()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(REFERENCE.parent)} is not as the code is: run make reference")
        return 1 if stale else 0
    for path, text in pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page: where it goes, and its text."""
    schema = built_in_schema()
    for domain in dict.fromkeys(kind.domain for kind in schema.kinds.values()):
        yield REFERENCE / "kinds" / f"{domain}.md", domain_page(domain, schema)
    yield REFERENCE / "kinds" / "README.md", _kinds(schema)
    yield REFERENCE / "settings.md", _settings()


def _kinds(schema: Schema) -> str:
    lines = [
        NOTICE,
        "# Kinds\n",
        _common(schema),
        "| kind | domain | what it is |",
        "|---|---|---|",
    ]
    lines += (
        f"| [`{kind.name}`]({kind.domain}.md#{kind.name}) | {kind.domain} | {kind.help} |"
        for kind in schema.kinds.values()
    )
    lines += ["", "## Observations\n"]
    lines += ["Dated numbers and events about items; the file is `observations/<metric>.csv`.\n"]
    for spec in schema.observations.values():
        metrics = (
            ", ".join(f"`{name}`" for name in spec.metrics) or "the id of an item of kind metric"
        )
        lines += [f"### {spec.name}\n", f"{spec.help} Metrics: {metrics}.\n", *_table(spec.fields)]
    return "\n".join(lines)


def _settings() -> str:
    lines = [NOTICE, "# Settings\n", "All come from the environment.\n"]
    lines += ["| variable | default | meaning |", "|---|---|---|"]
    lines += (
        f"| `{one.name}` | {f'`{one.default}`' if one.default else ''} | {one.meaning} |"
        for one in SETTINGS
    )
    return "\n".join([*lines, ""])


def _common(schema: Schema) -> str:
    shared = set.intersection(*(set(kind.fields) for kind in schema.kinds.values()))
    first = next(iter(schema.kinds.values()))
    fields = {name: spec for name, spec in first.fields.items() if name in shared}
    about = "Fields that every kind has, and `owner`: a role, a team or a person.\n"
    return "\n".join([about, *_table(fields)])


def domain_page(domain: str, schema: Schema) -> str:
    """The page of a domain's kinds."""
    kinds = [kind for kind in schema.kinds.values() if kind.domain == domain]
    shared = set.intersection(*(set(kind.fields) for kind in schema.kinds.values()))
    lines = [NOTICE, f"# {domain.capitalize()}\n"]
    for kind in kinds:
        lines += [f"## {kind.name}\n", f"{kind.help}\n"]
        own = {name: spec for name, spec in kind.fields.items() if name not in shared}
        lines += _table(own) if own else []
        relations = [spec for name, spec in kind.relations.items() if name != "owner"]
        if relations:
            lines += ["| relation | to | read backwards | what it says |", "|---|---|---|---|"]
        for spec in relations:
            targets = (
                "any kind" if "*" in spec.targets else ", ".join(f"`{t}`" for t in spec.targets)
            )
            says = "; ".join(f"`{a.name}`: {a.help}" for a in spec.attributes)
            text = " ".join(part for part in (spec.help, says) if part)
            lines.append(f"| `{spec.name}` | {targets} | `{spec.inverse}` | {text} |")
        lines.append("")
    return "\n".join(lines)


def _table(fields: dict[str, FieldSpec]) -> list[str]:
    lines = ["| field | takes | what it says |", "|---|---|---|"]
    for spec in fields.values():
        unit = f" ({spec.unit})" if spec.unit else ""
        needs = f" Needs the clearance *{spec.clearance}*." if spec.clearance else ""
        must = " Required." if spec.required else ""
        lines.append(f"| `{spec.name}` | {accepted(spec)}{unit} | {spec.help}{must}{needs} |")
    return [*lines, ""]


if __name__ == "__main__":
    sys.exit(main())
