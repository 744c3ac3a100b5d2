from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts.assigning import assign
from cohelm.accounts.models import Access, Told
from cohelm.accounts.person import person_of
from cohelm.accounts.telling import mail_digests
from cohelm.analysis.checks import raised
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.concerns import assigned_of, concern_of
from cohelm.store.load import everything
from cohelm.web.documents import documents_in
from tests.cast import MAKER, make_people, organise


@pytest.fixture
def people(store: None, settings: Settings) -> dict[str, User]:
    """The cast, the CTO of which is the person Theo who fills the role, with an address of mail."""
    settings.MAILS, settings.ADDRESS = True, "https://cohelm.example"
    organise()
    made = ItemChange("person:theo", None, {"name": "Theo"})
    fills = LinkChange("person:theo", "fills", "role:cto", 0, None, {})
    apply(ChangeSet((made, fills)), by=MAKER, via="test")
    found = make_people()
    User.objects.filter(username="cto").update(email="theo@acme.example")
    Access.objects.filter(user=found["cto"]).update(person="person:theo")
    return found


def give(people: dict[str, User], item: str, to: str) -> None:
    plan = everything()
    concerns = raised(plan, on=date(2026, 11, 29)).concerns
    assign(plan, concern_of(concerns, "OWN001", item), to=to, due=None, why="", sender=people["cio"],
           by=person_of(people["cio"]).writer, now=timezone.now())  # fmt: skip


def test_whoever_the_role_reaches_is_told_by_one_mail_with_the_address(
    people: dict[str, User],
) -> None:
    give(people, "application:wiki", "role:cto")
    ((identity, assigned),) = assigned_of(everything()).items()
    assert (identity, assigned.to) == (("OWN001", "application:wiki"), ("role:cto",))
    assert mail_digests(timezone.now(), speak=documents_in) == 1
    (sent,) = mail.outbox
    assert sent.to == ["theo@acme.example"]
    assert "You were given these to settle." in sent.body
    assert "OWN001 about Wiki" in sent.body
    kind, _, id_ = assigned.action.partition(":")
    assert f"https://cohelm.example/items/{kind}/{id_}/" in sent.body
    assert mail_digests(timezone.now() + timedelta(days=2), speak=documents_in) == 0  # told once


def test_a_mail_does_not_name_what_not_everybody_sees(people: dict[str, User]) -> None:
    give(people, "application:nightshade", "role:cto")
    assert mail_digests(timezone.now(), speak=documents_in) == 1
    assert "Nightshade" not in mail.outbox[0].body
    assert "Something that not everybody sees" in mail.outbox[0].body


def test_nobody_is_told_of_what_they_gave_themselves(people: dict[str, User]) -> None:
    Access.objects.filter(user=people["cto"]).update(person="")
    Access.objects.filter(user=people["cio"]).update(person="person:theo")
    give(people, "application:wiki", "role:cto")
    assert not Told.objects.exists()
