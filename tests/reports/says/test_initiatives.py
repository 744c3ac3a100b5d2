"""What lists of initiatives say, worked by hand from the rows."""

from datetime import date

from cohelm.reports.says.initiatives import of_initiatives
from cohelm.reports.says.saying import Lists
from tests.making import enterprise

ON = date(2026, 11, 24)


def said(**initiatives: dict[str, object]) -> list[tuple[str, list[str]]]:
    plan = enterprise(initiative={key.replace("_", "-"): one for key, one in initiatives.items()})
    return [(one.text, list(one.keys)) for one in of_initiatives(Lists(plan, ON))]


def texts(**initiatives: dict[str, object]) -> list[str]:
    return [text for text, _ in said(**initiatives)]


def test_what_is_over_its_money_comes_first() -> None:
    found = said(
        over={"total_cost": "100 EUR", "spent": "130 EUR"},
        even={"total_cost": "100 EUR", "spent": "100 EUR"},
        other={"total_cost": "100 EUR", "spent": "130 USD"},
    )
    assert found[0] == ("30 € more than planned is spent on 1 initiative", ["initiative:over"])


def test_what_is_past_its_last_day_is_said_unless_it_is_done() -> None:
    found = said(
        yesterday={"end": "2026-11-23", "total_cost": "100 EUR"},
        earlier={"end": "2026-01-31", "total_cost": "50 EUR", "status": "in_progress"},
        today={"end": "2026-11-24", "total_cost": "7 EUR"},
        done={"end": "2025-01-31", "total_cost": "9 EUR", "status": "done"},
    )
    assert found[0] == (
        "2 initiatives with 150 € were to end before 24 November 2026, the first by 31 January 2026; "
        "none of them is said to be done",
        ["initiative:earlier", "initiative:yesterday"],
    )
    assert found[1] == (
        "1 initiative with 7 € ends within a year; next today, on 24 November 2026",
        ["initiative:today"],
    )
    assert found[2][0] == "4 initiatives cost 166 €"


def test_one_alone_is_said_in_the_singular() -> None:
    assert texts(one={"end": "2026-11-23"})[0] == (
        "1 initiative was to end before 24 November 2026, by 23 November 2026, "
        "and is not said to be done"
    )


def test_a_yearly_cost_counts_where_none_states_a_total() -> None:
    found = texts(a={"cost_per_year": "60 EUR"}, b={"cost_per_year": "40 EUR"})
    assert found == [
        "2 initiatives cost 100 € a year",
        "60 € of the cost a year goes to a: 60 % of 100 €",
    ]


def test_what_the_ten_dearest_take_is_said_of_twenty_and_more() -> None:
    twenty = {f"p{n:02}": {"total_cost": f"{n} EUR"} for n in range(1, 21)}
    # 11 + … + 20 = 155 of 210
    ten = "The ten dearest of 20 initiatives take 74 % of the cost: 155 €"
    assert ten in texts(**twenty)
    assert not any("ten dearest" in one for one in texts(**dict(list(twenty.items())[:19])))


def test_those_without_a_last_day_are_said_where_others_have_one() -> None:
    dated, bare = {"end": "2027-11-30", "total_cost": "1 EUR"}, {"total_cost": "2 EUR"}
    assert texts(a=dated, b=bare)[-1] == "1 initiative with 2 € says no last day"
    assert not any("no last day" in one for one in texts(a=bare, b=bare))


def test_nothing_is_said_of_no_initiatives() -> None:
    assert texts() == []
