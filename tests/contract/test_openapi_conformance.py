"""The API does what its description says, whatever is sent: no server error, no deviation."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.contrib.auth.models import User
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as tries
from pytest_django.fixtures import Settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cohelm.accounts.secrets import make_token
from cohelm.store.load import forget
from tests.cast import make_people, organise

EXAMPLES = int(os.environ.get("COHELM_EXAMPLES", "200"))
SHORT = 2
WHO = ("reader", "writer", "cio")
CHECKS = [
    schemathesis.checks.not_a_server_error, status_code_conformance, content_type_conformance,
    response_headers_conformance, response_schema_conformance,
]  # fmt: skip


@pytest.fixture
def tokens(store: None, settings: Settings) -> Iterator[dict[str, str]]:
    settings.API_PER_MINUTE = 0
    settings.ALLOWED_HOSTS = ["*"]
    people: dict[str, User] = make_people()
    organise()
    now = timezone.now()
    yield {
        who: make_token(people[who], name="fuzz", scope="write", days=1, now=now).text
        for who in WHO
    }
    forget()


def deviations(tokens: dict[str, str], examples: int, *, steady: bool) -> list[str]:
    """What any operation answered otherwise than its description says, one line an operation."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    found = []
    for result in schema.get_all_operations():
        operation = result.ok()

        @tries(
            max_examples=examples, phases=(Phase.generate,), deadline=None, database=None,
            suppress_health_check=list(HealthCheck), derandomize=steady,
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def tried(case: schemathesis.Case) -> None:
            for token in tokens.values():
                headers = {"Authorization": f"Bearer {token}"}
                case.call_and_validate(headers=headers, checks=CHECKS)

        try:
            tried()
        except (Exception, BaseExceptionGroup) as error:
            each = error.exceptions if isinstance(error, BaseExceptionGroup) else [error]
            found += [f"{operation.label}: {one!r}" for one in each]
    return found


@pytest.mark.slow
def test_a_few_calls_of_every_operation_are_answered_as_described(tokens: dict[str, str]) -> None:
    found = deviations({"cio": tokens["cio"]}, SHORT, steady=True)
    assert found == [], "\n\n".join(found)


@pytest.mark.campaign
def test_many_calls_of_every_operation_are_answered_as_described(tokens: dict[str, str]) -> None:
    found = deviations(tokens, EXAMPLES, steady=False)
    assert found == [], "\n\n".join(found)
