"""The command line as a whole: help, exit codes, what goes to which stream."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cohelm
from cohelm.cli.app import COMMANDS
from tests.cli.running import run, session
from tests.tables import table

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "commands"
GROUPS = {
    "scenario": ("make", "list", "compare", "conflicts", "adopt", "drop"),
    "concern": ("show", "accept", "assign", "trend"),
    "comment": ("say", "list", "mentions", "take-back"),
    "draft": ("list", "submit"),
    "between": ("list", "release"),
    "organisation": ("settings", "set", "fields", "declare", "retire"),
    "decide": ("raise", "accept", "reject", "cite", "told", "record"),
    "topic": ("take", "postpone", "delegate"),
    "triage": ("accept", "decline"),
    "rights": ("gaps", "overlaps", "limits", "conflicts", "load", "practice", "draft", "same"),
}
SUBCOMMANDS = [[name, part] for name, parts in GROUPS.items() for part in parts]
ALL = [[name] for name in COMMANDS if name not in GROUPS] + SUBCOMMANDS


def test_help_lists_every_command_with_one_line() -> None:
    answer = run("--help")
    assert answer.code == 0
    assert answer.err == ""
    for name in COMMANDS:
        assert f"\n  {name} " in answer.out


def test_no_arguments_is_the_same_as_help() -> None:
    assert run() == run("--help")


def test_the_version_is_the_packages() -> None:
    assert run("--version").out == f"cohelm {cohelm.__version__}\n"


@pytest.mark.slow
@table("command", ALL, name=" ".join)
def test_every_command_takes_the_options_of_all(command: list[str]) -> None:
    answer = run(*command, "--help")
    assert answer.code == 0
    assert "--org ORG" in answer.out
    assert "--json" in answer.out
    assert "Examples:" in answer.out
    given = [(f"--{name}", "x") for name in ("on", "known-at", "scenario")]
    for option, value in given:
        assert "No such option" not in run(*command, option, value).err


@pytest.mark.slow
@table("command", ALL, name=" ".join)
def test_every_command_refuses_a_mistyped_option_in_one_line(command: list[str]) -> None:
    answer = run(*command, "--jsn")
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert "--json" in answer.err


@table("name", COMMANDS)
def test_every_command_has_its_page(name: str) -> None:
    assert f"\n# cohelm {name}\n" in (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


def test_a_mistyped_command_names_the_nearest() -> None:
    answer = run("lst")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "cohelm: there is no command 'lst'. Did you mean 'list'?\n"


def test_the_item_of_an_analysis_is_a_word_of_its_own_or_an_option(acme: Path) -> None:
    org = ["--org", str(acme)]
    said = [run("trace", *named, *org) for named in (["role:x"], ["--item", "role:x"])]
    assert said[0] == said[1]
    assert said[0].err.startswith("cohelm: there is no item 'role:x'.")
    both = run("trace", "role:cto", "--item", "role:x", *org)
    assert both.err == "cohelm: two items are named: role:cto and role:x. Accepted: one of them.\n"


@pytest.mark.slow
def test_no_organisation_named_is_a_usage_error_that_says_how() -> None:
    (answer,) = session(["list", "application"], folder=Path.cwd())
    assert answer.code == 2
    assert "--org or COHELM_ORG" in answer.err


@pytest.mark.slow
def test_the_organisation_may_stand_in_the_environment(acme: Path) -> None:
    (answer,) = session(["list", "server", "--json"], folder=acme.parent, COHELM_ORG="acme")
    assert answer.json["total"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["history"], ["undo", "1"], ["erase", "person:ann", "--reason", "x"], ["verify"],
        ["scenario", "make", "s"], ["scenario", "list"], ["scenario", "compare", "s"],
        ["scenario", "adopt", "s"], ["scenario", "drop", "s"], ["backup", "out.zip"],
        ["import", "more.csv"], ["list", "server", "--known-at", "2026-01-01"],
        ["list", "server", "--scenario", "s"], ["serve"],
    ],
    ids=lambda arguments: " ".join(arguments),
)  # fmt: skip
def test_a_folder_is_read_only_and_the_error_names_the_way_out(
    acme: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COHELM_SECRET_KEY", "x" * 40)
    monkeypatch.setenv("COHELM_PORT", "18765")
    answer = run(*arguments, "--org", str(acme))
    assert answer.code == 2
    assert answer.out == ""
    assert f"cohelm import {acme} --org acme.db" in answer.err


def test_something_else_than_an_organisation_is_refused_in_one_line(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("hello")
    answer = run("list", "server", "--org", str(other))
    assert (answer.code, answer.out) == (2, "")
    assert "cohelm import FILE --org acme.db" in answer.err


def test_a_mistyped_organisation_names_the_nearest(acme: Path) -> None:
    answer = run("list", "server", "--org", str(acme.parent / "acne"))
    assert answer.code == 2
    assert "Did you mean" in answer.err
    assert "acme" in answer.err


@pytest.mark.parametrize(
    ("option", "value", "accepted"),
    [("--on", "31.12.2026", "2026-12-31"), ("--known-at", "yesterday", "2026-03-31T14:00:00Z")],
)
def test_a_day_that_is_none_is_refused_with_one_that_is(
    acme: Path, option: str, value: str, accepted: str
) -> None:
    answer = run("list", "server", "--org", str(acme), option, value)
    assert answer.code == 2
    assert value in answer.err
    assert accepted in answer.err


def test_a_fault_of_ours_is_one_line_without_a_traceback(
    acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("cohelm.formats.organisation.read_organisation", broken)
    monkeypatch.delenv("COHELM_DEBUG", raising=False)
    answer = run("list", "server", "--org", str(acme))
    assert answer.code == 5
    assert answer.err.count("\n") == 1
    assert "a fault in Cohelm (ZeroDivisionError: oops)" in answer.err


@pytest.mark.slow
def test_a_reader_that_has_seen_enough_is_no_error(acme: Path) -> None:
    shown = subprocess.run(
        f"{sys.executable} -c 'import sys; from cohelm.cli import main; sys.exit(main())'"
        f" schema --org {acme} | head -1",
        shell=True, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert shown.stdout == "{\n"
    assert shown.stderr == ""


@pytest.mark.slow
def test_a_database_is_one_file_once_the_program_has_ended(tmp_path: Path) -> None:
    listed = tmp_path / "apps.csv"
    listed.write_text("Application,Criticality\nLedger,high\n", encoding="utf-8")
    script = "import sys; from cohelm.cli import main; sys.exit(main())"
    words = ("import", str(listed), "--org", str(tmp_path / "acme.db"), "--as", "application")
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    # what SQLite writes beside its file first would stand in `acme.db-wal`
    assert {one.name for one in tmp_path.iterdir()} == {"apps.csv", "acme.db"}


@pytest.mark.slow
def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from cohelm.cli import main; main(['--help']);"
        "heavy = {'polars', 'numpy', 'pydantic', 'django', 'rich'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_pages_of_the_reference_say_what_the_commands_say() -> None:
    tool = Path(__file__).parents[2] / "tools" / "commands.py"
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@table("command", ALL, name=" ".join)
def test_the_options_in_every_example_exist(command: list[str]) -> None:
    shown = run(*command, "--help").out
    examples = [line.split("cohelm ", 1)[1] for line in shown.splitlines() if "  cohelm " in line]
    assert examples
    for example in examples:
        for option in (word for word in example.split() if word.startswith("--")):
            assert f"{option} " in shown.split("Options:")[1], example


@pytest.mark.slow
def test_the_end_of_a_command_does_not_look_through_all_that_goes_with_it() -> None:
    script = (
        "import atexit, gc\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 0))\n"  # the first comes last
        "from cohelm.cli import main; main(['--version'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines() == [f"cohelm {cohelm.__version__}", "True"]
