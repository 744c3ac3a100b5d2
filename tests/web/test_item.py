from __future__ import annotations

from tests.cast import HIDDEN
from tests.web.conftest import Enter


def test_an_item_shows_fields_with_their_meaning_links_both_ways_and_its_version(
    enter: Enter,
) -> None:
    body = enter("cio").get("/items/application/crm/").content.decode()
    assert "How bad an outage is for the business." in body
    assert "77,123\u00a0€" in body
    assert 'href="/items/role/cio/">Chief information officer</a>' in body
    assert 'href="/items/application/shop/">Shop &lt;b&gt;front&lt;/b&gt;</a>' in body
    assert "Version" in body


def test_the_life_of_an_item_is_a_band_with_the_phase_that_holds_on_the_day(enter: Enter) -> None:
    now = enter("reader").get("/items/application/crm/", {"on": "2026-11-24"}).content.decode()
    assert 'aria-current="step">Active' in now
    then = enter("reader").get("/items/application/crm/", {"on": "2027-02-01"}).content.decode()
    assert 'aria-current="step">End of life' in then
    assert "from 31 Jan 2027" in then


def test_what_leads_to_an_item_leaves_out_what_may_not_be_seen(enter: Enter) -> None:
    assert HIDDEN in enter("cio").get("/items/application/crm/").content.decode()
    assert HIDDEN not in enter("writer").get("/items/application/crm/").content.decode()


def test_a_hidden_item_is_answered_as_one_that_is_not_there(enter: Enter) -> None:
    hidden = enter("writer").get("/items/application/nightshade/")
    missing = enter("writer").get("/items/application/moonshade/")
    assert hidden.status_code == missing.status_code == 404
    strip = lambda response: (  # noqa: E731
        response.content.decode()
        .replace("nightshade", "*").replace("moonshade", "*")
        .replace(response["X-Request-Id"], "*")
    )  # fmt: skip
    assert _without_csrf(strip(hidden)) == _without_csrf(strip(missing))


def _without_csrf(body: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)


def test_a_reader_is_offered_nothing_to_write(enter: Enter) -> None:
    body = enter("reader").get("/items/application/crm/").content.decode()
    assert "/edit/" not in body
    assert "/links/" not in body


def test_every_link_keeps_the_plan_that_is_looked_at(enter: Enter) -> None:
    body = enter("reader").get("/items/application/crm/", {"on": "2027-02-01"}).content.decode()
    assert 'href="/items/role/cio/?on=2027-02-01"' in body
    assert "You look at" in body
    assert "Back to today’s current plan" in body


def test_a_page_says_of_each_value_from_which_file_and_row_it_is(enter: Enter) -> None:
    from tests.web.test_import import UPLOAD, bring

    client = enter("writer")
    client.post(f"{UPLOAD.format(bring(client))}apply/", {"reason": "spring clean"})
    body = client.get("/items/application/crew-planner/sources/").content.decode()
    assert "<td>apps.csv</td>" in body
    assert '<td class="num">4</td>' in body
    assert ">spring clean</a>" in body
    by_hand = client.get("/items/application/wiki/sources/").content.decode()
    assert "no file" in by_hand
    item = client.get("/items/application/crew-planner/").content.decode()
    assert 'href="/items/application/crew-planner/sources/"' in item


def test_a_figure_names_the_files_behind_the_items_that_it_counted(enter: Enter) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = enter("cio")
    text = "Name,Vendor,Annual amount,End date\nPhones,Telco,12000 EUR,2027-03-31\n"
    file = SimpleUploadedFile("contracts.csv", text.encode(), "text/csv")
    number = client.post("/import/", {"files": file, "kind": "contract"})["Location"].split("/")[-2]
    client.post(f"/import/{number}/apply/", {"reason": "contracts"})
    body = client.get("/concentration/why/index/").content.decode()
    assert "The files it comes from" in body
    assert "contracts.csv" in body
