from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest

from tests.cast import COST, HIDDEN
from tests.web.conftest import Enter


def test_a_list_counts_only_what_the_asker_may_see(enter: Enter) -> None:
    assert "<h1>3 applications</h1>" in enter("reader").get("/items/application/").content.decode()
    assert "<h1>4 applications</h1>" in enter("cio").get("/items/application/").content.decode()


def test_a_condition_narrows_the_list_and_says_of_how_many(enter: Enter) -> None:
    body = (
        enter("reader")
        .get("/items/application/", {"where": "criticality >= 'high'"})
        .content.decode()
    )
    assert "<h1>2 applications of 3</h1>" in body
    assert "of 1 other it cannot be said" in body  # the wiki states no criticality


def test_a_condition_that_cannot_be_read_is_answered_beside_its_box(enter: Enter) -> None:
    response = enter("reader").get("/items/application/", {"where": "criticality >="})
    body = response.content.decode()
    assert response.status_code == 400
    assert "match" not in response.content.decode().partition('id="where-wrong"')[2]
    assert 'aria-invalid="true"' in body
    assert 'id="where-wrong"' in body
    assert 'value="criticality &gt;="' in body


def test_a_field_that_the_asker_may_not_see_is_no_field_in_a_condition(enter: Enter) -> None:
    where = {"where": "annual_cost > '1 EUR'"}
    told = enter("reader").get("/items/application/", where)
    assert told.status_code == 400
    assert "annual_cost" in told.content.decode()  # as typed; as a field it does not exist
    assert "no field or relation" in told.content.decode()
    assert enter("cio").get("/items/application/", where).status_code == 200


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["CRM", "Shop", "Wiki"]),
        ("-name", ["Wiki", "Shop", "CRM"]),
        ("criticality", ["CRM", "Shop", "Wiki"]),
        ("-criticality", ["Shop", "CRM", "Wiki"]),
        ("owner", ["CRM", "Shop", "Wiki"]),
        ("lifecycle", ["CRM", "Shop", "Wiki"]),
    ],
)
def test_a_list_is_sorted_by_rank_or_name_with_the_unknown_last(
    sort: str, names: list[str], enter: Enter
) -> None:
    body = enter("reader").get("/items/application.csv", {"sort": sort}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [row["name"].split()[0] for row in rows] == names


def test_a_list_can_be_taken_out_as_json_with_the_columns_that_were_asked_for(
    enter: Enter,
) -> None:
    answer = enter("cio").get(
        "/items/application.json",
        {"columns": "name,annual_cost,depends_on", "where": "name = 'CRM'"},
    )
    assert answer.json() == {
        "kind": "application",
        "total": 1,
        "examined": 4,
        "unknown": 0,
        "items": [
            {"id": "crm", "name": "CRM", "annual_cost": f"{COST} EUR", "depends_on": []},
        ],
    }


def test_money_is_not_in_a_list_of_those_who_do_not_see_money(enter: Enter) -> None:
    for suffix in ("/", ".json", ".csv"):
        body = enter("reader").get(f"/items/application{suffix}").content.decode()
        assert COST not in body
        assert "77,123" not in body
    assert "77,123\u00a0€" in enter("cio").get("/items/application/").content.decode()


def test_a_column_that_is_not_there_is_refused_with_what_is_near(enter: Enter) -> None:
    answer = enter("reader").get("/items/application/", {"columns": "name,critcality"})
    assert "Did you mean &#x27;criticality&#x27;?" in answer.content.decode()


def test_csv_holds_no_formula(enter: Enter) -> None:
    body = enter("reader").get("/items/application.csv", {"columns": "name,description"})
    rows = list(csv.DictReader(io.StringIO(body.content.decode("utf-8-sig"))))
    assert rows[2]["description"].startswith("'=cmd")


def test_the_part_that_htmx_asks_for_is_the_part_of_the_page(enter: Enter) -> None:
    part = enter("reader").get("/items/application/", headers={"HX-Request": "true"})
    body = part.content.decode()
    assert "<h1>3 applications</h1>" in body
    assert "<html" not in body


def test_an_empty_list_says_what_the_kind_is_and_where_to_begin(enter: Enter) -> None:
    body = enter("writer").get("/items/contract/").content.decode()
    assert "There are no contracts yet" in body
    assert "Bring a file" in body
    assert "Write the first one" not in enter("reader").get("/items/contract/").content.decode()


def test_a_facet_adds_to_the_condition_and_takes_it_away_again(enter: Enter) -> None:
    body = (
        enter("cio").get("/items/application/", {"where": "criticality = 'high'"}).content.decode()
    )
    assert "criticality+%3D+%27critical%27" in body  # another value takes the place of this one
    assert 'href="/items/application/" aria-current="true"' in body


def test_what_is_found_is_only_what_may_be_seen(enter: Enter) -> None:
    assert HIDDEN in enter("cio").get("/search/", {"q": "night"}).content.decode()
    body = enter("reader").get("/search/", {"q": "night"}).content.decode()
    assert "Nothing goes by these words" in body


def test_the_spreadsheet_holds_what_the_list_shows(enter: Enter) -> None:
    answer = enter("cio").get(
        "/items/application.xlsx", {"where": "criticality >= 'high'", "columns": "name,annual_cost"}
    )
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows == [
        ("id", "name", "annual_cost"),
        ("crm", "CRM", int(COST)),
        ("shop", "Shop <b>front</b>", None),
    ]


@pytest.mark.parametrize(
    ("stated", "counts"),
    [
        ({}, {"high": 1, "critical": 1, "low": 1}),
        # a field by which it is narrowed counts what the others would find
        ({"where": "criticality = 'high'"}, {"high": 1, "critical": 1, "low": 1}),
        ({"where": "name like 'C%'"}, {"high": 1}),
        ({"where": "name like 'C%' and criticality = 'high'"}, {"high": 1}),
        ({"office": "cto"}, {"critical": 1}),
        ({"office": "cto", "where": "criticality = 'low'"}, {"critical": 1, "low": 0}),
        ({"where": "name like 'C%' or name like 'N%'"}, {"high": 1, "low": 1}),
    ],
)
def test_a_facet_says_how_many_the_list_would_hold(
    stated: dict[str, str], counts: dict[str, int], enter: Enter
) -> None:
    body = enter("cio").get("/items/application/", stated).content.decode()
    facet = body.split('aria-label="Criticality"')[1].split("</div>")[0]
    found = re.findall(r'>(\w+) <span class="n">(\d+)</span>', facet)
    assert {word: int(many) for word, many in found} == counts


def test_how_close_rows_stand_is_in_the_address_and_travels_along(enter: Enter) -> None:
    body = enter("cio").get(
        "/items/application/?density=close&columns=name&columns=owner&sort=-name"
    )
    body = body.content.decode()
    assert '<div class="sheet close"' in body
    sorted_by_name = re.search(r'class="sort" href="([^"]+)"', body)
    assert sorted_by_name
    assert "columns=name&amp;columns=owner" in sorted_by_name.group(1)  # all of them
    assert "density=close" in sorted_by_name.group(1)
    assert '<input type="hidden" name="sort" value="-name">' in body.split('id="several"')[0]


def test_an_item_is_answered_as_json_and_as_a_list_of_one_row(enter: Enter) -> None:
    client = enter("cio")
    found = client.get("/items/application/shop.json").json()
    assert found["document"]["depends_on"] == ["application:crm"]
    assert found["document"]["criticality"] == "critical"
    text = client.get("/items/application/crm.csv").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["id"], row["annual_cost"], row["owner"]) == ("crm", f"{COST} EUR", "role:cio")
    assert "annual_cost" not in enter("reader").get("/items/application/crm.csv").content.decode()
    assert enter("reader").get("/items/application/nightshade.json").status_code == 404
