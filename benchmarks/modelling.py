"""Importing a model of 50 MB in ArchiMate's exchange form, as its user does: by the command line.

Two models of that size: one in the proportions of what tools write, and one that is nothing but parts.
The proportions are those of eight published exports together (2.2 MB; `archimate` in the data of the
tests on real files): 608 elements, 610 relationships, 866 nodes and 286 connections of drawings a MB, of
100 elements 72 described, in 474 signs on average, and 45 properties.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bar import Measured, Took
from benchmarks.commands import INSTALLED, PROGRAM

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
SENTENCE = "What part {n} is for, in a sentence that people would write."
STYLE = """
          <style>
            <fillColor r="181" g="255" b="255" a="100"/>
            <lineColor r="92" g="92" b="92" a="100"/>
            <font name="Segoe UI" size="9">
              <color r="0" g="0" b="0"/>
            </font>
          </style>
        """


@dataclass(frozen=True, slots=True)
class Shape:
    """How many parts a model has, of 100 elements how many are described and have a property, by how
    many sentences they are described, how many drawings of 38 nodes and 13 connections it has, and of
    how many digits identifiers are.
    """

    name: str
    elements: int
    relationships: int
    described: int = 100
    sentences: int = 1
    stating: int = 100
    drawings: int = 0
    digits: int = 1

    def identifier(self, of: str, n: int) -> str:
        """What a part is called in the file."""
        return f"id-{of}{n:0{self.digits}}"

    @property
    def items(self) -> int:
        """How many of the parts are items: the elements, and the associations."""
        return self.elements + self.relationships // len(JOINS)


SHAPES = (
    Shape("a model of {size:.0f} MB as tools write it", 32_500, 32_500, 72, 8, 45, 1_225, 31),
    Shape("{size:.0f} MB of parts alone, without a drawing", 121_000, 141_000),
)


def write_model(path: Path, shape: Shape = SHAPES[1]) -> None:
    """Writes a model of that shape."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        file.write(f'<model {SPACES} identifier="id-m">\n<name>Large</name>\n<elements>\n')
        file.writelines(_element(n, shape) for n in range(shape.elements))
        file.write("</elements>\n<relationships>\n")
        file.writelines(_relationship(n, shape, chance) for n in range(shape.relationships))
        file.write(
            '</relationships>\n<propertyDefinitions><propertyDefinition identifier="p1"'
            ' type="string"><name>Cost centre</name></propertyDefinition></propertyDefinitions>\n'
            "<views><diagrams>\n"
        )
        file.writelines(_drawing(n, shape) for n in range(shape.drawings))
        file.write("</diagrams></views>\n</model>\n")


def _element(n: int, shape: Shape) -> str:
    type_ = TYPES[n % len(TYPES)]
    described = stating = ""
    if n * 37 % 100 < shape.described:
        text = " ".join([SENTENCE.format(n=n)] * shape.sentences)
        described = f'<documentation xml:lang="en">{text}</documentation>'
    if n * 43 % 100 < shape.stating:
        stating = (
            '<properties><property propertyDefinitionRef="p1">'
            f'<value xml:lang="en">{n % 97}</value></property></properties>'
        )
    return (
        f'<element identifier="{shape.identifier("e", n)}" xsi:type="{type_}">'
        f'<name xml:lang="en">{type_} {n}</name>{described}{stating}</element>\n'
    )


def _relationship(n: int, shape: Shape, chance: random.Random) -> str:
    type_, *places = JOINS[n % len(JOINS)]
    of = len(TYPES)
    first, second = (
        shape.identifier("e", chance.randrange(shape.elements // of) * of + place)
        for place in places
    )
    return (
        f'<relationship identifier="{shape.identifier("r", n)}" source="{first}"'
        f' target="{second}" xsi:type="{type_}"/>\n'
    )


def _drawing(n: int, shape: Shape) -> str:
    called = shape.identifier
    nodes = [called(f"n{n}-", at) for at in range(38)]
    parts = [
        f'      <view identifier="{called("v", n)}" xsi:type="Diagram"><name>View {n}</name>',
        *(
            f'        <node identifier="{node}" xsi:type="Element"'
            f' elementRef="{called("e", (n * 38 + at) % shape.elements)}"'
            f' x="{at % 7 * 140}" y="{at // 7 * 80}" w="120" h="55">{STYLE}</node>'
            for at, node in enumerate(nodes)
        ),
        *(
            f'        <connection identifier="{called(f"c{n}-", at)}" xsi:type="Relationship"'
            f' relationshipRef="{called("r", n + at)}" source="{nodes[at]}"'
            f' target="{nodes[at + 1]}">{STYLE}</connection>'
            for at in range(13)
        ),
        "      </view>\n",
    ]
    return "\n".join(parts)


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
    """Of each shape: looked at first, then brought in, then brought in again, which changes nothing."""
    for shape in SHAPES:
        with tempfile.TemporaryDirectory(prefix="cohelm-bench-") as name:
            yield from _measured(Path(name), shape)


def _measured(folder: Path, shape: Shape) -> Iterator[Measured]:
    write_model(folder / "model.xml", shape)
    size = (folder / "model.xml").stat().st_size / 2**20
    assert size >= 50, size
    for what, more, new, same in (
        ("looked at", ("--dry-run",), shape.items, 0),
        ("brought in", (), shape.items, 0),
        ("brought in again", (), 0, shape.items),
    ):
        took, memory, said = run(folder, *more)
        assert (said["new"], said["same"], said["problems"]) == (new, same, []), said
        yield Measured(f"{shape.name.format(size=size)} {what}, {memory:,} MB of memory", took, 20)
