"""Finding items by words."""

from __future__ import annotations

import pytest

from cohelm.core.audience import PUBLIC
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.store.search import search
from tests.making import enterprise


@pytest.fixture(scope="module")
def acme() -> Enterprise:
    return enterprise(
        application={
            "crm": {"name": "Customer relations", "description": "Keeps every Kundenkontakt."},
            "crm-2": {"name": "CRM (old)"},
            "uber": {"name": "Über-Planung", "tags": ["fleet"]},
            "secret": {"name": "Customer secrets", "clearance": "security"},
        },
        vendor={"custom": {"name": "Custom Parts", "description": "Sells parts to customers."}},
    )


def keys(acme: Enterprise, text: str) -> list[str]:
    return [hit.key for hit in search(acme, text)]


def test_beginnings_of_words_are_found_names_before_texts(acme: Enterprise) -> None:
    assert keys(acme, "cust") == [
        "vendor:custom",
        "application:secret",
        "application:crm",
    ]
    assert keys(acme, "parts customers") == ["vendor:custom"]


def test_an_id_is_found_as_a_name_is(acme: Enterprise) -> None:
    assert keys(acme, "crm")[0] == "application:crm"


def test_case_and_accents_do_not_matter(acme: Enterprise) -> None:
    assert keys(acme, "UBER planung") == ["application:uber"]


def test_tags_are_found(acme: Enterprise) -> None:
    assert keys(acme, "fleet") == ["application:uber"]


def test_typing_errors_are_forgiven(acme: Enterprise) -> None:
    assert keys(acme, "custmer realtions") == ["application:crm"]
    assert keys(acme, "relatoins") == ["application:crm"]  # of one word of a longer name
    assert keys(acme, "plannug") == ["application:uber"]
    assert keys(acme, "kundenkontakt prats") == []  # "parts" is meant, and stands with no such text
    assert keys(acme, "crn") == []  # of three letters no error is told from another word


def test_the_snippet_is_where_the_word_stands(acme: Enterprise) -> None:
    hit = search(acme, "kundenkontakt")[0]
    assert (hit.key, hit.snippet) == ("application:crm", "Keeps every Kundenkontakt.")


def test_nothing_hidden_is_found(acme: Enterprise) -> None:
    seen = acme.seen_by(PUBLIC)
    assert "application:secret" not in keys(seen, "customer secrets")
    assert keys(seen, "cust") == ["vendor:custom", "application:crm"]
    assert keys(acme, "secerts") == ["application:secret"]
    assert keys(seen, "secerts") == []


def test_no_words_find_nothing(acme: Enterprise) -> None:
    assert search(acme, "  ") == []


def test_signs_are_words_as_they_stand(acme: Enterprise) -> None:
    assert search(acme, ".*") == []
    assert keys(acme, "CRM (old)") == ["application:crm-2"]


def test_what_is_found_follows_changes_and_the_index_is_shared_between_revisions() -> None:
    whole = enterprise(application={f"a{n}": {"name": f"Alpha {n}"} for n in range(3)})
    assert search(whole, "alpha 1")[0].key == "application:a1"
    renamed = ItemChange("application:a1", {"name": "Alpha 1"}, {"name": "Beta"})
    after = whole.with_changes(ChangeSet((renamed,)))
    assert search(after, "beta")[0].key == "application:a1"
    assert "application:a1" not in [one.key for one in search(after, "alpha")]
    hidden = after.with_changes(
        ChangeSet((ItemChange("application:a0", {"clearance": None}, {"clearance": "money"}),))
    ).seen_by(PUBLIC)
    assert [one.key for one in search(hidden, "alpha")] == ["application:a2"]
