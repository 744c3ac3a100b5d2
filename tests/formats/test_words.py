"""The words of headers."""

from __future__ import annotations

import pytest

from cohelm.formats.words import likeness, tokens


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("App_Identifier", ("application", "id")),
        ("deptNames", ("department", "name")),
        ("IT-Systems", ("it", "system")),
        ("Contract no.", ("contract", "number")),
        ("# users", ("number", "user")),
        ("Cost p.a.", ("cost", "annual")),
        ("Processes", ("process",)),
        ("Verträge", ("contract",)),
        ("Organization Unit", ("organisation", "unit")),
        ("XMLHttpRequest", ("xml", "http", "request")),
        ("", ()),
    ],
)
def test_headers_are_brought_to_one_form(header: str, words: tuple[str, ...]) -> None:
    assert tokens(header) == words


def test_the_same_words_in_another_order_are_the_same() -> None:
    assert likeness(("start", "date"), ("date", "start")) == 1.0


def test_a_typing_error_is_nearly_the_same() -> None:
    assert 0.8 < likeness(("bugdet",), ("budget",)) < 1


@pytest.mark.parametrize(
    ("one", "other"), [("contact", "contract"), ("team", "stream"), ("location", "allocation")]
)
def test_words_that_only_look_alike_are_not_the_same(one: str, other: str) -> None:
    assert likeness((one,), (other,)) == 0.0
