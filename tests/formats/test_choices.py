"""Words of closed lists."""

from __future__ import annotations

import pytest

from cohelm.formats.choices import read_boolean, read_choice, read_phase

LEVELS = ("low", "medium", "high", "critical")


@pytest.mark.parametrize(
    ("cell", "choice"),
    [
        ("High", "high"), ("2 - Medium", "medium"), ("low (1)", "low"), ("Mission critical", "critical"),
        ("MODERATE", "medium"), ("H", "high"), ("hoch", "high"),
    ],
)  # fmt: skip
def test_a_choice_is_known_in_other_spellings(cell: str, choice: str) -> None:
    assert read_choice(cell, LEVELS) == choice


@pytest.mark.parametrize("cell", ["purple", "", None, "higher than high", 3])
def test_what_is_no_choice_is_none(cell: object) -> None:
    assert read_choice(cell, LEVELS) is None  # type: ignore[arg-type]


def test_a_word_for_a_choice_counts_only_where_the_field_has_that_choice() -> None:
    assert read_choice("Cancelled", ("done", "stopped")) == "stopped"
    assert read_choice("Cancelled", ("done", "withdrawn")) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Yes", True),
        ("x", True),
        (1, True),
        ("ja", True),
        ("N", False),
        (0.0, False),
        (False, False),
    ],
)
def test_yes_and_no_are_read(cell: object, value: bool) -> None:
    assert read_boolean(cell) is value  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["U", "maybe", 2, ""])
def test_neither_yes_nor_no_is_none(cell: object) -> None:
    assert read_boolean(cell) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "phase"),
    [
        ("In production", "active"), ("Phase out", "phase_out"), ("Retired", "end_of_life"),
        ("Planned", "plan"), ("Pilot", "phase_in"), ("Approved - preferred", "active"),
        ("3 - Live", "active"),
    ],
)  # fmt: skip
def test_a_phase_is_known_by_many_words(cell: str, phase: str) -> None:
    assert read_phase(cell) == phase


def test_a_word_that_is_no_phase_is_none() -> None:
    assert read_phase("Exception") is None
