"""The log of git: merges and reviews, worked by hand."""

from __future__ import annotations

import pytest

from cohelm.core.documents import Contents
from cohelm.formats.gitlog import is_git_log, read_git_log
from cohelm.kinds import built_in_schema
from tests.formats.known.reading import plainly, proposed

SHA = "3f1a9c0de1b2a3948576a1b2c3d4e5f601234567"
LOG = f"""commit {SHA}
Merge: 1111111 2222222
Author: Eva Lind <eva@acme.example>
Date:   Wed Mar 11 10:12:33 2026 +0100

    Merge branch 'cart' into main

    Reviewed-by: Anna Meyer <anna@acme.example>
    Approved-by: Eva Lind <eva@acme.example>

commit 4{SHA[1:]} (HEAD -> main, origin/main)
Author: Eva Lind <eva@acme.example>
Date:   Thu Mar 12 10:12:33 2026 +0100

    Fix the tax
    Signed-off-by: Eva Lind <eva@acme.example>

commit 5{SHA[1:]}
Author: Eva Lind <eva@acme.example>
Date:   Fri Mar 13 10:12:33 2026 +0100

    Fix the till

    Acked-by: Carla Rossi <carla@acme.example>
"""
FULLER = f"""commit {SHA}
Merge: 1111111 2222222
Author:     Eva Lind <eva@acme.example>
AuthorDate: 2026-03-10 10:12:33 +0100
Commit:     {{who}}
CommitDate: 2026-03-11 10:12:33 +0100

    Merge pull request #7 from eva/cart
"""


def read(text: str, name: str = "shop.log") -> Contents:
    assert is_git_log(text.encode())
    return read_git_log(name, text.encode(), built_in_schema())


def said_yes(contents: Contents) -> list[tuple[str, str, str, str]]:
    names = ("item", "person", "time", "reference")
    return [
        tuple(plainly(one.values[name]) for name in names)  # type: ignore[misc]
        for one in contents.observed
    ]


def test_who_merged_and_whom_the_message_names_reviewed_each_once() -> None:
    contents = read(LOG)
    day = "2026-03-11T10:12:33+01:00"
    assert said_yes(contents) == [
        ("shop", "Eva Lind", day, "3f1a9c0de1b2"),
        ("shop", "Anna Meyer", day, "3f1a9c0de1b2 #2"),
        ("shop", "Carla Rossi", "2026-03-13T10:12:33+01:00", "5f1a9c0de1b2"),
    ]
    assert {one.values["verb"] for one in contents.observed} == {"review"}
    assert (
        "3 reviews out of 3 commits, as reviews of 'shop'; 1 commits" in contents.notes[0].message
    )
    assert not proposed(contents).problems


@pytest.mark.parametrize(
    ("committer", "merged"),
    [("Anna Meyer <anna@acme.example>", "Anna Meyer"), ("GitHub <noreply@github.com>", "Eva Lind")],
)
def test_a_merge_is_the_committers_but_not_its_hosts(committer: str, merged: str) -> None:
    assert said_yes(read(FULLER.format(who=committer))) == [
        ("shop", merged, "2026-03-11T10:12:33+01:00", "3f1a9c0de1b2")
    ]


def test_the_repository_is_the_folder_where_there_is_one() -> None:
    assert said_yes(read(LOG, "billing/docs/log.txt"))[0][0] == "billing"


def test_a_day_that_cannot_be_read_is_said_with_its_line() -> None:
    contents = read(LOG.replace("Fri Mar 13 10:12:33 2026 +0100", "last week"))
    assert len(contents.observed) == 2
    assert contents.problems[0].row == 18
    assert "its day cannot be read" in contents.problems[0].message


@pytest.mark.parametrize(
    "text", ["", "commit to this", f"commit {SHA}\n\nno author\n", "a;b\n1;2\n"]
)
def test_other_texts_are_no_log(text: str) -> None:
    assert not is_git_log(text.encode())
