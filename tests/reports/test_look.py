"""What files say at once: worked by hand from the rows."""

from datetime import date
from decimal import Decimal

import pytest

from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from cohelm.reports.look import Sentence, look, next_file
from cohelm.reports.says.saying import Lists

ON = date(2026, 11, 24)
CONTRACTS = b"""Supplier;Contract;Start;End;Notice period;Auto renewal;Renewal term;Annual cost
Alder Ltd;ERP care;2024-01-01;2026-12-31;1 month;tacit;12;120000 EUR
Birch Ltd;Lines;2025-03-01;2027-02-28;1 month;tacit;12;60000 EUR
Cedar Ltd;Printers;2024-07-01;2027-12-31;6 months;none;;20000 EUR
"""
INVOICES = b"""Supplier;Invoice no;Invoice date;Amount
Alder Ltd;A-1;2026-01-15;30000 EUR
Dogwood Inc;D-1;2026-02-20;5000.40 EUR
Dogwood Inc;D-2;2026-03-20;5000.40 EUR
"""


def _made(*files: tuple[str, bytes]) -> tuple[Lists, tuple[Sentence, ...]]:
    empty = Enterprise.empty(built_in_schema())
    proposal = propose(empty, read_files(files, empty.schema).contents)
    made = empty.with_changes(proposal.changes)
    lists = Lists(made, ON, frozenset(proposal.made), proposal.places)
    return lists, look(lists)


@pytest.mark.slow
def test_the_most_urgent_of_a_contract_list_comes_first_with_its_own_rows() -> None:
    # one month before 31 December is 30 November; before 28 February, 31 January, a Sunday: the 29th
    made, said = _made(("c.csv", CONTRACTS))
    assert [one.text for one in said] == [
        "180,000 € a year renews itself unless notice is given within 90 days",
        "The next to decide on is ERP care, 120,000 € a year: by 30 November 2026",
        "2 contracts with 180,000 € a year must be decided on by 29 January 2027",
        "120,000 € a year under contract goes to Alder Ltd: 60 % of 200,000 €",
        "3 contracts cost 200,000 € a year, the last of them until 31 December 2027",
    ]
    assert said[0].amount == Money(Decimal(180000), "EUR")
    assert [one.rows for one in said] == [
        (("c.csv", 2), ("c.csv", 3)),
        (("c.csv", 2),),
        (("c.csv", 2), ("c.csv", 3)),
        (("c.csv", 2),),
        (("c.csv", 2), ("c.csv", 3), ("c.csv", 4)),
    ]
    assert next_file(made).startswith("A list of invoices")


def test_invoices_say_what_was_spent_and_who_got_most_of_it() -> None:
    made, said = _made(("i.csv", INVOICES))
    assert [one.text for one in said] == [
        "40,001 € was spent from 15 January 2026 to 20 March 2026, on 2 vendors",
        "30,000 € spent went to Alder Ltd: 75 % of 40,001 €",
        "The largest single amount is 30,000 €, to Alder Ltd on 15 January 2026",
        "30,000 € was spent in January 2026, more than in any of 2 other months",
    ]
    assert said[0].rows == (("i.csv", 2), ("i.csv", 3), ("i.csv", 4))
    assert said[2].rows == said[3].rows == (("i.csv", 2),)
    assert next_file(made).startswith("A contract list")


@pytest.mark.parametrize(
    ("file", "adds"),
    [
        (b"Application;Criticality;Users\nCRM;high;120\nERP;low;80\n", "which contracts run on"),
        (b"Project;Status;Start;End\nMove;approved;2026-01-01;2027-03-31\n", "end before the init"),
        (
            b"Capability ID;Capability name;Parent capability ID\nC1;Sales;\nC2;Pricing;C1\n",
            "which capabilities none serves",
        ),
    ],
)
def test_the_next_file_is_one_that_says_something_together_with_this_one(
    file: bytes, adds: str
) -> None:
    made, _ = _made(("x.csv", file))
    assert adds in next_file(made)


@pytest.mark.slow
def test_two_files_say_what_was_paid_without_a_contract() -> None:
    made, said = _made(("c.csv", CONTRACTS), ("i.csv", INVOICES))
    (both,) = [one for one in said if "without a contract" in one.text]
    assert both.text == "10,001 € was paid without a contract on the list, to 1 vendor"
    assert both.rows == (("i.csv", 3), ("i.csv", 4))
    assert next_file(made).startswith("A budget against what is booked")


def test_money_in_two_currencies_is_never_added_up() -> None:
    _, said = _made(("i.csv", INVOICES.replace(b"30000 EUR", b"30000 USD")))
    (one,) = said
    assert one.text.startswith("10,001 € and 30,000 US$ was spent")
    assert one.amount is None


def test_nothing_is_said_where_there_is_no_money_and_no_date() -> None:
    _, said = _made(("a.csv", b"Application;Description\nCRM;Customers\nERP;Books\n"))
    assert said == ()


@pytest.mark.slow
def test_two_files_say_what_they_say_together_and_no_topic_crowds_it_out() -> None:
    missed = b"Elder Ltd;Hosting;2024-01-01;2026-12-31;3 months;tacit;12;\n"
    late = missed.replace(b";\n", b";9000 EUR\n").replace(b"Hosting", b"Mail")
    _, said = _made(("c.csv", CONTRACTS + missed + late), ("i.csv", INVOICES))
    assert len(said) == 5
    assert said[0].text == (
        "9,000 € (1 more state no amount) a year can no longer be stopped: "
        "the last day to give notice is over"
    )
    assert "without a contract" in said[3].text


@pytest.mark.slow
def test_what_has_ended_is_no_part_of_what_is_under_contract() -> None:
    over = b"Elder Ltd;Fax;2019-01-01;2020-12-31;1 month;none;;900000 EUR\n"
    _, said = _made(("c.csv", CONTRACTS + over))
    assert said[3].text.endswith("Alder Ltd: 60 % of 200,000 €")
    assert said[4].text.startswith("3 contracts cost 200,000 € a year")


def test_nobody_gets_a_share_of_a_sum_that_somebody_paid_back_into() -> None:
    _, said = _made(("i.csv", INVOICES.replace(b"30000 EUR", b"-3000 EUR")))
    assert said[0].text.startswith("7,001 € was spent")
    assert not any(" %" in one.text for one in said)
    assert said[-1].text == "3,000 € came back by 1 amount below nought"


@pytest.mark.slow
def test_a_list_of_contracts_that_are_over_says_so_and_what_they_were() -> None:
    rows = (
        b"Supplier;Contract;Start;End;Total value\n"
        b"Alder Ltd;One;2019-01-01;2020-12-31;600 EUR\n"
        b"Birch Ltd;Two;2019-01-01;2021-12-31;300 EUR\n"
        b"Cedar Ltd;Three;2019-01-01;;100 EUR\n"
    )
    _, said = _made(("c.csv", rows))
    assert [one.text for one in said] == [
        "2 of 3 contracts with 900 € are over by their dates, the last since 31 December 2021",
        "600 € of what is over went to Alder Ltd: 67 % of 900 €",
        "600 € of what is over is the contract One: 67 % of 900 €",
        "1 contract with 100 € says no last day: what renews is not known",
    ]
    assert said[1].rows == (("c.csv", 2),)
