from __future__ import annotations

from cohelm.server.routes import routes
from tests.api.conftest import Enter


def test_the_description_is_openapi_3_1_and_names_every_operation(enter: Enter) -> None:
    found = enter("nobody").get("/api/v1/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    described = {
        (method.upper(), path)
        for path, operations in found["paths"].items()
        for method in operations
    }
    served = {
        (method, "/" + one.path.replace("<", "{").replace(">", "}"))
        for one in routes()
        if one.path.startswith("api/")
        for method in one.methods
    }
    assert described == served


def test_every_operation_names_the_token_that_it_takes(enter: Enter) -> None:
    found = enter("nobody").get("/api/v1/openapi.json").json()
    assert found["components"]["securitySchemes"]
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            assert operation["security"], (method, path)
            assert operation["summary"]
