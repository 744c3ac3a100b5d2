"""Fund, live: what is changed goes into the address, and the plan is there at once."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from urllib.parse import parse_qs, urlparse

import pytest
from django.test import Client

from cohelm.analysis.portfolio.adjustment import begun
from cohelm.analysis.portfolio.choice.engine import Choice
from cohelm.analysis.portfolio.choice.problem import Candidate, Problem
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from cohelm.store.jobs import ask_to_stop, run_one
from cohelm.store.load import scenario_changes
from cohelm.store.models import Job, Scenario
from cohelm.web import proving
from cohelm.web.works import WORKS
from tests.cast import MAKER
from tests.web.conftest import Enter
from tests.web.test_pick import initiative

PAGE = "/adjustment/"


@pytest.fixture
def cio(enter: Enter) -> Client:
    """The first lead, with a budget of 1,000 and two initiatives of which one fits."""
    organisation = "organisation:organisation"
    changes = [
        *initiative("erp", 600, 50, 10, "in_progress"),
        *initiative("app", 600, 10, 60, "proposal"),
        ItemChange(organisation, {}, {"initiative_budget": "1000 EUR", "currency": "EUR"}),
    ]
    apply(ChangeSet(tuple(changes)), by=MAKER, via="test")
    return enter("cio")


def asked(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlparse(address).query).items()}


def test_a_pin_moves_the_plan_and_says_what_it_costs(cio: Client) -> None:
    assert "No change: provably the best plan" in cio.get(PAGE).content.decode()
    body = cio.get(f"{PAGE}?pin=erp").content.decode()
    assert "1 come, 1 go, 5 points less: provably the best plan" in body


@pytest.mark.parametrize(
    ("form", "address"),
    [
        ({"hold": "in:erp", "money_2027": "1000", "was_money_2027": "1000"}, {"pin": "erp"}),
        ({"hold": "out:erp", "pin": "erp,app"}, {"pin": "app", "forbid": "erp"}),
        ({"hold": "free:erp", "forbid": "erp"}, {}),
        ({"budget_to": "2027=1100", "years": "1"}, {"budget": "2027=1100", "years": "1"}),
        ({"money_2027": "1,200", "was_money_2027": "1000"}, {"budget": "2027=1200"}),
        ({"money_2027": "900", "was_money_2027": "900", "money_2027:capital": "400",
          "was_money_2027:capital": "500"}, {"budget": "2027=900,2027:capital=400"}),
        ({"weight_cio": "90", "weight_cto": "30", "was_weight_cio": "50", "was_weight_cto": "50"},
         {"weights": "cio=0.75,cto=0.25"}),
        ({"weight_cio": "50", "was_weight_cio": "50", "weights": "cio=1"}, {"weights": "cio=1"}),
    ],
)  # fmt: skip
def test_what_the_form_says_goes_into_the_address(
    cio: Client, form: dict[str, str], address: dict[str, str]
) -> None:
    answer = cio.get(PAGE, form)
    assert answer.status_code == 302
    assert asked(answer.headers["Location"]) == address


def test_each_kind_of_money_has_its_field(cio: Client) -> None:
    body = cio.get(f"{PAGE}?budget=900,2027Q1:capital=500").content.decode()
    for name in ("money_2027", "money_2027Q1:capital"):
        assert f'name="{name}"' in body
    assert "2027Q1, capital</label>" in body


def test_weights_that_are_no_numbers_are_refused(cio: Client) -> None:
    for wrong in ("many", "-1", "0"):
        answer = cio.get(PAGE, {"weight_cio": wrong, "weight_cto": "0", "was_weight_cio": "50"})
        assert answer.status_code == 400
        assert "weights" in answer.content.decode()


def test_htmx_is_given_the_part_that_changes(cio: Client) -> None:
    body = cio.get(f"{PAGE}?pin=erp", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in body
    assert 'id="live"' in body
    assert 'hx-swap-oob="true"' in body


def test_a_lead_keeps_the_plan_between_the_two_and_others_before_who_sees_money(
    cio: Client, enter: Enter
) -> None:
    assert cio.post("/plans/keep/", {"title": "Ours"}).status_code == 302
    (made,) = Scenario.objects.all()
    assert made.clearance == "between"
    touched = {change.subject for change in scenario_changes(made.name)}
    assert touched == {"initiative:app", "initiative:erp"}  # the one is approved, the other waits
    assert cio.post("/plans/keep/", {"title": " "}).status_code == 400
    assert enter("admin").post("/plans/keep/", {"title": "Mine"}).status_code == 302
    assert Scenario.objects.get(title="Mine").clearance == "money"


def test_the_proof_is_work_whose_answer_is_looked_at_on_the_page(cio: Client) -> None:
    assert cio.post("/plans/prove/", {"budget": "2027=1000", "pin": "erp"}).status_code == 302
    assert run_one(WORKS)
    job = Job.objects.get()
    assert job.result is not None
    assert job.result["said"] == "Proved: no plan is worth more"
    assert "job=" in cio.get(f"/work/{job.pk}/").content.decode()
    body = cio.get(f"{job.result['address']}&job={job.pk}").content.decode()
    assert "1 come, 1 go, 5 points less: provably the best plan" in body
    assert cio.get(f"{PAGE}?job={job.pk}&forbid=erp").status_code == 400  # it does not fit these


def test_work_that_is_stopped_leaves_the_best_so_far_with_its_distance(
    cio: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cio.post("/plans/prove/", {"budget": "2027=1000"})
    job = Job.objects.get()
    first = begun(Problem((Candidate("erp", {"cio": Fraction(50)}, starts=("now",)),)))
    near = replace(first, chosen={"erp": "2027"}, status="feasible", bound=first.value + 10)

    def searched(*_: object, **__: object) -> Choice:
        ask_to_stop(job)
        return near

    monkeypatch.setattr(proving, "begun", lambda _: near)
    monkeypatch.setattr(proving, "choose", searched)
    assert run_one(WORKS)
    job.refresh_from_db()
    assert (job.state, job.result["said"]) == (
        "done", "At most 10.00 points, 20.00% below the best when it was stopped",
    )  # fmt: skip
    assert job.result["chosen"] == {"erp": "2027"}
    body = cio.get(f"{job.result['address']}&job={job.pk}").content.decode()
    assert "at most 30 points below the best plan" in body  # 60, weighed; erp is worth 30 of them


def test_nobody_sees_the_work_of_another(cio: Client, enter: Enter) -> None:
    cio.post("/plans/prove/", {"budget": "2027=1000"})
    assert run_one(WORKS)
    number = Job.objects.get().pk
    assert enter("cto").get(f"{PAGE}?budget=2027=1000&job={number}").status_code == 404
