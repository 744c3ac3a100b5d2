"""The address of a page says which plan is looked at, unless it asks for another one."""

from __future__ import annotations

from datetime import date

from cohelm.accounts.asked import Asked
from cohelm.web.addresses import kept_address

TODAY, THEN = date(2026, 11, 23), date(2027, 2, 1)


def test_a_day_that_is_asked_for_goes_before_the_one_that_is_looked_at() -> None:
    asked = Asked(THEN, TODAY, scenario="cut")
    assert kept_address(asked, "/a/", {"kind": "x"}) == "/a/?kind=x&on=2027-02-01&scenario=cut"
    assert kept_address(asked, "/a/", {"on": "2027-03-31"}) == "/a/?on=2027-03-31&scenario=cut"
    assert kept_address(None, "/a/", {"on": ""}) == "/a/"
