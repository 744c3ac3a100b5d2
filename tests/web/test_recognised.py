"""A text that lost its message, through a frame or an error, is found again in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override
from pytest_django.fixtures import Settings

from cohelm.analysis.wording import counted
from cohelm.core.prose import Prose, again, gathered, written
from cohelm.reports.wording import money, number, share
from cohelm.web import recognised as rooms
from cohelm.web.recognised import recognised
from tests.tables import table
from tests.web.pseudo import CODE, compiled

SAID = {
    "": "Content-Type: text/plain; charset=UTF-8\n",
    "growing": "wachsend",
    "days": "Tage",
    "Nov": "November",
    "{item} needs {needs}, {how}": "{item} braucht {needs} ({how})",
    "over since {days}": "seit {days} vorbei",
    "there is no {what} '{name}'": "es gibt kein {what} '{name}'",
    "field": "Feld",
    "Did you mean '{name}'?": "Meinten Sie '{name}'?",
    "{item} needs more": "{item} braucht mehr",
    "it is still a proposal": "es ist noch ein Vorschlag",
    "for certain": "gewiss",
    "{what} in {where}": "{where}: {what}",
    "no {what}": "kein {what}",
    "Waits for {whom}": "Wartet auf {whom}",
    "; it was": ", einst",
    "{amount}{more} at stake": "{amount}{more} in Gefahr",
    "Technical fit": "Passung",
    "1,234.5": "1.234,5",
    "{number:,} {noun}": "{noun}: {number:,}",
}


@pytest.fixture
def _in_german(settings: Settings, tmp_path: Path) -> Iterator[None]:
    place = tmp_path / "en_XA" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.mo").write_bytes(compiled(SAID))
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en", "English"), (CODE, "Pseudo")]
    for kept in (rooms._found, rooms._index):
        kept.cache_clear()
    with override(CODE):
        yield
    rooms._remembered.clear()
    for kept in (rooms._found, rooms._index):
        kept.cache_clear()


@pytest.mark.usefixtures("_in_german")
@table(
    "text, said",
    [
        ("growing", "wachsend"),
        ("Growing", "Wachsend"),
        ("29 days", "29 Tage"),
        ("2 Nov 2026", "2 November 2026"),
        ("Shop needs CRM, for certain", "Shop braucht CRM (gewiss)"),
        ("Shop needs more", "Shop braucht mehr"),
        ("it is still a proposal; over since 29 days", "es ist noch ein Vorschlag; seit 29 Tage vorbei"),
        ("There is no field 'nme'. Did you mean 'name'?", "Es gibt kein Feld 'nme'. Meinten Sie 'name'?"),
        ("Growing pains of the shop", "Growing pains of the shop"),
        ("days in all", "days in all"),
        ("days in growing", "wachsend: Tage"),
        ("Rating of the app in both stores", "Rating of the app in both stores"),
        ("no use for machines", "no use for machines"),
        ("Waits for Order capacity of 2 Nov 2026", "Wartet auf Order capacity of 2 November 2026"),
        ("8 EUR at stake", "8 EUR in Gefahr"),
        ("for certain; it was", "gewiss, einst"),
        ("technical fit", "Passung"),
        ("adopt 2024-05, growing 2025-11", "adopt 2024-05, wachsend 2025-11"),
        (Prose("over since {days}", days="2"), "seit 2 vorbei"),
        (Prose("growing"), "wachsend"),
        (again("over since 29 days"), "seit 29 Tage vorbei"),
        (number(-1234.56), "−1.234,56"),
        (money("312000.50 EUR"), "312.000,50\u00a0€"),
        (share(0.125), "12,5\u00a0%"),
        (counted(1200, "day"), "Tage: 1.200"),
        (Prose("over since {days}", days=2.5), "seit 2,5 vorbei"),
        (Prose("over since {days}", days="3.11"), "seit 3.11 vorbei"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_text_is_said_by_the_message_that_fits_it(text: str, said: str) -> None:
    assert recognised(text) == said


def test_in_english_a_text_stays_as_it_is() -> None:
    assert recognised("over since 29 days") == "over since 29 days"


@pytest.mark.usefixtures("_in_german")
def test_the_sentences_of_an_answer_are_remembered_so_that_no_message_is_guessed() -> None:
    what, where = "days in all", "growing"  # names of somebody's that read like messages
    said = Prose("{what} in {where}", what=what, where=where)
    assert recognised(str(said)) != "growing: days in all"
    rooms.remember({str(said): said})
    assert recognised(str(said)) == "growing: days in all"
    assert recognised(f"D{said[1:]}") == "Growing: days in all"


@pytest.mark.usefixtures("_in_german")
def test_what_somebody_wrote_stays_but_a_lone_word_may_be_the_programs_elsewhere() -> None:
    with gathered() as made:
        kept = [str(written(one)) for one in ("over since 29 days", "growing")]
    rooms.remember(made)
    assert [recognised(one) for one in kept] == ["over since 29 days", "wachsend"]


@pytest.mark.usefixtures("_in_german")
def test_a_sentence_that_is_but_another_one_begun_with_a_capital_is_found_as_that() -> None:
    with gathered() as made:
        said = str(Prose("{state:A}.", state=again("for certain, it is")))
    rooms.remember(made)
    assert recognised(said) == "Gewiss, it is."
