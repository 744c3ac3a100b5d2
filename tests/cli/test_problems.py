"""A file of which several things are said is named once."""

from __future__ import annotations

from cohelm.cli.problems import problem_lines
from cohelm.core.errors import Problem


def test_a_file_with_several_notes_is_named_once_and_one_with_a_single_note_in_its_line() -> None:
    notes = [
        Problem("left out", "/far/away/radar.csv", 3, "team"), Problem("odd", "/far/away/apps.csv"),
        Problem("no day", "/far/away/radar.csv"), Problem("nothing was taken"),
    ]  # fmt: skip
    assert list(problem_lines("note", notes)) == [
        "note     radar.csv",
        "           row 3, team: left out",
        "           no day",
        "note     /far/away/apps.csv: odd",
        "note     nothing was taken",
    ]


def test_files_of_one_name_are_told_apart_by_their_paths() -> None:
    notes = [Problem(said, f"{folder}/apps.csv") for folder in "ab" for said in ("one", "two")]
    heads = [one for one in problem_lines("refused", notes) if one.startswith("refused")]
    assert heads == ["refused  a/apps.csv", "refused  b/apps.csv"]
