from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of our settings is set, whatever the shell has."""
    import os

    for name in list(os.environ):
        if name.startswith("COHELM_"):
            monkeypatch.delenv(name)
