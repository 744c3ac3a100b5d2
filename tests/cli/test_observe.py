"""`cohelm observe` and `claim`: good rows come in, wrong ones are told with their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import session

ORG = ["--org", "acme.db"]
METRICS = {
    "wins.yaml": "name: Wins\nimpact: advantage\nbetter: higher\nowner: role:cto\n",
    "known.yaml": "name: Known\nimpact: efficiency\ncomputed_by: scorecard.measured\n",
}


@pytest.mark.slow
def test_readings_come_from_a_file_by_hand_and_from_an_analysis(home: Path) -> None:
    (home / "metric").mkdir()
    for name, text in METRICS.items():
        (home / "metric" / name).write_text(text)
    (home / "won.csv").write_text(
        'item;month;value\norganisation:organisation;2026-10;"35,5"\nserver:zz;2026-10;3\n'
        "organisation:organisation;2026-11;x\norganisation:organisation;;4\n"
    )
    (home / "bare.csv").write_text("month,value\n2026-09,34.1\n")
    (home / "wrong.csv").write_text("colour,size\nred,4\nblue,5\n")
    answers = session(
        ["import", "metric", *ORG],
        ["observe", "wins", "won.csv", *ORG],
        ["observe", "wins", "won.csv", "--json", *ORG],
        ["observe", "metric:wins", "bare.csv", *ORG],
        ["observe", "wins", "wrong.csv", *ORG],
        ["observe", "wins", "--value", "36", "--on", "2026-11-20", *ORG],
        ["observe", "wins", "--value", "many", *ORG],
        ["observe", "known", "--on", "2026-11-29", *ORG],
        ["observe", "wins", *ORG],
        ["observe", "winz", "won.csv", *ORG],
        ["observe", "wins", "won.csv", "--value", "3", *ORG],
        ["scorecard", "--json", "--on", "2026-11-29", *ORG],
        folder=home,
    )
    brought, file, again, bare, wrong, hand, many, computed, nothing, unknown, both, card = answers
    assert brought.code == 0
    assert (file.code, "1 new, 0 corrected, 0 the same, 3 refused" in file.out) == (1, True)
    for place in ("won.csv:3:item", "won.csv:4:value", "won.csv:5:month"):
        assert place in file.out
    assert json.loads(again.out)["same"] == 1
    assert "1 new" in bare.out
    assert (wrong.code, "its columns are colour, size" in wrong.err) == (5, True)
    assert (hand.code, many.code, computed.code) == (0, 1, 0)
    assert (nothing.code, "--value NUMBER" in nothing.err) == (2, True)
    assert "Did you mean 'wins'" in unknown.err
    assert "one of the two" in both.err
    rows = {one["metric"]: one for one in json.loads(card.out)["metrics"]}
    assert (rows["metric:wins"]["readings"], rows["metric:wins"]["with_owner"]) == (2, 1)
    assert rows["metric:known"]["value"] == 1.0


@pytest.mark.slow
def test_a_metric_is_shown_to_its_owner_first_who_says_what_it_means(home: Path) -> None:
    (home / "metric").mkdir()
    (home / "metric" / "wins.yaml").write_text(METRICS["wins.yaml"])
    answers = session(
        ["import", "metric", *ORG],
        ["claim", "wins", *ORG],
        ["claim", "wins", "--as", "person:ann", *ORG],
        ["claim", "wins", "--as", "person:tom", *ORG],
        ["claim", "wins", "better", "More offers", *ORG],
        ["claim", "wins", "super", *ORG],
        folder=home,
    )
    _, shown, other, owner, said, wrong = answers
    assert "the owner has said nothing yet" in shown.out
    assert (other.code, "its owner first" in other.err) == (3, True)
    assert owner.code == 0
    assert "the owner says better" in said.out
    assert "Accepted: better, same, worse" in wrong.err
