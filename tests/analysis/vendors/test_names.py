"""Two names and the sign by which they are one."""

from __future__ import annotations

import doctest

import pytest

from cohelm.analysis.vendors import names
from cohelm.analysis.vendors.names import core, sign

FORM, CASE = "the same but for the legal form", "the same but for case, spaces and punctuation"
WRITTEN, ORDER = "the same with words written out", "the same words in another order"
REGION, LETTERS = "the same with a region or a group behind it", "the first letters of the other"
SLIP = "the same but for a letter or two"


def test_the_examples_hold() -> None:
    assert doctest.testmod(names).failed == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Tarnfeld GmbH & Co. KG", "tarnfeld"), ("Tarnfeld S.à r.l.", "tarnfeld"),
        ("Tarnfeld Sp. z o.o.", "tarnfeld"), ("TARNFELD, Inc.", "tarnfeld"),
        ("Tarnfeld B.V.", "tarnfeld"),
               ("Tarnfeld Pty Ltd", "tarnfeld"),
        ("AG", "ag"),
        ("H & M", "hm"),
        ("Søndergård A/S", "søndergard"),
    ],
)  # fmt: skip
def test_the_core_of_a_name(name: str, words: str) -> None:
    assert core(name).squeezed == words


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Tarnfeld AG", "Tarnfeld", FORM), ("Tarnfeld GmbH", "TARNFELD Ltd.", FORM),
        ("Tarn-Feld", "TARNFELD", CASE), ("Brückner & Saal", "BRUCKNER SAAL", CASE),
        ("Brückner & Saal", "Brueckner und Saal", WRITTEN),
        ("Norbridge Intl. Svcs", "Norbridge International Services", WRITTEN),
        ("Systems Norbridge Data", "Norbridge Data Systems", ORDER),
        ("Norbridge", "Norbridge Deutschland GmbH", REGION),
        ("Norbridge Group", "Norbridge Nordics AB", ""),
        ("Federal Tool Works", "F.T.W.", LETTERS), ("Norbridge", "Norbrigde", SLIP),
        ("Norbridge", "Northridge", ""), ("SDQ Solutions", "SEK Solutions", ""),
        ("Tarnfeld Machine", "Tarnfeld Machines", SLIP),
        ("Tarnfeldworks", "Tarnfeld Worcs", SLIP),
        ("Arko", "Arka", ""), ("Depot 24", "Depot 25", ""),
        ("Norbridge Shipping", "Norbridge Insurance", ""), ("Kyte", "Kundrel", ""),
    ],
)  # fmt: skip
def test_why_two_are_one(one: str, other: str, why: str) -> None:
    assert sign(one, other) == sign(other, one) == why
