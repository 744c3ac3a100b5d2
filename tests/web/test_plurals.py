"""A count is said in the form that its number takes in the reader's language, of as many as it has."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import override
from pytest_django.fixtures import Settings

from cohelm.analysis.wording import counted
from cohelm.core.plural import Plural, in_number
from cohelm.core.prose import Prose
from cohelm.reports.wording import count
from cohelm.web import recognised as rooms
from cohelm.web.plurals import messages_in
from cohelm.web.recognised import recognised, worded
from tests.tables import table
from tests.web.pseudo import CODE, compiled

POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"
"""The rule of GNU gettext's manual, "Plural forms": Polish."""
SAID = {
    "": f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {POLISH};\n",
    "file\0files": "plik\0pliki\0plików",
    "hour\0hours": "godzina\0godziny\0godzin",
    "is late\0are late": "jest spóźniony\0są spóźnione\0jest spóźnionych",
    "A mail for {whom}\0{number:,} mails for {whom}": (
        "List dla {whom}\0{number:,} listy dla {whom}\0{number:,} listów dla {whom}"
    ),
    "{items} left out": "pominięto {items}",
    "the middle of {of} cases\0the middle of {of} cases": (
        "środek {of} przypadku\0środek {of} przypadków\0środek {of} przypadków (wielu)"
    ),
    "{some} of {of} cases": "{some} z {of}",
    "no": "brak",
    "week": "tydzień", "weeks": "tygodnie",
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_polish(settings: Settings, tmp_path: Path) -> Iterator[None]:
    place = tmp_path / "en_XA" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.mo").write_bytes(compiled(SAID))
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en", "English"), (CODE, "Pseudo")]
    kept = (rooms._found, rooms._index)
    for one in kept:
        one.cache_clear()
    with override(CODE):
        yield
    for one in kept:
        one.cache_clear()


NUMBERS = [
    (1, "1 plik"), (2, "2 pliki"), (4, "4 pliki"), (5, "5 plików"), (11, "11 plików"), (12, "12 plików"),
    (21, "21 plików"), (22, "22 pliki"), (112, "112 plików"), (1_003, "1,003 pliki"),
]  # fmt: skip


@table("number, said", NUMBERS)
def test_a_number_takes_the_form_that_the_rule_of_the_language_gives_it(
    number: int, said: str
) -> None:
    assert recognised(counted(number, "file")) == said
    assert recognised(count(number, "file")) == said
    assert recognised(in_number(number, "file", "files")) == said
    template = Template('{{ n|counted:"file" }}')
    assert template.render(Context({"n": number})) == said


@table("number, said", NUMBERS)
def test_so_does_a_count_that_lost_its_message_on_the_way(number: int, said: str) -> None:
    english = str(counted(number, "file"))
    assert type(english) is str
    assert recognised(english) == said
    assert recognised(f"{english} left out") == f"pominięto {said}"


def test_none_and_a_part_of_a_whole_take_a_form_too() -> None:
    assert recognised(count(0, "file")) == "brak plików"
    assert recognised(Plural("hour", "hours", number=0.5)) == "godziny"
    assert recognised(Plural("hour", "hours", number=4.5)) == "godzin"


def test_a_verb_and_a_whole_sentence_are_in_number_as_a_noun_is() -> None:
    late = [
        Prose("{files} {late}", files=counted(n, "file"),
              late=Plural("is late", "are late", number=n))
        for n in (1, 3, 5)
    ]  # fmt: skip
    assert late == ["1 file is late", "3 files are late", "5 files are late"]
    assert [recognised(one) for one in late] == [
        "1 plik jest spóźniony", "3 pliki są spóźnione", "5 plików jest spóźnionych",
    ]  # fmt: skip
    mails = [
        Plural("A mail for {whom}", "{number:,} mails for {whom}", number=n, whom="Ann")
        for n in (1, 2, 25)
    ]
    assert mails == ["A mail for Ann", "2 mails for Ann", "25 mails for Ann"]
    assert [recognised(one) for one in mails] == [
        "List dla Ann", "2 listy dla Ann", "25 listów dla Ann",
    ]  # fmt: skip


def test_what_a_catalogue_has_in_two_messages_is_said_by_the_rule_of_english() -> None:
    assert [recognised(counted(n, "week")) for n in (1, 5)] == ["1 tydzień", "5 tygodnie"]
    assert recognised(counted(5, "mile")) == "5 miles"


@table("number, said", [(1, "przypadku"), (3, "przypadków"), (12, "przypadków (wielu)")])
def test_a_sentence_that_english_has_in_one_form_has_those_of_its_language(
    number: int, said: str
) -> None:
    english = Prose("the middle of {of} cases", of=number)
    assert recognised(english) == recognised(str(english)) == f"środek {number} {said}"
    assert recognised(Prose("{some} of {of} cases", some=1, of=number)) == f"1 z {number}"


def test_a_template_says_a_verb_by_a_number_that_it_does_not_show() -> None:
    template = Template('{{ n|in_number:"is late,are late" }}')
    found = [template.render(Context({"n": n})) for n in (1, 2, 5)]
    assert found == ["jest spóźniony", "są spóźnione", "jest spóźnionych"]


def test_a_noun_without_its_number_is_that_of_one_or_the_plural() -> None:
    assert (worded("file"), worded("File"), worded("files")) == ("plik", "Plik", "pliki")


def test_a_count_is_kept_whole_by_who_keeps_answers() -> None:
    for one in (Plural("a", "b", number=2), Plural("{number} a", "{number} b", number=1)):
        again = pickle.loads(pickle.dumps(one))
        assert (again, again.one, again.number) == (one, one.one, one.number)


def test_the_messages_of_a_catalogue_are_read_with_their_plurals() -> None:
    assert sorted(messages_in(compiled(SAID))) == sorted(SAID)
