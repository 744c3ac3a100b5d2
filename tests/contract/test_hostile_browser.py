"""Hostile texts in a real browser: no dialog opens, and the content policy has nothing to stop."""

from __future__ import annotations

import os
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from cohelm.server.demo import make_visitor
from cohelm.store.load import everything
from cohelm.web.visitors import VISITORS
from tests.cast import organise
from tests.contract.hostile import HOSTILE
from tests.contract.test_hostile_texts import PAGES, fill

pytestmark = [pytest.mark.browser, pytest.mark.slow]
EACH = 15
"""Of the items with a hostile text in every field, each so many-th is opened."""


def test_nothing_that_people_wrote_runs(
    open_store: None, live_server: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playwright.sync_api import sync_playwright

    settings.DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    organise()
    fill()
    for visitor in VISITORS:
        make_visitor(visitor, everything())
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    wrong: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ["COHELM_BROWSER"], args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.on("dialog", lambda one: (wrong.append(one.message), one.dismiss()))
        page.on("pageerror", lambda one: wrong.append(str(one)))
        page.on("console", lambda one: wrong.append(one.text) if "Policy" in one.text else None)
        page.goto(live_server.url)
        page.get_by_text("The CIO", exact=True).click()
        page.wait_for_load_state()
        items = [f"/items/application/h{n}/" for n in range(0, len(HOSTILE), EACH)]
        for path in (*PAGES, *items, "/api/v1/docs"):
            page.goto(live_server.url + path)
        browser.close()
    assert wrong == []
