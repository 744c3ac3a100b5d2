"""Mails are in the language of who gets them: every text of every sort, and nothing that people wrote."""

from __future__ import annotations

import ast
from html import escape
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from django.utils.translation import get_language
from pytest_django.fixtures import Settings

import cohelm
from cohelm.accounts.language import choose_language, language_of
from cohelm.accounts.models import Access, Told
from cohelm.accounts.telling import WORDS, mail_digests
from cohelm.core.errors import UnknownName
from cohelm.store.load import everything
from cohelm.web.documents import documents_in
from tests.cast import make_people, organise
from tests.web.pseudo import CODE, offered, pseudo
from tests.web.unsaid import own_texts, unsaid

SENDS = ("send_mail", "send_mass_mail", "mail_admins", "mail_managers", "EmailMessage",
         "EmailMultiAlternatives")  # fmt: skip
OPEN, SHUT = "application:wiki", "application:nightshade"


@pytest.fixture
def people(store: None, settings: Settings, tmp_path: Path) -> dict[str, User]:
    """The cast, the CIO and a writer with an address of mail; the pseudo-locale is there."""
    settings.MAILS, settings.ADDRESS = True, "https://cohelm.example"
    offered(settings, tmp_path)
    organise()
    found = make_people()
    for name in ("cio", "writer"):
        User.objects.filter(username=name).update(email=f"{name}@acme.example")
    return found


def told(user: User, what: str, *keys: str) -> None:
    for key in keys:
        Told.objects.create(user=user, decision=key, what=what, to="role:cio", made=timezone.now())


def sent(username: str) -> mail.EmailMessage:
    (found,) = [one for one in mail.outbox if one.to == [f"{username}@acme.example"]]
    return found


@pytest.mark.parametrize("keys", [(OPEN,), (OPEN, SHUT)], ids=["one", "several"])
@pytest.mark.parametrize("whats", [*[(one,) for one in WORDS], tuple(WORDS)], ids="+".join)
def test_no_text_of_a_mail_is_english_in_another_language(
    whats: tuple[str, ...], keys: tuple[str, ...], people: dict[str, User]
) -> None:
    choose_language("cio", CODE)
    for what in whats:
        told(people["cio"], what, *keys)
    assert mail_digests(timezone.now(), speak=documents_in) == 1
    found, own = sent("cio"), own_texts(everything())
    texts = [found.subject.removeprefix("Cohelm: "), *str(found.body).splitlines()]
    assert {text: words for text in texts if (words := unsaid(escape(text), own))} == {}
    for what in whats:
        assert pseudo(WORDS[what][0]) in found.body
        assert (pseudo(WORDS[what][1]) in found.body) == (SHUT in keys)
    assert "\nWiki\n" in found.body
    assert found.extra_headers["Content-Language"] == CODE


@pytest.mark.parametrize(
    ("what", "keys", "subject"),
    [
        ("decision", (OPEN,), "A decision to know of"),
        ("decision", (OPEN, SHUT), "2 decisions to know of"),
        ("given", (OPEN,), "Something to look at"),
        ("mention", (OPEN, SHUT), "2 things to look at"),
    ],
)
def test_who_chose_no_language_gets_that_of_the_installation(
    what: str, keys: tuple[str, ...], subject: str, people: dict[str, User], settings: Settings
) -> None:
    choose_language("writer", "en")
    told(people["cio"], what, *keys)
    told(people["writer"], what, OPEN)
    settings.LANGUAGE = CODE
    assert mail_digests(timezone.now(), speak=documents_in) == 2
    form = {"2": "{number:,}"}.get(subject[0], subject[0]) + subject[1:]
    assert sent("cio").subject == f"Cohelm: {pseudo(form).replace('{number:,}', '2')}"
    assert sent("writer").extra_headers["Content-Language"] == "en"
    assert WORDS[what][0] in sent("writer").body
    assert get_language() == "en"  # the next mail is not in the language of this one


def test_in_english_the_number_is_in_the_subject(people: dict[str, User]) -> None:
    told(people["cio"], "decision", OPEN, SHUT)
    told(people["writer"], "given", OPEN)
    mail_digests(timezone.now(), speak=documents_in)
    assert sent("cio").subject == "Cohelm: 2 decisions to know of"
    assert sent("writer").subject == "Cohelm: Something to look at"


def test_a_language_that_is_gone_is_that_of_the_installation_and_none_can_be_made_up(
    people: dict[str, User], settings: Settings
) -> None:
    choose_language("cio", CODE)
    with pytest.raises(UnknownName, match="there is no language 'tlh'"):
        choose_language("cio", "tlh")
    cio = User.objects.select_related("access").get(username="cio")
    assert language_of(cio) == CODE
    settings.LANGUAGES = [("en", "English")]
    assert language_of(cio) == "en"
    Access.objects.filter(user=cio).delete()
    assert language_of(User.objects.get(username="cio")) == "en"


def test_mail_leaves_from_one_place_whose_sorts_are_all_tried_here(settings: Settings) -> None:
    source = Path(cohelm.__file__).parent
    found = set()
    for path in source.rglob("*.py"):
        names = {getattr(node, "id", getattr(node, "attr", "")) for node in
                 ast.walk(ast.parse(path.read_text(encoding="utf-8")))}  # fmt: skip
        if names & {*SENDS}:
            found.add(path.relative_to(source).as_posix())
    assert found == {"accounts/telling.py"}
    assert settings.ACCOUNT_EMAIL_VERIFICATION == "none"  # allauth would write mails of its own
    assert not getattr(settings, "ACCOUNT_EMAIL_NOTIFICATIONS", False)
