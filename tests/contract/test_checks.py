"""What holds for every check."""

from __future__ import annotations

import csv
import io
import random
import re
from pathlib import Path

import orjson
import pytest

from cohelm.analysis.checks import CHECKS, raised
from cohelm.core.concern import SEVERITIES
from cohelm.core.enterprise import Enterprise
from cohelm.formats.yaml12 import read_yaml
from cohelm.kinds import built_in_schema
from tests.analysis.finding import ON
from tests.making import enterprise_of_documents
from tests.tables import table

PAGES = Path(__file__).parents[2] / "docs" / "reference" / "checks"
FAULTY = {
    "office:cio": {"name": "CIO"},
    "office:cto": {"name": "CTO"},
    "role:lead": {"office": "office:cio"},
    "role:empty": {"office": "office:cto"},
    "team:web": {"office": "office:cto"},
    "person:ann": {"fills": ["role:lead"], "works_in": ["team:web"]},
    "person:bob": {"left_on": "2026-01-31", "works_in": ["team:web"]},
    "capability:sell": {},
    "organisation:organisation": {"currency": "EUR"},
    "application:old": {"lifecycle": {"end_of_life": "2026-06-30"}},
    "application:crm": {
        "name": "CRM", "criticality": "high", "owner": "role:empty", "depends_on": "application:old"
    },
    "application:crm-2": {"name": "crm", "annual_cost": "90000 EUR"},
    "application:pay": {"criticality": "critical", "owner": "person:bob", "reviewed_on": "2025-01-31"},
    "goal:grow": {"owner": "person:ann", "office": ["office:cio", "office:cto"]},
    "key_result:share": {"measures": "goal:grow", "due": "2026-09-30", "target": 5, "current": 4},
    "goal:save": {"due": "2027-06-30"},
    "initiative:new": {"status": "proposal", "start": "2026-09-01", "total_cost": "5 EUR"},
    "contract:maps": {"annual_cost": "36000 EUR", "owner": "role:lead"},
    "application:expenses": {"name": "Travel expenses", "office": "office:cio"},
    "application:claims": {
        "name": "Reimbursement of travel", "description": "Expenses of trips.", "office": "office:cto"
    },
    "application:fax": {"lifecycle": {"end_of_life": "2026-12-01"}},
    "contract:seats": {
        "end": "2026-12-15", "notice_days": 30, "renewal": "tacit", "renewal_months": 12,
        "covers": ["application:fax"], "vendor": "vendor:seats", "owner": "role:lead",
    },
    "vendor:seats": {"risk_tier": "high", "subcontracts": ["vendor:cloud"]},
    "vendor:maps": {"risk_tier": "critical", "subcontracts": ["vendor:cloud"]},
    "vendor:cloud": {"name": "Cloud", "country": "DE"},
    "risk:fire": {"severity": "critical", "loss_likely": "2500000 EUR"},
    "data_set:people": {"personal": True},
    "data_set:pay": {"classification": "confidential"},
    "ai_use:bot": {"status": "live", "learns_from": ["data_set:pay"]},
    "technology:cobol": {"end_of_security_support": "2020-01-01"},
    "application:ledger": {"uses": ["technology:cobol"]},
    "initiative:renew": {"introduces": ["technology:cobol"]},
    "standard:no-cobol": {"forbids": ["technology:cobol"], "exempts": ["application:crm"]},
    "standard:cobol": {"prescribes": ["technology:cobol"], "strength": "must"},
    "check:bad": {"code": "ACM001", "condition": "aplication", "requirement": "owner is null"},
    "check:good": {"code": "ACM002", "condition": "application", "requirement": "users >= 5"},
    "role:asks": {"office": "office:cio"}, "role:busy": {"office": "office:cio"},
    "role:web": {"office": "office:cto"}, "role:late": {},
    "person:cy": {"fills": ["role:asks", "role:busy", "role:web", "role:late"]},
    "service:mail": {}, "service:web": {},
    "contract:dear": {"annual_cost": "900 EUR", "owner": "role:lead"},
    "right:nobody": {"verb": "hire", "covers": "team"},
    "right:vacant": {"verb": "hire", "covers": "team", "accountable": ["role:empty"]},
    "right:two": {"verb": "run", "covers": "service where id = 'mail'",
                  "accountable": ["role:lead", "role:web"]},
    "right:ties": {"name": "Change any service",
                   "verb": "change", "covers": "service", "accountable": ["role:lead"]},
    "right:ties-too": {"name": "Changes to services",
                       "verb": "change", "covers": "service", "accountable": ["role:web"]},
    "right:both": {"verb": "deploy", "covers": "service", "accountable": ["role:lead"],
                   "responsible": ["role:web"]},
    "right:asks": {"verb": "request", "covers": "contract", "accountable": ["role:asks"]},
    "right:small": {"verb": "approve", "covers": "contract", "limit": "500 EUR",
                    "accountable": ["role:asks"]},
    "right:low": {"verb": "fund", "covers": "initiative where total_cost <= '10 EUR'",
                  "limit": "10 EUR", "accountable": ["role:lead"]},
    "right:crosses": {"verb": "fund", "covers": "initiative where total_cost > '8 EUR'",
                      "limit": "20 EUR", "accountable": ["role:web"]},
    "right:high": {"verb": "fund", "covers": "initiative where total_cost > '30 EUR'",
                   "accountable": ["role:web"]},
    "right:unreadable": {"verb": "buy", "covers": "nonsense where", "accountable": ["role:late"]},
    **{f"right:many-{at}": {"verb": "review", "covers": f"goal where id = '{at}'",
                            "accountable": ["role:busy"]} for at in range(20)},
    "delegation:over": {"right": ["right:ties"], "given_by": "role:lead", "given_to": "role:web",
                        "end": "2026-01-31"},
    "delegation:out": {"right": ["right:asks"], "given_by": "role:asks", "given_to": "role:busy"},
    "delegation:back": {"right": ["right:asks"], "given_by": "role:busy", "given_to": "role:asks"},
    "decision:late": {"status": "proposed", "due": "2026-10-01", "decided_by": ["role:late"]},
}  # fmt: skip
OBSERVED = {
    "approval": [
        {"item": "contract:maps", "time": "2026-09-01", "source": "log", "reference": "1",
         "verb": "approve", "role": "role:asks", "amount": "501 EUR"},
        {"item": "service:mail", "time": "2026-09-01", "source": "log", "reference": "2",
         "verb": "deploy", "role": "role:busy"},
    ]
}  # fmt: skip
KEYS = list(FAULTY)
PAID = {"actual": [{"item": "vendor:maps", "time": "2026-09-01", "amount": "500 EUR"}]}


@pytest.fixture(scope="module")
def faulty() -> Enterprise:
    return enterprise_of_documents(FAULTY, observed=OBSERVED | PAID)


every_check = table("check", CHECKS, name=lambda check: check.code)


@pytest.mark.slow
@every_check
def test_every_check_finds_something_where_something_is_wrong(check, faulty):
    assert list(check(faulty, on=ON))


@pytest.mark.slow
@every_check
def test_every_check_answers_the_same_twice_and_changes_nothing(check, faulty):
    before = {key: faulty.document(key) for key in KEYS}
    first, second = list(check(faulty, on=ON)), list(check(faulty, on=ON))
    assert first == second
    assert {key: faulty.document(key) for key in KEYS} == before


@pytest.fixture(scope="module")
def shuffled() -> list[Enterprise]:
    """The same, written down in other orders."""
    found = []
    for seed in range(3):
        documents = list(FAULTY.items())
        random.Random(seed).shuffle(documents)
        found.append(enterprise_of_documents(dict(documents), observed=OBSERVED | PAID))
    return found


@pytest.mark.slow
@every_check
def test_no_check_depends_on_the_order_in_which_things_were_written_down(check, shuffled, faulty):
    in_order = sorted(map(repr, check(faulty, on=ON)))
    for seed, plan in enumerate(shuffled):
        assert sorted(map(repr, check(plan, on=ON))) == in_order, seed


@pytest.mark.slow
@every_check
def test_no_check_raises_two_concerns_that_one_acceptance_would_cover(check, faulty):
    identities = [one.identity for one in check(faulty, on=ON)]
    assert len(identities) == len(set(identities))


@pytest.mark.slow
@every_check
def test_every_concern_is_about_items_that_are_there_and_falls_to_an_office(check, faulty):
    for concern in check(faulty, on=ON):
        assert concern.code == check.code
        assert concern.severity == check.severity
        assert concern.items
        assert all(key in faulty for key in concern.items)
        assert concern.office == "" or concern.office in faulty
        assert concern.office == "" or concern.office.startswith("office:")
        assert concern.evidence
        assert concern.message.startswith(concern.items[0] + " ")
        assert concern.business.endswith(".")
        assert "None" not in concern.message + concern.business


@every_check
def test_every_code_is_well_formed_and_every_check_says_why(check):
    assert re.fullmatch(r"[A-Z]{3}\d{3}", check.code)
    assert check.severity in SEVERITIES
    assert check.title
    assert not check.title.endswith(".")
    assert check.why.endswith(".")


def test_no_code_is_used_twice():
    codes = [check.code for check in CHECKS]
    assert len(codes) == len(set(codes))


@every_check
def test_every_check_has_its_page(check):
    page = (PAGES / f"{check.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {check.code}: {check.title}\n\nSeverity: {check.severity}\n")
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert headings == ["Why", "Rule", "Example", "Remedy"]
    assert check.why in " ".join(page.split())
    sections = re.split(r"^## .+$", page, flags=re.MULTILINE)[1:]
    assert all(section.strip() for section in sections)
    listed = (PAGES / "README.md").read_text(encoding="utf-8")
    assert f"| [{check.code}]({check.code}.md) | {check.title} | {check.severity} |" in listed


@pytest.mark.slow
@every_check
def test_the_example_of_every_page_is_what_the_check_says(check):
    page = (PAGES / f"{check.code}.md").read_text(encoding="utf-8")
    example = page.partition("## Example")[2].partition("## Remedy")[0]
    blocks = re.findall(r"```yaml\n# (\w+)/([\w-]+)\.yaml\n(.+?)```", example, re.DOTALL)
    tables = re.findall(r"```csv\n# observations/([\w-]+)\.csv\n(.+?)```", example, re.DOTALL)
    observed = {metric: list(csv.DictReader(text.splitlines())) for metric, text in tables}
    folders = {kind.folder: kind.name for kind in built_in_schema().kinds.values()}
    documents = {
        f"{folders[folder]}:{id_}": read_yaml(text.encode(), id_) for folder, id_, text in blocks
    }
    seen = re.findall(r"```csv\n# observations/(\w+)\.csv\n(.+?)```", example, re.DOTALL)
    observed = {metric: list(csv.DictReader(io.StringIO(text))) for metric, text in seen}
    (said,) = re.findall(r"^(?:On 2026-11-23: )?`([^`]+)`$", example, re.MULTILINE)
    plan = enterprise_of_documents(documents, observed=observed)
    messages = [one.message for one in check(plan, on=ON)]
    assert messages == [" ".join(said.split())]


def test_there_is_no_page_of_a_check_that_is_not_there():
    pages = {path.stem for path in PAGES.glob("*.md")} - {"README"}
    assert pages == {check.code for check in CHECKS}


@pytest.mark.slow
def test_what_is_raised_can_be_written_as_json(faulty):
    found = raised(faulty, on=ON)
    plain = found.as_dict()
    assert orjson.loads(orjson.dumps(plain)) == plain
    assert len(plain["concerns"]) == len(found.concerns) > len(CHECKS)
    (link,) = [one for one in plain["concerns"] if one["code"] == "LNK001"]
    assert link["remedy"][0][:2] == [
        "link",
        ["application:crm", "depends_on", "application:old", 0],
    ]
