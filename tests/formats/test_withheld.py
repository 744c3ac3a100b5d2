"""What stands in place of a number or a day and says that it is not told is unknown, and no mistake."""

from __future__ import annotations

import pytest

from cohelm.core.fields import FieldSpec
from cohelm.formats.amounts import Manner
from cohelm.formats.cells import read_column
from cohelm.formats.detect import read_files
from cohelm.formats.withheld import is_withheld
from cohelm.kinds import built_in_schema

SAYS_SO = """
Exempt under Section 22 of the Freedom of Information Act 2000
Exemptions apply (commercial interests)
Withheld for reasons of security
[redacted]
Commercial in confidence: not disclosed
CONFIDENTIAL
not yet published
To be agreed with the vendor
Under negotiation
See note 3
see narrative
see the comments below
N/A - internal work
TBC (awaiting the business case)
vertraulich
Noch nicht bekannt
Siehe Anmerkung 4
siehe Fußnote
Keine Angabe möglich
nicht veröffentlicht
entfällt
Non communiqué
confidentiel défense
à définir
voir note 2
sans objet
"""
SAYS_NO_SUCH_THING = """
pending review
many
a lot
Section 22
noted
ask Peter
see you
12 apples
Confidential, about 3 million
withheld: £200
Under negotiation until 31.12.2027
not later than 31 March 2027
unsafe
Freedom
zu teuer
beaucoup
"""


@pytest.mark.parametrize("text", SAYS_SO.strip().splitlines())
def test_words_that_say_that_it_is_not_told(text: str) -> None:
    assert is_withheld(text)


@pytest.mark.parametrize("text", SAYS_NO_SUCH_THING.strip().splitlines())
def test_words_that_say_something_else_are_no_such_words(text: str) -> None:
    assert not is_withheld(text)


@pytest.mark.parametrize(
    "spec",
    [FieldSpec("x", "money", ""), FieldSpec("x", "number", ""), FieldSpec("x", "date", "")],
    ids=lambda spec: spec.type,
)
def test_a_value_that_is_not_told_is_no_mistake_and_any_other_word_is(spec: FieldSpec) -> None:
    read = read_column(["Exempt (Defence)", "plenty", None], spec, "", Manner(home="EUR"))
    assert read.values == [None, None, None]
    assert read.withheld == [0]
    assert [row for row, _ in read.problems] == [1]


def test_a_word_in_place_of_a_choice_stays_a_mistake() -> None:
    read = read_column(["exempt"], FieldSpec("x", "choice", "", choices=("yes", "no")))
    assert (read.withheld, len(read.problems)) == ([], 1)


def test_the_row_comes_in_and_a_note_keeps_the_words() -> None:
    text = "Project;Department;Start date;End date;Total cost\n" + "\n".join(
        f"P{n};Ministry;2026-01-01;2027-12-31;{cost}"
        for n, cost in enumerate(
            ["250000 EUR", "310000 EUR", "90000 EUR", "Withheld (Section 43)", "Withheld", "lots"]
        )
    )
    read = read_files([("p.csv", text.encode())], built_in_schema(), as_kind="initiative").contents
    assert len([one for one in read.documents if one.kind == "initiative"]) == 6
    (wrong,) = read.problems
    assert (wrong.row, wrong.value) == (7, "lots")
    (note,) = [one for one in read.notes if "not told" in one.message]
    assert (note.row, note.column) == (5, "Total cost")
    assert note.message == (
        "2 cells say why the value is not told ('Withheld (Section 43)' first): left empty"
    )
