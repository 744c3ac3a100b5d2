"""Decision records: both layouts read, written, read again; worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.errors import InputError
from cohelm.formats.madr import read_madr, write_madr

MADR = """---
status: accepted
date: 2026-03-04
decision-makers: role:cto, Ann Bell
nav_order: 3
---
# Use one broker

Before all.

## Context and Problem Statement

Two brokers fail apart.

```markdown
## Not a heading
```

## Considered Options

* One broker
* Two brokers,
  as today

## Decision Outcome

Chosen option: "One broker".

### Consequences

* Good, because simple

## Pros and Cons of the Options

### One broker

* Good
"""
NYGARD = """# 13. Snippets of user data

Date: 2017-07-14

## Status

Pending

## Context

Scripts grow.

## Decision

Add a folder.

## Consequences

A little logic.
"""


def test_a_madr_fills_the_fields_and_says_what_it_leaves_out() -> None:
    found = read_madr(MADR)
    assert found.values == {
        "name": "Use one broker", "status": "accepted", "decided_on": "2026-03-04",
        "decided_by": ["role:cto"],
        "context": "Two brokers fail apart.\n\n```markdown\n## Not a heading\n```",
        "options": ("One broker", "Two brokers, as today"),
        "outcome": 'Chosen option: "One broker".', "consequences": "* Good, because simple",
        "description": "Before all.\n\n## Pros and Cons of the Options\n\n### One broker\n\n* Good",
    }  # fmt: skip
    assert found.left_out == ("decision-makers: Ann Bell", "nav_order: 3")


def test_the_older_layout_too_and_a_pending_one_came_up_on_its_date() -> None:
    assert read_madr(NYGARD).values == {
        "name": "Snippets of user data", "status": "proposed", "raised_on": "2017-07-14",
        "context": "Scripts grow.", "outcome": "Add a folder.", "consequences": "A little logic.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "status"),
    [("Approved", "accepted"), ("superseded by ADR-3", "superseded"), ("Partly superseded", None)],
)
def test_a_status_in_other_words_is_known_or_kept_as_it_was_said(
    said: str, status: str | None
) -> None:
    found = read_madr(f"# A\n\n## Status\n\n{said}\n").values
    assert found.get("status") == status
    assert (status is None) == (f"## Status\n\n{said}" == found.get("description"))


@pytest.mark.parametrize("text", [MADR, NYGARD, "# Only a title\n"])
def test_what_is_written_reads_as_it_was(text: str) -> None:
    values = read_madr(text).values
    assert read_madr(write_madr(values)).values == values


def test_without_a_title_it_is_refused_with_the_file() -> None:
    with pytest.raises(InputError, match="no title"):
        read_madr("text alone", "a.md")


words = st.text("ab *#-`:1.~", max_size=20)


@pytest.mark.slow
@given(st.lists(words, max_size=12), st.lists(words, max_size=4))
def test_any_text_that_was_read_is_stable(lines: list[str], points: list[str]) -> None:
    body = "\n".join(lines)
    listed = "\n".join(f"* {one}" for one in points)
    text = f"# T\n\n{body}\n\n## Considered Options\n\n{listed}\n\n## Decision\n\n{body}\n"
    values = read_madr(text).values
    assert read_madr(write_madr(values)).values == values
