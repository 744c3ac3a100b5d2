"""Published files with some bytes or words changed: a clean error or a preview, never a trace."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from cohelm.core.errors import CohelmError
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
SETS = {
    "archimate": ("*/model.xml", "*/model.archimate", "*/csv/*.csv"),
    "backstage-giantswarm": ("*.yaml",),
    "netbox-demo": ("*.json",),
    "sbom-cyclonedx": ("**/*.json", "**/*.xml"),
    "endoflife": ("products/*.md", "releases/*.json"),
    "tech-radar-zalando": ("*.json",),
    "cncf-landscape": ("*.yml",),
    "gsa-it-standards": ("*.csv",),
}
ORDINARY, CAMPAIGN = 24, 2_000
LARGEST = 60_000
"""Of a longer file a part is taken: some objects of a list, or the beginning, cut off in anything."""
WORD = re.compile(rb"[\w.:-]+")
STRANGE = (
    b"null", b"true", b"-1", b"1e999", b"[]", b"{}", b'""', b"9" * 40, b"[[1]]", b'{"a": 1}', b"\xff",
    b"\0", b"~", b"2026-99-99", b"&a", b"*a", b"<x/>", b"]]>", b"- ", b": ", b'"', "ß\u202e".encode(),
)  # fmt: skip


def files_of(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    return sorted(path for pattern in patterns for path in folder.glob(pattern))


def part_of(content: bytes, chance: random.Random) -> bytes:
    """So much of a file as is quickly read: some objects of a list, of any other the beginning."""
    if len(content) > LARGEST and content[:1] == b"[":
        objects = json.loads(content)
        kept = min(len(objects), len(objects) * LARGEST // len(content))
        return json.dumps(
            [objects[at] for at in sorted(chance.sample(range(len(objects)), kept))]
        ).encode()
    return content[:LARGEST]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A file with one to four changes: a word for another, something strange, a piece gone or twice."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) + 1)
        match chance.randrange(5):
            case 0:
                word = WORD.search(content, at)
                if word:
                    content = (
                        content[: word.start()] + chance.choice(STRANGE) + content[word.end() :]
                    )
            case 1:
                content = content[:at] + content[at + chance.randint(1, 200) :]
            case 2:
                content = content[:at] + content[at // 2 : at // 2 + 200] + content[at:]
            case 3:
                content = content[:at] + chance.choice(STRANGE) + content[at:]
            case _:
                content = content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
    return content


def try_mutants(paths: list[Path], number: int, *, each: bool) -> int:
    """Reads and previews so many mutants, of every file where `each`; how many could be previewed."""
    chance, previewed = random.Random(7), 0
    refused: list[str] = []
    for turn in range(number * (len(paths) if each else 1)):
        path = paths[turn % len(paths)] if each else chance.choice(paths)
        content = path.read_bytes()
        # an object of JSON that is cut off is refused unread, whatever else was changed
        is_cut = content[:1] != b"{" and (len(content) > 4 * LARGEST or chance.random() < 0.5)
        content = mutated(part_of(content, chance) if is_cut else content, chance)
        try:
            found = read_files([(path.name, content)], SCHEMA).contents
            said = propose(enterprise(), found)
        except CohelmError as error:
            refused.append(error.message.strip())
            continue
        assert all(problem.message for problem in (*said.problems, *said.notes))
        enterprise().with_changes(said.changes)
        previewed += 1
    assert all(refused)
    return previewed


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_a_mutant_is_refused_or_previewed(real_data: Path, name: str) -> None:
    paths = files_of(real_data / name, SETS[name])
    assert try_mutants(paths, ORDINARY, each=False) > 0


@pytest.mark.campaign
@pytest.mark.parametrize("name", SETS)
def test_two_thousand_mutants_of_each_file(real_data: Path, name: str) -> None:
    paths = files_of(real_data / name, SETS[name])
    assert try_mutants(paths, CAMPAIGN, each=True) > 0
