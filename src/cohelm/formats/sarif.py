"""Concerns as SARIF 2.1.0, the form in which pipelines and editors take a linter's results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import cohelm
from cohelm.core.concern import Check, Concern, Severity
from cohelm.core.schema import Schema

LEVELS: dict[Severity, str] = {"info": "note", "watch": "warning", "act": "error"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "ORGANISATION"
"""The name of the folder that all paths start from; whoever reads the result says where it is."""


def write_sarif(
    concerns: Sequence[Concern],
    checks: Iterable[Check],
    schema: Schema,
    *,
    accepted: Iterable[tuple[Concern, str]] = (),
) -> dict[str, Any]:
    """Concerns as one SARIF run, ready for JSON: a rule for each check, a result for each concern.

    `checks` are the rules that ran, in the order of the rules; a concern of another code gets a rule
    of its own behind them. `accepted` are concerns with the reason for which they are suppressed.
    `schema` tells in which folder a kind's files lie. Levels: act is error, watch is warning, info is
    note. The order of the concerns is kept.

    **Source**: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0, sections 3.14 to 3.52.
    """
    suppressed = list(accepted)
    rules = {check.code: _rule(check) for check in checks}
    for concern in (*concerns, *(one for one, _ in suppressed)):
        rules.setdefault(concern.code, _bare_rule(concern))
    places = {code: at for at, code in enumerate(rules)}
    results = [_result(one, places, schema) for one in concerns]
    for one, reason in suppressed:
        suppression = {"kind": "external", "status": "accepted", "justification": reason}
        results.append(_result(one, places, schema) | {"suppressions": [suppression]})
    driver = {"name": "cohelm", "version": cohelm.__version__, "rules": list(rules.values())}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The organisation's folder."}}},
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.code,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.why},
        "help": {"text": f"{check.title}. {check.why}"},
        "defaultConfiguration": {"level": LEVELS[check.severity]},
    }


def _bare_rule(concern: Concern) -> dict[str, Any]:
    return {"id": concern.code, "defaultConfiguration": {"level": LEVELS[concern.severity]}}


def _result(concern: Concern, places: Mapping[str, int], schema: Schema) -> dict[str, Any]:
    first, *others = concern.items or ("",)
    result = {
        "ruleId": concern.code,
        "ruleIndex": places[concern.code],
        "level": LEVELS[concern.severity],
        "message": {"text": concern.message},
        # the same concern is recognised from run to run, whatever its words and its line
        "partialFingerprints": {"codeAndFirstItem/v1": ":".join(concern.identity)},
        "properties": {
            "severity": concern.severity,
            "business": concern.business,
            "office": concern.office,
            "evidence": dict(concern.evidence),
        },
    }
    if first:
        result["locations"] = [_location(first, schema)]
    if others:
        result["relatedLocations"] = [_location(key, schema) for key in others]
    return result


def _location(key: str, schema: Schema) -> dict[str, Any]:
    """An item as the file that it stands in, and as what it is called."""
    kind, _, id_ = key.partition(":")
    spec = schema.kinds.get(kind)
    path = f"{spec.folder if spec else kind}/{id_}.yaml"
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": path, "uriBaseId": ROOT},
            "region": {"startLine": 1},
        },
        "logicalLocations": [{"name": id_, "fullyQualifiedName": key, "kind": kind}],
    }
