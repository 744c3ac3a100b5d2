from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import session


@pytest.mark.slow
def test_settings_and_fields_are_written_and_say_who_did_it(home: Path) -> None:
    org = ["--org", "acme.db"]
    answers = session(
        ["organisation", "set", "decision_lead_days", "30", "--reason", "agreed", *org],
        ["organisation", "settings", *org],
        ["organisation", "declare", "server.rack", "--says", "Where it stands.", *org],
        ["organisation", "fields", *org],
        ["organisation", "retire", "server.rack", *org],
        ["organisation", "fields", "--json", *org],
        ["history", *org],
        folder=home,
    )
    assert [one.code for one in answers] == [0] * 7, [one.err for one in answers]
    line = next(one for one in answers[1].out.splitlines() if "decision_lead_days" in one)
    assert "30" in line
    assert "cli:" in line
    assert "server.rack  text  0" in answers[3].out
    assert '"fields": []' in answers[5].out
    assert "agreed" in answers[6].out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "code", "why"),
    [
        (["set", "currencies", "EUR"], 2, "Did you mean 'currency'?"),
        (["set", "currency", "euro"], 5, "ISO 4217"),
        (["set", "radar_rings", '["use", 3]'], 5, "words with commas, or a list of them as JSON"),
        (
            ["set", "radar_rings", '["use", "try"'],
            5,
            "words with commas, or a list of them as JSON",
        ),
        (["declare", "server"], 2, "KIND.NAME"),
        (["declare", "server.Rack"], 5, "small letters, digits and _"),
        (["declare", "server.rack", "--type", "txt"], 5, "'txt' is no type"),
        (["declare", "server.rack", "--change"], 2, "no own field 'server.rack'"),
        (["retire", "server.rack"], 2, "no own field 'server.rack'"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_line(
    home: Path, said: list[str], code: int, why: str
) -> None:
    (answer,) = session(["organisation", *said, "--org", "acme.db"], folder=home)
    assert answer.code == code
    assert why in answer.err
    assert answer.err.count("\n") == 1


def test_a_folder_is_shown_and_not_written(acme: Path) -> None:
    shown, refused = session(
        ["organisation", "settings", "--org", "acme"],
        ["organisation", "set", "sector", "x", "--org", "acme"],
        folder=acme.parent,
    )
    assert "currency" in shown.out
    assert refused.code == 2
    assert "read-only" in refused.err


@pytest.mark.slow
def test_a_check_is_tried_on_the_sample_before_it_is_kept() -> None:
    condition, must = "vendor where risk_tier >= 'critical'", "exit_plan is not null"
    tried, none, half, wrong = session(
        ["check", "sample", "--try", condition, "--must", must],
        ["check", "sample", "--try", condition, "--must", "name is not null"],
        ["check", "sample", "--try", condition],
        ["check", "sample", "--try", condition, "--must", "exit_plam is not null"],
        folder=Path.cwd(),
    )
    kept_check = session(["check", "sample", "--select", "CRV004", "--json"], folder=Path.cwd())[0]
    assert tried.code == (1 if '"total": 0' not in kept_check.out else 0)
    assert all(line in kept_check.out for line in tried.out.split())
    assert (none.code, none.out) == (0, "")
    assert half.code == 2
    assert "Did you mean 'exit_plan'?" in wrong.err


def test_a_list_is_set_with_commas(home: Path) -> None:
    org = ["--org", "acme.db"]
    put = ["organisation", "set", "radar_rings", "use, try, avoid", *org]
    done, shown = session(put, ["radar", "--json", *org], folder=home)
    assert done.code == 0, done.err
    assert shown.json["rings"] == ["avoid", "try", "use"]


@pytest.mark.slow
def test_a_list_is_said_with_commas_or_as_json(home: Path) -> None:
    org = ["--org", "acme.db"]
    for said in ("use, try, avoid", '["use", "try", "avoid"]'):
        _, found = session(
            ["organisation", "set", "radar_rings", said, *org],
            ["organisation", "settings", "--json", *org],
            folder=home,
        )
        rings = next(one for one in found.json["settings"] if one["setting"] == "radar_rings")
        assert rings["now"] == ["use", "try", "avoid"]
