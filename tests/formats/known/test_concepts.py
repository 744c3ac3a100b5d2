"""Headers as concepts, whatever their language, case and spelling."""

from __future__ import annotations

import pytest

from cohelm.formats.known.concepts import concepts, meaning, readings


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("Kündigungsfrist (Monate)", ("notice", "period", "month")),
        ("kuendigungsFrist", ("notice", "period")),
        ("Supplier no.", ("vendor", "number")),
        ("Montant TTC", ("amount", "gross")),
        ("Amount excl. VAT", ("amount", "net")),
        ("Jahresbetrag (k€)", ("annual", "amount")),
        ("Cost_per_annum in EUR '000", ("cost", "annual")),
        ("Budget FY2026", ("annual", "budget")),
        ("KSt", ("cost", "centre")),
        ("Fin de contrat", ("contract", "end")),
        ("Status des Vorgangs", ("transaction", "status")),
        ("Fachabteilung", ("department",)),
        ("GL acct", ("gl", "account")),
        ("Zuständige Gruppe", ("responsible", "group")),
        ("To be paid by", ("due",)),
        ("Resolution given", ("resolution",)),
        ("(Monate)", ("month",)),
        ("Lieferantne", ("vendor",)),
        ("Vertrgsbeginn", ("contract", "start")),
        ("Annualised value", ("annual", "value")),
        ("Purchasing doc.", ("purchase", "document")),
        ("Failed item", ("failed", "element")),
        ("Go live", ("go", "live")),
        ("Goods", ("goods",)),
        ("N+1", ("manager",)),
        ("", ()),
    ],
)
def test_a_header_says_the_same_in_every_tongue_and_spelling(
    header: str, says: tuple[str, ...]
) -> None:
    assert concepts(header) == says


def test_a_word_that_nobody_knows_stays_as_it_is() -> None:
    assert meaning("zyxwvut") == ("zyxwvut",)


def test_english_words_are_no_compounds() -> None:
    assert meaning("vendor") == ("vendor",)
    assert meaning("reference") == ("reference",)


def test_two_words_before_a_slash_share_the_noun_behind_it() -> None:
    said = {words for words, _ in readings("Actual/planned start *")}
    assert ("actual", "start") in said
    assert ("actual",) not in said
    assert ("ci",) in {words for words, _ in readings("CI/affected system")}


def test_a_noun_without_an_article_names_what_stands_before_it() -> None:
    assert ("general", "ledger", "account", "name") in {
        words for words, _ in readings("Bezeichnung Sachkonto")
    }


def test_two_names_joined_by_an_and_are_each_a_reading() -> None:
    said = {words for words, _ in readings("Risk and impact")}
    assert {("risk",), ("impact",)} <= said


def test_a_french_service_may_be_a_department() -> None:
    assert ("department", "requester") in {words for words, _ in readings("Service demandeur")}
    assert ("department",) not in {words for words, _ in readings("Service")}
