"""Words that mean the same, slips, and words that say little."""

from __future__ import annotations

import doctest

import pytest

from cohelm.analysis import likeness, thesaurus
from cohelm.analysis.likeness import MOST_PAIRS, Texts
from cohelm.analysis.thesaurus import apart, concept, stems, terms

FILLING = ["Gate control", "Crane rental", "Invoice printing", "Wind turbine", "Fax router", "Ice rink",
           "Binder signing", "Fleet fuel", "Claims of insurance", "Tracking of parcels"]  # fmt: skip


def alike(one: str, other: str, *, said: tuple[str, str] = ("", "")) -> float:
    """The likeness of two names among others."""
    names = [one, other, *FILLING]
    pairs = zip(*Texts.of(names, [*said, *("" for _ in FILLING)]).likeness(), strict=True)
    return next((float(found) for at, beside, found in pairs if (at, beside) == (0, 1)), 0.0)


@pytest.mark.parametrize("module", [thesaurus, likeness])
def test_the_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Invoice archive", "Long-term storage of bills"),
        ("Staff roster", "Shift planner of employees staff"),
        ("Timesheet entry", "Time sheet entry"),
        ("Payroll calculation", "PAYROLL-CALCULATION"),
        ("Rechnungsprüfung Süd", "rechnungsprufung sud"),
        ("Customer relationship management sync", "CRM sync"),
        ("Helpdesk queue", "Service desk queue"),
        ("Archives of the policies", "policy archive"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert alike(one, other) > 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Invoice archive", "Binder archive"), ("Fax printing", "Fax router"),
        ("Fleet tracking", "Fleet insurance"),
    ],
)  # fmt: skip
def test_one_word_of_two_is_half_of_it(one: str, other: str) -> None:
    assert 0 < alike(one, other) < 0.7


def test_words_that_say_little_bring_nothing_together() -> None:
    assert alike("Quorum Suite Pro", "Zenith Suite Pro") < 0.6
    assert alike("The system", "A system") == 0


def test_names_alone_count_by_half_where_descriptions_say_otherwise() -> None:
    same = alike("Falcon", "Falcon")
    differ = alike("Falcon", "Falcon", said=("Plans the trips of trucks.", "Pays the wages."))
    assert differ < same == pytest.approx(1)


def test_a_slip_is_mended_only_into_a_word_that_others_know() -> None:
    assert alike("Inspection plan", "Inspektion plan") == pytest.approx(1)
    assert alike("Zorbata plan", "Zorbota plan") < 1


def test_what_very_many_say_brings_no_pairs() -> None:
    many = int(MOST_PAIRS**0.5) * 2
    found = Texts.of([f"Turbine {at}" for at in range(many)], [""] * many).likeness()
    assert [len(of) for of in found] == [0, 0, 0]


def test_a_place_a_number_or_a_stage_tells_two_apart() -> None:
    places = frozenset(stems("Belgium Poland"))

    def told(one: str, other: str) -> str:
        return apart(stems(one), stems(other), places)

    assert told("Invoices in Belgium", "Invoices in Poland") == "another place"
    assert told("Invoices in Belgium", "Invoices") == ""
    assert told("Wave 1", "Wave 2") == "another number"
    assert told("Papyra licence", "Papyra maintenance") == "another stage"
    assert told("Papyra licence and maintenance", "Papyra maintenance") == ""


def test_no_word_means_two_things() -> None:
    groups = [group.split() for group in thesaurus.SAME.replace("\n", "|").split("|")]
    words = [word for group in groups for word in {stems(word)[0] for word in group if stems(word)}]
    assert sorted(words) == sorted(set(words))
    assert concept(stems("wages")[0]) == concept(stems("salary")[0])
    assert terms(stems("sign-off")) == ["approv"]
