"""CODEOWNERS, as GitHub and GitLab read it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from cohelm.core.documents import Contents
from cohelm.formats.codeowners import in_force, is_codeowners, read_codeowners, read_rules
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.formats.known.reading import proposed, rights, said
from tests.shares import some

TEXT = """# who looks after what
*  @acme/platform
/docs/  @eva
/services/billing/ @acme/billing @anna  # both
/services/legacy/
*.tf infra@acme.example
[Security][2] @acme/security
/auth/
^[Optional] @bob
/tools/
"""


def brought(text: str, name: str = "shop/.github/CODEOWNERS") -> Contents:
    return read_files([(name, text.encode())], built_in_schema()).contents


def test_a_rule_is_a_right_to_review_held_by_its_owners() -> None:
    found = rights(brought(TEXT))
    assert found["shop: review changes to everything"] == {
        "name": "shop: review changes to everything",
        "statement": "Changes to everything need a review by @acme/platform.",
        "verb": "review", "domain": "engineering", "responsible": ["platform"],
        "accountable": ["Code owner @acme/platform"], "covers": "repository where name = 'shop'",
    }  # fmt: skip
    billing = found["shop: review changes to /services/billing/"]
    assert billing["responsible"] == ["billing", "Code owner @anna"]
    assert "accountable" not in billing
    assert billing["covers"] == "application where id = 'billing'\nservice where id = 'billing'"
    assert "covers" not in found["shop: review changes to *.tf"]
    assert found["shop: review changes to /auth/ (Security)"]["responsible"] == ["security"]
    assert "shop: review changes to /services/legacy/" not in found


def test_what_could_not_be_kept_is_said() -> None:
    notes = said(brought(TEXT))
    for words in ("1 rules name no owner", "1 rules name several of whom one will do",
                  "1 rules need more than one review", "1 rules are of an optional section"):  # fmt: skip
        assert words in notes


def test_people_teams_and_the_repository_are_made() -> None:
    proposal = proposed(brought(TEXT))
    assert not proposal.problems
    assert {"repository:shop", "team:platform", "role:code-owner-eva", "person:eva"} <= set(
        proposal.new
    )


def test_they_are_found_in_the_hidden_folder_of_a_repository(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    (folder / ".github").mkdir(parents=True)
    (folder / ".github" / "CODEOWNERS").write_text(TEXT)
    (folder / ".github" / "secret.csv").write_text("Name,Owner\nBilling,Eva\n")
    contents = read_files(folder, built_in_schema()).contents
    assert {one.kind for one in contents.documents} == {"right", "person"}


def test_the_last_match_wins_in_its_section() -> None:
    rules = read_rules("/a/ @x\n/a/b.py @y\n/a/ @z\n* @w\n[S]\n/a/ @v\n").rules
    winning, lost = in_force(rules)
    assert [(one.pattern, one.owners) for one in winning] == [("*", ("@w",)), ("/a/", ("@v",))]
    assert len(lost) == 3
    winning, _ = in_force(read_rules("* @w\n/a/ @x\n/a/b.py @y\n").rules)
    assert len(winning) == 3


def test_a_line_that_is_no_rule_is_a_problem_at_its_line() -> None:
    lines = "".join(f"/part{at}/ @eva\n" for at in range(30))
    (problem,) = brought(lines + "/x/ somebody\n").problems
    assert (problem.row, problem.value) == (31, "/x/ somebody")


def test_blanks_and_hashes_in_patterns_are_escaped() -> None:
    (rule,) = read_rules("/my\\ docs/\\#one @eva # not @bob\n").rules
    assert rule.owners == ("@eva",)
    assert rule.pattern.startswith("/my docs/")


@pytest.mark.parametrize(
    "text",
    ["Name,Owner\nBilling,Eva\n", "a: 1\nb: 2\n", "", "# only a comment\n", "anna@x.org\nbob@x.org\n",
     "*.pyc\n/build/\n.env\n", "hello @eva how are you\n"],
)  # fmt: skip
def test_other_texts_are_none(text: str) -> None:
    assert not is_codeowners(text.encode())


def ugly(rng: random.Random) -> tuple[str, list[tuple[str, tuple[str, ...], str]]]:
    """A file as people let it grow, and the rules that are in it: pattern, owners, section."""
    truth: list[tuple[str, tuple[str, ...], str]] = []
    lines = [rng.choice(("# owners", "", "#", "\t# generated, do not edit"))]
    section = ""
    default: tuple[str, ...] = ()
    for at in range(rng.randrange(5, 40)):
        chance = rng.random()
        if chance < 0.1:
            section, default = f"Part {at}", rng.choice(((), ("@acme/leads",)))
            mark, many = rng.choice(("", "^")), rng.choice(("", "[2]"))
            lines.append(f"{mark}[{section}]{many} {' '.join(default)}")
        elif chance < 0.25:
            lines.append(
                rng.choice(("", "   ", "# a remark with @someone in it", "  # /old/ @gone"))
            )
        else:
            pattern = rng.choice(
                (f"/svc{at}/", f"*.x{at}", f"docs/**/p{at}.md", f"/a{at}/b/*", f"lib{at}/")
            )
            some = rng.sample(
                ("@eva", "@acme/web", "ops@acme.example", "@a-b/c_d", "@@lead"), rng.randrange(0, 3)
            )
            gap, tail = rng.choice((" ", "   ", "\t")), rng.choice(("", "  ", " # why"))
            lines.append(
                f"{rng.choice(('', '  '))}{pattern}{gap if some else ''}{gap.join(some)}{tail}"
            )
            truth.append((pattern, tuple(some) or default, section))
    return rng.choice(("\n", "\r\n")).join(lines), truth


@pytest.mark.parametrize("seed", some(range(60), 20))
def test_ugly_files_are_read_rule_by_rule(seed: int) -> None:
    text, truth = ugly(random.Random(seed))
    read = read_rules(text)
    assert [(one.pattern, one.owners, one.section) for one in read.rules] == truth
    assert read.odd == []
    owned = sum(bool(owners) for _, owners, _ in truth)
    stated: Any = is_codeowners(text.encode())
    assert stated or owned < len(truth)
    assert read_codeowners(text.encode(), "CODEOWNERS").problems == []
