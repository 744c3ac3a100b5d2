"""What the command of any analysis says beside its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Five initiatives that cost so little that their unit is in doubt, and nothing else."""
    path: Path = tmp_path_factory.mktemp("acme")
    (path / "initiative").mkdir()
    for number in range(1, 6):
        text = f"name: N{number}\nstart: 2026-01-01\nend: 2027-12-31\ntotal_cost: {number} GBP\n"
        (path / "initiative" / f"n{number}.yaml").write_text(text)
    return str(path)


def test_an_answer_that_nothing_can_be_told_from_names_the_list_and_the_command(
    folder: str,
) -> None:
    lines = run("contracts", "--org", folder).out.splitlines()
    assert (
        lines[1] == "To have it answered, bring a contract list: cohelm import FILE --org acme.db"
    )
    assert not any("To have it" in one for one in run("roadmap", "--org", folder).out.splitlines())


@pytest.mark.parametrize("command", [("evaluate",), ("fund",)])
def test_amounts_in_doubt_are_said_to_be_so(command: tuple[str, ...], folder: str) -> None:
    lines = run(*command, "--org", folder, "--on", "2026-11-30").out.splitlines()
    assert lines[1].startswith("? Half of the initiatives with a cost on record cost less than 3: ")
    assert "--unit million" in lines[1]
    assert "small_amounts" in lines[1]
