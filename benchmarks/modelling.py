"""Importing a model of 50 MB in ArchiMate's exchange form, as its user does: by the command line."""

from __future__ import annotations

import json
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.bar import Measured, Took
from benchmarks.commands import INSTALLED, PROGRAM

ELEMENTS, RELATIONSHIPS = 121_000, 141_000
TYPES = (
    "ApplicationComponent", "Device", "BusinessProcess", "DataObject", "ApplicationService",
    "Capability", "Node", "Goal", "BusinessActor", "Assessment",
)  # fmt: skip
JOINS = (
    ("Serving", 4, 0), ("Assignment", 6, 0), ("Access", 0, 3), ("Realization", 0, 4),
    ("Association", 9, 0),
)  # fmt: skip
"""Relationships with the places of their two types; all but associations are links of ours."""
SPACES = (
    'xmlns="http://www.opengroup.org/xsd/archimate/3.0/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def write_model(path: Path) -> int:
    """Writes the file; how many of its parts are items: the elements, and the associations."""
    chance, of = random.Random(7), len(TYPES)
    with path.open("w", encoding="utf-8") as file:
        file.write(f'<model {SPACES} identifier="id-m">\n<name>Large</name>\n<elements>\n')
        for n in range(ELEMENTS):
            kind = TYPES[n % of]
            file.write(
                f'<element identifier="id-e{n}" xsi:type="{kind}"><name xml:lang="en">{kind} {n}'
                f'</name><documentation xml:lang="en">What part {n} is for, in a sentence that'
                ' people would write.</documentation><properties><property'
                f' propertyDefinitionRef="p1"><value xml:lang="en">{n % 97}</value></property>'
                '</properties></element>\n'
            )  # fmt: skip
        file.write("</elements>\n<relationships>\n")
        for n in range(RELATIONSHIPS):
            type_, source, target = JOINS[n % len(JOINS)]
            ends = (chance.randrange(ELEMENTS // of) * of + place for place in (source, target))
            first, second = ends
            file.write(
                f'<relationship identifier="id-r{n}" source="id-e{first}" target="id-e{second}"'
                f' xsi:type="{type_}"/>\n'
            )
        file.write(
            '</relationships>\n<propertyDefinitions><propertyDefinition identifier="p1"'
            ' type="string"><name>Cost centre</name></propertyDefinition></propertyDefinitions>\n'
            "</model>\n"
        )
    return ELEMENTS + RELATIONSHIPS // len(JOINS)


def run(folder: Path, *more: str) -> tuple[Took, int, dict[str, Any]]:
    """The command to its end: how long it took, its most memory in MB, and what it answered."""
    answer = folder / "answer.json"
    words = [PROGRAM, "import", "model.xml", "--org", "model.db", "--json", *more]
    with answer.open("wb") as out:
        began = time.perf_counter()
        started = subprocess.Popen(words, cwd=folder, stdout=out, env=INSTALLED)
        _, status, used = os.wait4(started.pid, 0)
        took = Took(time.perf_counter() - began, used.ru_utime + used.ru_stime)
    assert os.waitstatus_to_exitcode(status) == 0, answer.read_text()[:500]
    return took, used.ru_maxrss // 1024, json.loads(answer.read_bytes())


def measure() -> Iterator[Measured]:
    """Looked at first, then brought in, then brought in again, which changes nothing."""
    with tempfile.TemporaryDirectory(prefix="cohelm-bench-") as name:
        folder = Path(name)
        items = write_model(folder / "model.xml")
        size = (folder / "model.xml").stat().st_size / 2**20
        assert size >= 50, size
        for what, more, new, same in (
            ("looked at", ("--dry-run",), items, 0),
            ("brought in", (), items, 0),
            ("brought in again", (), 0, items),
        ):
            took, memory, said = run(folder, *more)
            assert (said["new"], said["same"], said["problems"]) == (new, same, []), said
            yield Measured(f"a model of {size:.0f} MB {what}, {memory:,} MB of memory", took, 20)
