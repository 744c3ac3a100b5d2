"""`cohelm look`: a file in, sentences out, nothing kept."""

from pathlib import Path

import pytest

from tests.cli.running import run, session

INVOICES = "Supplier;Invoice no;Invoice date;Amount\nAlder Ltd;A-1;2026-01-15;30000\n"


def _file(folder: Path, text: str) -> str:
    place = folder / "list.csv"
    place.write_text(text, encoding="utf-8")
    return str(place)


@pytest.mark.slow
def test_a_file_is_answered_with_its_shape_its_rows_and_the_next_file(tmp_path: Path) -> None:
    name = _file(tmp_path, INVOICES)
    done = run("look", name, "--currency", "eur", "--json")
    assert done.code == 0, done.err
    assert done.json["shape"] == ["spend"]
    assert done.json["understood"] == {"rows": 1, "of": 1}
    (said,) = done.json["sentences"]
    assert said["text"].startswith("30,000 € was spent")
    assert said["date"] == "2026-01-15"
    assert said["rows"] == [{"file": name, "row": 2}]
    assert done.json["next_file"]
    assert [one.name for one in tmp_path.iterdir()] == ["list.csv"]


def test_the_text_names_the_rows_that_a_sentence_is_computed_from(tmp_path: Path) -> None:
    done = run("look", _file(tmp_path, INVOICES), "--currency", "EUR")
    assert "1 of 1 rows understood" in done.out
    assert "   list.csv, row 2\n" in done.out


@pytest.mark.slow
def test_a_file_without_money_or_dates_says_so_and_exits_1(tmp_path: Path) -> None:
    done = run("look", _file(tmp_path, "Application;Description\nCRM;Customers\nERP;Books\n"))
    assert done.code == 1
    assert "Nothing with money or a date" in done.out


def test_a_currency_that_is_none_is_refused_with_the_nearest(tmp_path: Path) -> None:
    done = run("look", _file(tmp_path, INVOICES), "--currency", "EURO")
    assert done.code == 2
    assert "EURO" in done.err


def test_a_file_that_is_not_there_is_an_error_of_input(tmp_path: Path) -> None:
    assert run("look", str(tmp_path / "none.csv")).code == 5


@pytest.mark.slow
def test_rows_of_two_files_are_named_by_their_files(tmp_path: Path) -> None:
    first = _file(tmp_path, INVOICES)
    second = tmp_path / "more.csv"
    second.write_text(INVOICES.replace("Alder", "Birch"), encoding="utf-8")
    done = run("look", first, str(second), "--currency", "EUR")
    assert "   list.csv, row 2; more.csv, row 2\n" in done.out


def test_a_day_beyond_the_calendar_is_refused(tmp_path: Path) -> None:
    done = run("look", _file(tmp_path, INVOICES), "--on", "9999-12-31")
    assert done.code == 2
    assert "2999-12-31" in done.err


def test_a_page_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run("look", _file(tmp_path, INVOICES), "--currency", "EUR", "-o", str(page))
    assert (done.code, done.out) == (0, "")
    assert b"30,000\xc2\xa0\xe2\x82\xac was spent" in page.read_bytes()


def test_a_document_that_cannot_be_written_is_refused_before_anything_is_read(
    tmp_path: Path,
) -> None:
    missing = str(tmp_path / "none.csv")
    assert ".html or .pdf or .json" in run("look", missing, "-o", "page.docx").err
    assert "there is no folder" in run("look", missing, "-o", str(tmp_path / "no" / "a.pdf")).err


@pytest.mark.slow
def test_it_is_kept_through_the_import_with_what_was_said_of_the_amounts(tmp_path: Path) -> None:
    rows = "".join(f"P{n};2026-01-01;2099-12-31;{n}00 $\n" for n in range(1, 7))
    name = _file(tmp_path, "Project name;Start date;End date;Total cost\n" + rows)
    said = ["--currency", "CAD", "--unit", "million"]
    newer = tmp_path / "next.csv"
    newer.write_text(Path(name).read_text("utf-8").replace("600 $", "650 $"), "utf-8")
    done, shown, again, later = session(
        ["look", name, *said, "--keep", "acme.db"],
        ["show", "initiative:p6", "--org", "acme.db", "--json"],
        ["import", name, "--org", "acme.db"],
        ["look", str(newer), *said, "--keep", "acme.db"],
        folder=tmp_path,
    )
    assert done.code == 0, done.err
    assert "batch 1: 6 new, 0 changed, 0 the same." in done.err
    assert "cohelm moved --org acme.db" in later.err
    assert "cohelm moved" not in done.err
    assert "Nothing was kept" not in done.out
    assert shown.json["fields"]["total_cost"] == "600000000 CAD"
    assert "0 new, 0 changed, 6 the same" in again.out
