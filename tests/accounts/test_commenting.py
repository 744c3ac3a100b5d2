from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts.commenting import comment
from cohelm.accounts.telling import mail_digests
from cohelm.store.load import everything
from cohelm.web.documents import documents_in
from tests.cast import make_people, organise


def test_whom_a_comment_mentions_and_who_sees_the_item_is_told_by_mail(
    store: None, settings: Settings
) -> None:
    settings.MAILS, settings.ADDRESS = True, "https://cohelm.example"
    organise()
    make_people()
    for name in ("cio", "writer"):
        User.objects.filter(username=name).update(email=f"{name}@acme.example")
    said: list[Any] = [
        comment(everything(), key, "@cio @writer look", actor="cto", now=timezone.now())
        for key in ("application:wiki", "application:nightshade")
    ]
    assert [one.mentions for one in said] == [["cio", "writer"], ["cio"]]
    assert mail_digests(timezone.now(), speak=documents_in) == 2
    by_whom = {one.to[0]: one.body for one in mail.outbox}
    assert "A comment on these mentions you." in by_whom["writer@acme.example"]
    assert "Wiki\nhttps://cohelm.example/items/application/wiki/" in by_whom["writer@acme.example"]
    assert "nightshade" not in by_whom["writer@acme.example"]
    assert "Nightshade" not in by_whom["cio@acme.example"]  # a mail names what all may see
    assert "/items/application/nightshade/" in by_whom["cio@acme.example"]
