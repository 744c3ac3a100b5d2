from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from tests.cast import make_people, organise

Enter = Callable[[str], Client]


@pytest.fixture
def organisation(store: None) -> int:
    return organise().batch


@pytest.fixture
def people(store: None, settings: Settings) -> dict[str, User]:
    settings.API_PER_MINUTE = 0
    return make_people()


@pytest.fixture
def enter(people: dict[str, User], organisation: int) -> Enter:
    """A client of somebody of the cast; of nobody by the name of nobody."""

    def entered(name: str) -> Client:
        client = Client()
        if name != "nobody":
            client.force_login(people[name], "django.contrib.auth.backends.ModelBackend")
        return client

    return entered
