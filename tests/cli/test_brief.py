"""`cohelm brief`: the pack out of a folder and out of a database."""

from pathlib import Path

import pytest

from tests.cli.running import run, session


@pytest.mark.slow
def test_the_ending_of_the_file_says_the_form(tmp_path: Path, acme: Path) -> None:
    done = run("brief", "-o", str(tmp_path / "pack.md"), "--org", str(acme), "--on", "2026-11-29")
    assert done.code == 0, done.err
    assert "10 pages as of 2026-11-29, compared with 2026-08-29" in done.err
    assert (tmp_path / "pack.md").read_text().startswith("# Acme: technology, as of 29 Nov 2026")


def test_wrong_files_and_days_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    for words, said in (
        (["brief"], "-o is missing"),
        (["brief", "-o", "pack.doc"], "no form of the pack"),
        (["brief", "-o", str(tmp_path / "no" / "pack.pdf")], "there is no folder"),
        (["brief", "-o", "p.pdf", "--on", "2026-01-01", "--since", "2026-01-01"], "is not before"),
        (["brief", "-o", "p.pdf", "--language", "tlh"], "there is no language 'tlh'. Accepted: en"),
        (["brief", "--json", "--language", "de"], "--language is of a document"),
    ):
        done = run(*words, "--org", "nowhere")
        assert done.code in (2, 5), done.err
        assert said in done.err
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_database_says_its_revision_and_how_the_same_is_made_again(home: Path) -> None:
    first, second = session(
        ["brief", "-o", "one.md", "--org", "acme.db", "--on", "2026-11-29"],
        ["brief", "-o", "two.md", "--org", "acme.db", "--on", "2026-11-29"],
        folder=home,
    )
    assert (first.code, second.code) == (0, 0), first.err
    text = (home / "one.md").read_text()
    assert "Revision " in text
    assert "--known-at " in text
    assert "--since 2026-08-29" in text
