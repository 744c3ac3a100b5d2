from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from cohelm.kinds import built_in_schema
from cohelm.kinds.settings import CHANGES, GROUPS
from cohelm.store.load import everything
from tests.web.conftest import Enter


def body(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_every_field_of_the_organisation_is_a_setting_that_says_what_it_changes() -> None:
    common = {"tags", "owner", "lifecycle", "clearance", "external_ids", "source", "reviewed_on"}
    fields = set(built_in_schema().kind("organisation").fields) - common - {"own_fields"}
    assert set(CHANGES) == fields
    assert {name for _, names in GROUPS for name in names} == fields


def test_a_setting_is_changed_with_a_reason_and_says_who_did_it(enter: Enter) -> None:
    client = enter("admin")
    assert "not stated" in body(client.get("/settings/"))
    stated = {"decision_lead_days": "30", "was-decision_lead_days": "", "reason": "as agreed"}
    assert client.post("/settings/decision_lead_days/", stated).status_code == 302
    assert everything().organisation["decision_lead_days"] == 30
    page = body(client.get("/settings/"))
    assert "30 days" in page.replace("\u00a0", " ")
    assert "admin, web: as agreed" in page
    client.post(
        "/settings/decision_lead_days/", {"decision_lead_days": "", "was-decision_lead_days": "30"}
    )
    assert "decision_lead_days" not in everything().organisation


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("decision_lead_days", "soon", "a whole number of at least 0"),
        ("currency", "euro", "ISO 4217"),
        ("fiscal_year_start", "13", "from 1 to 12"),
        ("rights_when_funding", "strict", "one of off, warn, enforce"),
        ("risk_appetite", "much", "an amount and a currency"),
    ],
)
def test_a_value_that_is_none_is_refused_at_its_input_and_kept(
    name: str, value: str, wrong: str, enter: Enter
) -> None:
    response = enter("admin").post(f"/settings/{name}/", {name: value})
    assert response.status_code == 422
    assert wrong in body(response)
    if name != "rights_when_funding":
        assert f'value="{value}"' in body(response)


def test_two_administrators_who_change_one_setting_are_shown_both(enter: Enter) -> None:
    enter("admin").post("/settings/sector/", {"sector": "Ships", "was-sector": ""})
    second = enter("admin").post("/settings/sector/", {"sector": "Trains", "was-sector": ""})
    assert second.status_code == 409
    assert "Ships" in body(second)
    assert 'value="Trains"' in body(second)


def test_a_setting_that_there_is_not_is_named(enter: Enter) -> None:
    response = enter("admin").get("/settings/currencies/")
    assert response.status_code == 404
    assert "currency" in body(response)
    assert enter("admin").get("/settings/own_fields/").status_code == 404


def test_the_settings_of_the_installation_are_shown_without_a_secret(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    from cohelm.server.environment import overview

    monkeypatch.setenv("COHELM_SECRET_KEY", "canary-of-the-key-0123456789-abcdef")
    monkeypatch.setenv("COHELM_MAIL", "smtp://me:canary-of-mail@host:587")
    monkeypatch.setenv("COHELM_DATABASE_URL", "postgresql://me:canary-of-data@host/name")
    monkeypatch.setenv("COHELM_PORT", "8123")
    settings.INSTALLED_SETTINGS = overview()
    page = body(enter("admin").get("/settings/"))
    assert "canary" not in page
    assert "8123" in page
    assert "COHELM_SECRET_KEY" in page
