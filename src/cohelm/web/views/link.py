"""The links of an item: what it leads to, making a link, saying more of one, cutting one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.core.changes import ChangeSet, LinkChange
from cohelm.core.enterprise import Enterprise, LinkEnd
from cohelm.core.errors import CohelmError, InputError, UnknownName, UsageError
from cohelm.core.finder import Finder
from cohelm.core.links import LAST_DAY, RelationSpec, day_number
from cohelm.core.prose import Prose, again, joined
from cohelm.core.validation import accepted, canonical_link
from cohelm.store.apply import apply
from cohelm.store.enforce import RightNeeded
from cohelm.store.search import search
from cohelm.web import sheet
from cohelm.web.addresses import kept_address
from cohelm.web.forms import Input, options_of
from cohelm.web.navigation import DOMAINS
from cohelm.web.plan import asked_of, whole_plan_of
from cohelm.web.sheet import says
from cohelm.web.written import tell

MOST_FOUND = 8
LONGEST = 200


@permission(CONTRIBUTOR)
def links_page(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """All links that an item declares, and the form of a new one; htmx is answered with the line of
    its relation, with the form in it unless `show` is asked for. `choose` puts a target into the
    form, `find` looks for another: neither writes."""
    plan, key = _changeable(request, kind, id_)
    spec = _relation(request, plan, kind)
    error: CohelmError | None = None
    if request.method == "POST" and not {"find", "choose"} & request.POST.keys():
        try:
            return _link(request, plan, key, spec)
        except RightNeeded:
            raise
        except CohelmError as found:
            error = found
    context = _picker(request, plan, key, spec) | {"error": error}
    status = error.status if error else 200
    if getattr(request, "htmx", None):
        picking = "show" not in request.GET
        return _line(request, plan, key, spec, context | {"picking": picking}, status=status)
    ends = [(end, plan.name(end.other), says(end), day_number(end.start, empty=0))
            for end in plan.links_of(key)]  # fmt: skip
    return render(request, "items/links.html", context | {"ends": ends}, status=status)


@require_GET
@permission(CONTRIBUTOR)
def near_links(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """The items that a relation can lead to and that go by what is typed."""
    plan, key = _changeable(request, kind, id_)
    spec = _relation(request, plan, kind)
    return render(request, "items/_found.html", _picker(request, plan, key, spec))


def _picker(request: HttpRequest, plan: Enterprise, key: str, spec: RelationSpec) -> dict[str, Any]:
    """What the form of a new link shows: what was typed, and the items that go by it."""
    kind = plan.schema.kind(key.partition(":")[0])
    changed = request.POST.get("change") or request.GET.get("change", "")
    stated = request.POST or _said(plan, key, spec, changed)
    word = (request.POST.get("word") or changed or request.GET.get("word", "")).strip()[:LONGEST]
    kinds = plan.schema.targets(spec)
    chosen = _chosen(request, plan, kinds) or changed
    return {
        "title": _("Links of {name}").format(name=plan.name(key)),
        "key": key, "id": key.partition(":")[2], "name": plan.name(key), "kind": kind,
        "domain": DOMAINS[kind.domain], "domain_name": kind.domain,
        "relation": spec,
        "targets": _either([again(plan.schema.kind(one).label.lower()) for one in kinds[:6]]),
        "inputs": _inputs(spec, stated), "stated": stated, "word": word, "changed": changed,
        "chosen": {"key": chosen, "name": plan.name(chosen), "kind": chosen.partition(":")[0]}
                  if chosen in plan else None,
        "found": [one for one in search(plan, word, limit=MOST_FOUND + 1, kinds=kinds)
                  if one.key != key][:MOST_FOUND],
    }  # fmt: skip


def _chosen(request: HttpRequest, plan: Enterprise, kinds: tuple[str, ...]) -> str:
    """The target that stands in the form and waits for its button; empty where there is none."""
    stated = request.POST.get("choose") or request.POST.get("to", "")
    fits = stated in plan and stated.partition(":")[0] in kinds
    return stated if fits and "find" not in request.POST else ""


def _either(words: list[Prose]) -> Prose:
    *others, last = words
    return Prose("{words} or {last}", words=joined(others, ", "), last=last) if others else last


def _line(
    request: HttpRequest,
    plan: Enterprise,
    key: str,
    spec: RelationSpec,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """The line of a relation as the page of the item has it."""
    on = plan.at(asked_of(request).on)
    context |= {"relation": sheet.relation(on, key, spec), "many": spec.many, "may_write": True}
    return render(request, "items/_line.html", context, status=status)


@require_POST
@permission(CONTRIBUTOR)
def cut(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """Takes one link away. Raises UnknownName where it is not there any more."""
    plan, key = _changeable(request, kind, id_)
    wanted = tuple(request.POST.get(name, "") for name in ("relation", "target", "start"))
    for end in plan.links_of(key, wanted[0]):
        if (end.other, str(day_number(end.start, empty=0))) == wanted[1:]:
            words = Prose(
                "{item} is not linked to {other} any more.",
                item=plan.name(key),
                other=plan.name(end.other),
            )
            _write(request, [_gone(key, end)], words)
            return _back(request, key, end.relation)
    raise UnknownName("this link is not there any more")


def _link(request: HttpRequest, plan: Enterprise, key: str, relation: RelationSpec) -> HttpResponse:
    """Makes a link; of a relation that holds one only, the new one takes the old one's place. What is
    said of one that is there already is changed."""
    stated = {
        name: str(value).strip()
        for name, value in request.POST.dict().items()
        if str(value).strip()
    }
    value: dict[str, str] = {name: stated[name] for name in ("from", "until") if name in stated}
    value |= {spec.name: stated[spec.name] for spec in relation.attributes if spec.name in stated}
    found, wrong = canonical_link(
        relation,
        value | {"to": _target(plan, relation, stated.get("to") or stated.get("word", ""))},
    )
    if found is None:
        raise InputError("; ".join(why for _, _, why in wrong))
    target, start, said = found
    if target == key:
        raise InputError("an item cannot be linked to itself")
    old = plan.links_of(key, relation.name)
    same = [one for one in old if (one.other, day_number(one.start, empty=0)) == (target, start)]
    before = _gone(key, same[0]).before if same else None
    if not stated.get("change"):
        said = {**(before or {}), **said}
    if said == before:
        raise InputError(f"it is linked to {plan.name(target)} already")
    others = [one for one in old if one.until is None and one not in same]
    replaced = [] if relation.many else [_gone(key, one) for one in others]
    made = LinkChange(key, relation.name, target, start, before, said)
    names = {"item": plan.name(key), "target": plan.name(target)}
    words = (
        Prose("{item} is linked to {target}.", **names)
        if before is None
        else Prose("What the link of {item} to {target} says was changed.", **names)
    )
    _write(request, [*replaced, made], words)
    return _back(request, key, relation)


def _target(plan: Enterprise, relation: RelationSpec, word: str) -> str:
    kinds = plan.schema.targets(relation)
    if word.partition(":")[0] in kinds and word in plan:
        return word
    finder = Finder(plan)
    for one in kinds:
        found = finder.by_word(one, word) if word else None
        if found:
            return f"{one}:{found}"
    raise InputError(
        f"there is no {' or '.join(kinds[:4])} '{word}'" if word else "nothing was named"
    )


def _gone(key: str, end: LinkEnd) -> LinkChange:
    until = {"until": day_number(end.until, empty=LAST_DAY)} if end.until else {}
    start = day_number(end.start, empty=0)
    return LinkChange(key, end.relation.name, end.other, start, {**end.says, **until}, None)


def _write(request: HttpRequest, changes: list[LinkChange], words: str) -> None:
    written = apply(
        ChangeSet.of(changes),
        by=asker(request).writer,
        via="web",
        reason=request.POST.get("reason", "").strip()[:500],
        scenario=asked_of(request).scenario,
        past_rights=request.POST.get("past_rights", "").strip()[:500],
    )
    tell(request, words, written)


def _changeable(request: HttpRequest, kind: str, id_: str) -> tuple[Enterprise, str]:
    if not asked_of(request).may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    plan = whole_plan_of(request)
    if f"{kind}:{id_}" not in plan:
        raise UnknownName(f"there is no {plan.schema.kind(kind).label.lower()} '{id_}'")
    return plan, f"{kind}:{id_}"


def _relation(request: HttpRequest, plan: Enterprise, kind: str) -> RelationSpec:
    stated = request.POST.get("relation") or request.GET.get("relation") or "owner"
    return plan.schema.relation(kind, stated)


def _said(plan: Enterprise, key: str, relation: RelationSpec, target: str) -> dict[str, str]:
    """What the newest link to a target says, as its form shows it; nothing where there is none."""
    ends = [one for one in plan.links_of(key, relation.name) if one.other == target]
    if not ends:
        return {}
    said = {"from": ends[-1].start, "until": ends[-1].until, **ends[-1].says}
    words = {True: "yes", False: "no"}
    return {
        name: words[value] if isinstance(value, bool) else str(value)
        for name, value in said.items()
        if value is not None
    }


def _inputs(relation: RelationSpec, stated: Mapping[str, str]) -> list[Input]:
    words = {
        "hard": _("It stops with it"),
        "group": _("Redundancy group"),
        "k": _("How many of the group are needed"),
    }
    return [
        Input(spec.name, words.get(spec.name, spec.label), spec.help, "line",
              stated.get(spec.name, ""), "", options_of(spec), accepted=accepted(spec))
        for spec in relation.attributes
    ]  # fmt: skip


def _back(request: HttpRequest, key: str, spec: RelationSpec) -> HttpResponse:
    kind, _, id_ = key.partition(":")
    if getattr(request, "htmx", None):
        plan = _changeable(request, kind, id_)[0]
        context = {"key": key, "id": id_, "kind": plan.schema.kind(kind), "told": True}
        return _line(request, plan, key, spec, context)
    address = reverse("links", args=[kind, id_])
    return HttpResponseRedirect(kept_address(asked_of(request), address, {}))
