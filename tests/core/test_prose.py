from __future__ import annotations

import pickle
from copy import deepcopy
from typing import Any

import orjson
import polars as pl
import pytest

from cohelm.core.prose import Prose, again, gathered, joined

GERMAN = {
    "{item} has no owner": "{item} gehört niemandem",
    "{number:,} {noun} of {who}, {since}": "{since}: {number:,} {noun} von {who}",
    "items": "Dinge",
    "since {day}": "seit {day}",
    "{whose:A}: {what}": "{what} ({whose:A})",
    "the office": "das Büro",
}


def in_german(message: str) -> str:
    return GERMAN.get(message, message)


@pytest.mark.parametrize(
    ("said", "english", "german"),
    [
        (Prose("{item} has no owner", item="crm"), "crm has no owner", "crm gehört niemandem"),
        (  # sentences within a sentence, a number as it is written, another order
            Prose(
                "{number:,} {noun} of {who}, {since}",
                number=1200, noun=Prose("items"), who="items", since=Prose("since {day}", day="1 May"),
            ),
            "1,200 items of items, since 1 May",
            "seit 1 May: 1,200 Dinge von items",  # the name of somebody's stays as it is
        ),
        (
            Prose("{whose:A}: {what}", whose=Prose("the office"), what="{item}"),
            "The office: {item}",
            "{item} (Das Büro)",
        ),
        (joined([Prose("the office"), "the office"], "; "), "the office; the office",
         "das Büro; the office"),
        (joined([]), "", ""),
        (Prose("the office") + "!", "the office!", "das Büro!"),
        ("the office: " + Prose("the office"), "the office: the office", "the office: das Büro"),
        (Prose("nobody knows {this}", this=3), "nobody knows 3", "nobody knows 3"),
    ],
)  # fmt: skip
def test_a_sentence_is_its_english_and_can_be_said_in_another_language(
    said: Prose, english: str, german: str
) -> None:
    assert said == english
    assert hash(said) == hash(english)
    assert said.through(in_german) == german


@pytest.mark.parametrize("copied", [deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_can_still_be_said_in_another_language(copied: Any) -> None:
    said = Prose("{item} has no owner", item=Prose("the office"))
    assert copied(said) == said
    assert copied(said).through(in_german) == "das Büro gehört niemandem"


def test_what_makes_a_new_text_of_it_has_the_english() -> None:
    said = Prose("{item} has no owner", item="crm")
    assert [type(one) for one in (f"{said}", said.upper(), str(said))] == [str, str, str]
    assert orjson.loads(orjson.dumps([said])) == ["crm has no owner"]
    assert pl.DataFrame({"why": [said, None]})["why"].to_list() == ["crm has no owner", None]


def test_what_a_frame_held_is_found_again_alone_and_within_another_sentence() -> None:
    with gathered() as made:
        rows = pl.DataFrame({"why": [Prose("{item} has no owner", item=Prose("the office"))]})
        held = rows["why"][0]
        outer = str(Prose("{whose:A}: {what}", whose=Prose("the office"), what=held))
    Prose("since {day}", day="1 May")
    assert type(held) is str
    assert list(made) == [held, outer] == [
        "the office has no owner", "The office: the office has no owner"
    ]  # fmt: skip
    assert made[held].through(in_german) == "das Büro gehört niemandem"
    assert made[outer].through(in_german) == "das Büro gehört niemandem (Das Büro)"


def test_a_text_of_a_frame_is_the_sentence_that_was_made_and_none_is_found_within_itself() -> None:
    with gathered():
        held = str(Prose("{item} has no owner", item="crm"))
        for _ in range(3):
            alone = joined(["crm"])
        assert again(held).message == "{item} has no owner"
        assert alone.values == {"part_1": "crm"}
    assert again(held).message == held
