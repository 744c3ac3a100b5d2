from __future__ import annotations

import re
from pathlib import Path

import pytest

import cohelm
from cohelm.core.errors import UsageError
from cohelm.server import environment


def test_a_setting_that_is_not_set_has_its_default() -> None:
    assert environment.number("COHELM_PORT") == 8000
    assert environment.names("COHELM_HOSTS") == ["127.0.0.1", "localhost", "[::1]"]
    assert not environment.flag("COHELM_DEMO")


@pytest.mark.parametrize(
    ("stated", "is_on"), [("1", True), ("true", True), ("0", False), ("", False)]
)
def test_a_switch_is_1_or_0(stated: str, is_on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COHELM_DEMO", stated)
    assert environment.flag("COHELM_DEMO") is is_on


@pytest.mark.parametrize(("name", "value"), [("COHELM_DEMO", "perhaps"), ("COHELM_PORT", "eighty")])
def test_a_setting_that_cannot_be_read_is_named_with_what_is_accepted(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    read = environment.flag if name == "COHELM_DEMO" else environment.number
    with pytest.raises(UsageError, match=f"{name} is '{value}'. Accepted: "):
        read(name)


@pytest.mark.parametrize("secret", ["", "short", "x" * 31])
def test_a_server_with_no_secret_of_its_own_does_not_start(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COHELM_SECRET_KEY", secret)
    with pytest.raises(UsageError) as refused:
        environment.refuse_an_open_door()
    assert "COHELM_SECRET_KEY is missing or shorter than 32 characters" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_server_with_a_secret_starts_and_so_does_the_demo(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COHELM_SECRET_KEY", "x" * 32)
    environment.refuse_an_open_door()
    monkeypatch.delenv("COHELM_SECRET_KEY")
    monkeypatch.setenv("COHELM_DEMO", "1")
    environment.refuse_an_open_door()


def test_a_variable_that_is_none_of_ours_is_pointed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COHELM_PROT", "8001")
    (said,) = environment.unknown()
    assert said.startswith("COHELM_PROT is not a setting of Cohelm. Did you mean 'COHELM_PORT'")


def test_every_variable_that_the_program_reads_is_in_the_table() -> None:
    source = Path(cohelm.__file__).parent
    read = {
        name
        for file in source.rglob("*.py")
        for name in re.findall(r"COHELM_[A-Z_]+", file.read_text(encoding="utf-8"))
    }
    assert read - set(environment.OTHERS) == set(environment.BY_NAME)
