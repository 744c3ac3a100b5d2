"""No header of the generated ugly files stands in what the readers know: only their meaning does."""

from __future__ import annotations

import ast
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from cohelm.formats import vocabulary, words
from cohelm.formats.known import activities, concepts, tongues
from cohelm.formats.known.catalogue import KNOWN
from cohelm.kinds import built_in_schema
from tests.formats.known.ugly import catalogue
from tests.formats.known.ugly.catalogue import GENERATORS, HANDS, headed
from tests.formats.known.ugly.grammar import half, headers_of
from tests.formats.known.ugly.truth import Column
from tests.formats.known.ugly.wording import mistyped, shortened

TRIES = 40
"""So many random files show every column that a generator can write."""
HERE = Path(catalogue.__file__).parent


def plainly(text: str) -> str:
    """The letters and digits of a text, in one case and without accents: `Fällig am` is `falligam`."""
    folded = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", folded)


def known_phrases() -> Iterator[str]:
    """Every phrase and every word by which a reader tells a column, in whatever part of it."""
    for known in KNOWN:
        for role in known.roles:
            yield from role.says
    for kind in built_in_schema().kinds.values():
        yield from (kind.label, kind.plural, *kind.also)
        for spec in (*kind.fields.values(), *kind.relations.values()):
            yield from (spec.name, spec.label, *spec.also)
    for several in (vocabulary.SYNONYMS, vocabulary.PHASE_DAYS, vocabulary.ALSO):
        for phrases in several.values():
            yield from phrases
    for listed in (tongues.MEANING, concepts.SAME, words.SHORT, words.TONGUES):
        yield from listed
    for text in (
        *concepts.SAME.values(),
        concepts.EMPTY_WORDS,
        concepts.JOINED,
        tongues.ENGLISH_WORK,
    ):
        yield from text.split()
    yield from words.COMMON
    yield from activities.TITLES


def columns_of(name: str) -> set[Column]:
    """Every column that a generator writes, with the headers of every hand."""
    files = [GENERATORS[name](random.Random(f"{name} {seed}")) for seed in range(TRIES)]
    return {column for clean in files for hand in HANDS for column in headed(clean, hand).columns}


def written(column: Column) -> Iterator[str]:
    """Every header that a column can have, however somebody spelt it."""
    for pattern in column.headers:
        for header in headers_of(pattern):
            yield header
            if not column.verbatim:
                yield from mistyped(header)
                yield from shortened(header)


@pytest.mark.slow
def test_no_header_of_a_generated_file_stands_in_a_reader() -> None:
    known = {plainly(phrase) for phrase in known_phrases()}
    seen = {
        f"{name}: {header}"
        for name in GENERATORS
        for column in columns_of(name)
        for header in written(column)
        if plainly(header) in known
    }
    assert len(known) > 1_000
    assert seen == set()


def test_the_generators_import_nothing_of_what_they_test() -> None:
    for file in HERE.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = [one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
        names += [
            alias.name
            for one in ast.walk(tree)
            if isinstance(one, ast.Import)
            for alias in one.names
        ]
        ours = [name for name in names if name.split(".")[0] == "cohelm"]
        assert not ours or file.name == "judge.py", file.name


@pytest.mark.slow
def test_half_of_the_headers_are_kept_back_from_the_files_that_readers_are_tuned_by() -> None:
    for name in GENERATORS:
        for column in columns_of(name):
            if column.role and not column.verbatim:
                one = {
                    plainly(h) for p in half(column.headers, kept_back=False) for h in headers_of(p)
                }
                other = {
                    plainly(h) for p in half(column.headers, kept_back=True) for h in headers_of(p)
                }
                assert one.isdisjoint(other), (name, column.name)
