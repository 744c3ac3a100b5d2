from __future__ import annotations

import pytest

from cohelm.accounts.person import NOBODY, Person
from cohelm.core.errors import NotPermitted
from cohelm.store.access import Level

SECRETS = ("money", "people", "security", "office:cio", "office:cto", "between", "draft:ada")


def seen(person: Person) -> set[str]:
    return {one for one in SECRETS if person.audience.sees(one)}


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        (NOBODY, set()),
        (Person("a", "A"), set()),
        (Person("a", "A", Level.READER), set()),
        (Person("a", "A", Level.READER, "cio"), set()),
        (Person("a", "A", Level.READER, clearances=frozenset({"money"})), {"money"}),
        (Person("a", "A", Level.CONTRIBUTOR, "cio"), {"office:cio"}),
        (
            Person("a", "A", Level.OFFICE_LEAD, "cio"),
            {"money", "people", "security", "office:cio", "between"},
        ),
        (
            Person("a", "A", Level.ADMINISTRATOR),
            {"money", "people", "security", "office:cio", "office:cto"},
        ),
    ],
)
def test_a_level_and_an_office_bring_what_may_be_seen(person: Person, sees: set[str]) -> None:
    assert seen(person) == sees
    assert person.audience.sees("open")
    assert person.audience.sees("")


def test_each_level_may_what_those_below_it_may() -> None:
    for level in Level:
        person = Person("a", "A", level)
        assert [person.may(other) for other in Level] == [other <= level for other in Level]
    assert not NOBODY.may(Level.READER)


def test_whoever_has_no_access_or_reads_alone_is_no_writer() -> None:
    assert Person("a", "A", Level.CONTRIBUTOR).writer.actor == "a"
    for person in (NOBODY, Person("a", "A"), Person("a", "A", Level.CONTRIBUTOR, read_only=True)):
        with pytest.raises(NotPermitted):
            _ = person.writer
