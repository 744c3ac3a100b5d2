"""Life cycles of products: every file that says them is told by content and gives the same items."""

from __future__ import annotations

import json

import pytest

from cohelm.core.documents import Contents, Named
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
PAGE = b"""---
title: Capstan
category: device
tags: rope iron
permalink: /capstan
releaseLabel: "__RELEASE_CYCLE__ (__CODENAME__)"
identifiers:
  - purl: pkg:generic/capstan
  - purl: pkg:deb/debian/capstan
  - cpe: cpe:/a:port:capstan
releases:
  - releaseCycle: "3.1"
    codename: Heron
    releaseDate: 2024-05-01
    eoas: 2026-05-01
    eol: 2028-05-01
    eoes: 2030-05-01
    lts: true
    latest: "3.1.4"
    link: https://port.example/3.1
  - releaseCycle: "3"
    codename: Gull
    eol: true
---

> [Capstan](https://port.example) winds ropes.
> It is old.

More prose.
"""
OLD = json.dumps([
    {"cycle": "3.1", "codename": "Heron", "releaseDate": "2024-05-01", "support": "2026-05-01",
     "eol": "2028-05-01", "extendedSupport": "2030-05-01", "lts": True, "latest": "3.1.4"},
    {"cycle": "3", "eol": True},
]).encode()  # fmt: skip
NEW = json.dumps({
    "schema_version": "1.2.0",
    "result": {
        "name": "capstan", "label": "Capstan", "category": "device", "tags": ["rope", "iron"],
        "identifiers": [{"type": "purl", "id": "pkg:generic/capstan"}],
        "releases": [
            {"name": "3.1", "label": "3.1 (Heron)", "codename": "Heron", "releaseDate": "2024-05-01",
             "isEoas": True, "eoasFrom": "2026-05-01", "isEol": False, "eolFrom": "2028-05-01",
             "isEoes": False, "eoesFrom": "2030-05-01", "isLts": True,
             "latest": {"name": "3.1.4", "date": "2026-01-01"}},
            {"name": "3", "label": "3 (Gull)", "isEol": True, "eolFrom": None},
        ],
    },
}).encode()  # fmt: skip
LISTED = json.dumps({
    "releases": {"3.1": {"name": "3.1", "releaseDate": "2024-05-01", "eol": "2028-05-01"}},
    "versions": {
        "3.1.0": {"name": "3.1.0", "date": "2024-05-01"},
        "3.1.1": {"name": "3.1.1", "date": "2024-05-31"},
        "3.1.2": {"name": "3.1.2", "date": "2024-07-02"},
    },
}).encode()  # fmt: skip
ENDS = ["2026-05-01", "2028-05-01", "2030-05-01"]
LEVELS = [f"end_of_{level}_support" for level in ("active", "security", "extended")]


def contents(content: bytes, name: str = "capstan.txt") -> Contents:
    return read_files([(name, content)], SCHEMA).contents


def taken(before: Enterprise, found: Contents) -> Enterprise:
    said = propose(before, found)
    assert said.problems == ()
    return before.with_changes(said.changes)


@pytest.mark.parametrize("content", [PAGE, OLD, NEW], ids=["page", "older answer", "newer answer"])
def test_every_file_says_the_same_cycles(content: bytes) -> None:
    found = contents(content)
    assert found.problems == []
    assert found.records == 2
    product, newer, older = found.documents
    assert product.values["external_ids"] == {"endoflife": "capstan"}
    assert newer.values["external_ids"] == {"endoflife": "capstan/3.1"}
    assert [newer.values[one] for one in LEVELS] == ENDS
    assert newer.values["version"] == "3.1"
    assert newer.values["release_of"] == [Named("capstan", ("technology",), system="endoflife")]
    assert {"lts=true", "latest=3.1.4", "codename=Heron"} <= set(newer.values["tags"])
    assert not set(LEVELS) & set(older.values)
    assert "eol=true" in older.values["tags"]
    assert [one.message for one in found.notes] == [
        "1 cycle is said to be past its security support, without a day: undated"
    ]


def test_a_page_says_what_the_product_is() -> None:
    product, newer, older = contents(PAGE).documents
    assert product.values == {
        "name": "Capstan", "description": "Capstan winds ropes. It is old.",
        "package": "pkg:generic/capstan", "external_ids": {"endoflife": "capstan"},
        "tags": ["category=device", "rope", "iron", "cpe=cpe:/a:port:capstan",
                 "purl=pkg:deb/debian/capstan"],
    }  # fmt: skip
    assert [newer.values["name"], older.values["name"]] == [
        "Capstan 3.1 (Heron)", "Capstan 3 (Gull)",
    ]  # fmt: skip


def test_what_names_no_product_leaves_known_names_alone() -> None:
    store = taken(taken(enterprise(), contents(PAGE)), contents(OLD))
    assert store.name("technology:capstan") == "Capstan"
    assert store.name("technology:capstan-3.1-heron") == "Capstan 3.1 (Heron)"
    assert len(list(store.keys("technology"))) == 3


def test_a_key_that_is_no_word_is_a_word_all_the_same() -> None:
    found = contents(PAGE.replace(b"codename: Gull", b"~: Gull"))
    assert "None=Gull" in found.documents[2].values["tags"]


def test_a_newer_page_moves_the_ends() -> None:
    store = taken(enterprise(), contents(PAGE))
    store = taken(store, contents(PAGE.replace(b"2028-05-01", b"2029-05-01")))
    moved = store.plain("technology:capstan-3.1-heron")
    assert moved["end_of_security_support"] == "2029-05-01"
    assert len(propose(store, contents(PAGE.replace(b"2028", b"2029"))).changes) == 0


def test_releases_are_counted_by_the_month_and_a_month_without_one_had_none() -> None:
    found = contents(LISTED)
    assert found.records == 4
    assert [(one.values["time"], one.values["value"]) for one in found.observed] == [
        ("2024-05-01", 2), ("2024-06-01", 0), ("2024-07-01", 1),
    ]  # fmt: skip
    store = taken(taken(enterprise(), contents(PAGE)), found)
    assert store.observations("releases")["item"].to_list() == ["technology:capstan"] * 3
    assert "latest=3.1.4" in store.plain("technology:capstan-3.1-heron")["tags"]


def test_a_day_that_is_none_is_a_problem_and_the_rest_comes_in() -> None:
    found = contents(PAGE.replace(b"eoas: 2026-05-01", b"eoas: 2026-13-01"))
    (problem,) = found.problems
    assert problem.message == (
        "the end of active support of 3.1 was not understood. Accepted: a day or true"
    )
    assert problem.value == "2026-13-01"
    assert found.documents[1].values["end_of_security_support"] == "2028-05-01"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PAGE[: PAGE.index(b"---\n\n>")], "the front matter has no end"),
        (PAGE.replace(b"title: Capstan", b"title: [Capstan"), "this is not YAML"),
        (PAGE.replace(b"title: Capstan\n", b"").replace(b"permalink: /capstan\n", b""), "neither"),
        (OLD[:-4], "this is not JSON"),
        (NEW.replace(b'"releases"', b'"others"'), "no releases of a product"),
        (b'{"a": {"cycle": "1", "eol": true}}', "the answer is not that of a product"),
    ],
)
def test_a_damaged_file_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        contents(content)
