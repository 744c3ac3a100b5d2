from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, path
from django.urls.resolvers import RegexPattern
from ninja import NinjaAPI

from cohelm.accounts.permission import READER, permission
from cohelm.api.access import reads
from cohelm.server.routes import refuse_undeclared, routes


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@permission(READER)
def declared(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def resolver(*patterns: object) -> URLResolver:
    class Module:
        urlpatterns = list(patterns)

    return URLResolver(RegexPattern(r"^/"), Module)  # type: ignore[arg-type]


@pytest.mark.slow
def test_every_route_of_the_server_declares_what_it_takes() -> None:
    refuse_undeclared()
    assert len(routes()) > 60


def test_a_route_that_declares_nothing_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="/bare/"):
        refuse_undeclared(resolver(path("fine/", declared), path("bare/", bare)))


def test_an_operation_of_an_api_that_declares_nothing_stops_the_start() -> None:
    api = NinjaAPI(urls_namespace="probe", docs_url=None, openapi_url=None)
    api.get("/fine", auth=reads)(declared)
    api.post("/open")(bare)
    found = {
        (one.path, one.methods): one.permission for one in routes(resolver(path("", api.urls)))
    }
    assert found["fine", ("GET",)] == READER
    with pytest.raises(ImproperlyConfigured, match="POST /open"):
        refuse_undeclared(resolver(path("", api.urls)))


def test_a_route_is_listed_once_with_its_methods() -> None:
    found = [(one.path, one.methods) for one in routes()]
    assert len(found) == len(set(found))
    assert ("api/v1/items/<kind>", ("GET",)) in found
