"""Comments on an item: as private as the item, taken back by their author, gone with a person erased."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.errors import InputError
from cohelm.store.apply import apply
from cohelm.store.comments import mentioned, say
from cohelm.store.erase import erase
from cohelm.store.load import everything
from cohelm.store.models import Comment
from tests.cast import MAKER
from tests.web.conftest import Enter

SAID = "/items/application/crm/comments/"
PAGE = "/items/application/crm/"
KNOWN = ["ann", "bob.k", "Cio"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ann and @bob.k, look", ["ann", "bob.k"]),
        ("@cio: twice @CIO", ["Cio"]),
        ("write to ann@ann.example", []),
        ("(@ann.)", ["ann"]),
        ("@nobody", []),
        ("", []),
    ],
)
def test_a_mention_is_an_account_after_an_at_that_begins_a_word(
    text: str, names: list[str]
) -> None:
    assert mentioned(text, KNOWN) == names


def test_a_comment_is_read_by_others_and_by_whom_it_mentions(enter: Enter) -> None:
    answer = enter("reader").post(SAID, {"text": "Is it slow?\n@cio <b>look</b>"}, follow=True)
    page = answer.content.decode()
    assert "Your comment is kept. Mentioned: Cio." in page
    assert "Is it slow?" in page
    assert "&lt;b&gt;look&lt;/b&gt;" in page
    assert "Is it slow?" in enter("writer").get(PAGE).content.decode()
    assert "Is it slow?" in enter("cio").get("/mentions/").content.decode()
    assert "Is it slow?" not in enter("cto").get("/mentions/").content.decode()


def test_a_comment_on_what_one_does_not_see_is_as_one_on_nothing(enter: Enter) -> None:
    hidden = "/items/application/nightshade/comments/"
    assert enter("cio").post(hidden, {"text": "of the house, @writer"}).status_code == 302
    assert Comment.objects.get().mentions == []
    for name in ("reader", "writer", "admin"):
        client = enter(name)
        unseen = client.post(hidden, {"text": "x"})
        nothing = client.post("/items/application/nothing/comments/", {"text": "x"})
        assert (unseen.status_code, nothing.status_code) == (404, 404)
        number = Comment.objects.get().pk
        assert client.post(f"/comments/{number}/take-back/").status_code == 404
        assert "of the house" not in client.get("/mentions/").content.decode()


def test_nobody_takes_back_what_another_said(enter: Enter) -> None:
    enter("reader").post(SAID, {"text": "mine"})
    path = f"/comments/{Comment.objects.get().pk}/take-back/"
    assert enter("admin").post(path).status_code == 403
    assert enter("reader").post(path).status_code == 302
    assert not Comment.objects.exists()
    assert enter("reader").post(path).status_code == 404


@pytest.mark.parametrize(("text", "why"), [(" \n ", "empty"), ("x" * 4001, "4,001 signs")])
def test_what_is_no_comment_is_refused(organisation: int, text: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        say(everything(), "application:crm", text, actor="reader", known=[])
    assert not Comment.objects.exists()


def test_erasing_a_person_takes_what_they_said_and_that_they_were_named(
    people: dict[str, User], organisation: int
) -> None:
    person = ItemChange("person:wren", None, {"name": "Wren"})
    apply(ChangeSet((person,)), by=MAKER, via="test")
    known = list(people)
    say(everything(), "person:wren", "of her", actor="cio", known=known)
    say(everything(), "application:crm", "by her", actor="writer", known=known)
    say(everything(), "application:crm", "ask @Writer or @cto", actor="cio", known=known)
    erase("person:wren", by=MAKER, reason="asked for it", accounts=["writer"])
    kept = Comment.objects.get()
    assert (kept.text, kept.mentions) == ("ask @erased or @cto", ["cto"])
