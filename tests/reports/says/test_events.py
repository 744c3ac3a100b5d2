"""What a service desk's exports say, worked by hand from the rows."""

import pytest

from tests.reports.says.lists import said

INCIDENTS = """Number;Opened;Resolved;Configuration item;Priority;Short description
INC001;2026-01-02 08:00;2026-01-02 12:00;CRM;1 - Critical;Down
INC002;2026-02-02 08:00;2026-02-02 09:00;CRM;2 - High;Slow
INC003;2026-03-02 08:00;2026-03-02 09:30;Mail;3 - Moderate;Full
INC004;2026-03-05 08:00;;Mail;3 - Moderate;Full
INC005;2026-03-06 08:00;2026-03-06 08:30;CRM;3 - Moderate;Slow
"""
CHANGES = """Number;Type;Configuration item;Actual start;Actual end;Close code;State
CHG001;Normal;CRM;2026-01-01 20:00;2026-01-01 22:00;Successful;Closed
CHG002;Normal;CRM;2026-01-20 20:00;2026-01-20 22:00;Unsuccessful;Closed
CHG003;Emergency;Mail;2026-02-28 06:00;2026-02-28 08:00;Successful;Closed
"""


@pytest.mark.slow
def test_incidents_say_what_is_open_what_broke_most_and_the_hours() -> None:
    # hours: 4 + 1 + 1.5 + 0.5 = 7, of which CRM 5.5
    assert said(inc=INCIDENTS) == [
        ("1 of 5 incidents states no end, the first since 5 March 2026", ["inc:5"]),
        (
            "CRM had 3 of 5 incidents, more than any other, the last on 6 March 2026",
            ["inc:2", "inc:3", "inc:6"],
        ),
        (
            "7.0 hours passed in 4 incidents from 2 January 2026 to 6 March 2026, "
            "most on CRM: 5.5 hours",
            ["inc:2", "inc:3", "inc:4", "inc:6"],
        ),
    ]


@pytest.mark.slow
def test_changes_say_what_failed_and_what_was_forced() -> None:
    assert said(chg=CHANGES) == [
        ("1 of 3 changes failed, the last on 20 January 2026", ["chg:3"]),
        ("1 of 3 changes was forced, the last on 28 February 2026", ["chg:4"]),
        (
            "3 changes of 2 items were carried out from 1 January 2026 to 28 February 2026",
            ["chg:2", "chg:3", "chg:4"],
        ),
    ]


@pytest.mark.slow
def test_an_incident_up_to_two_days_after_a_change_of_its_item_follows_it() -> None:
    # CHG001 + 10 hours: INC001. CHG003 ends on 28 February at 8:00, INC003 begins two days later to
    # the minute; CHG002 is followed by nothing within two days
    (both,) = [one for one in said(inc=INCIDENTS, chg=CHANGES) if "followed" in one[0]]
    assert both == (
        "2 of 3 changes were followed by an incident on the same item within 2 days: "
        "5.5 hours in 2 incidents",
        ["chg:2", "chg:4", "inc:2", "inc:4"],
    )


@pytest.mark.slow
def test_an_incident_a_minute_later_does_not() -> None:
    later = INCIDENTS.replace("2026-03-02 08:00", "2026-03-02 08:01")
    (both,) = [one for one in said(inc=later, chg=CHANGES) if "followed" in one[0]]
    assert both[0].startswith("1 of 3 changes was followed")
