"""One item by the Django REST framework, with the checks that ours makes: what a team would write."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.http import Http404
from django.urls import include, path
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from cohelm.accounts.models import Token
from cohelm.store.models import Item, Link

OPEN = ("", "open")
MONEY = {"application": {"annual_cost"}}
ORDER = ("owner", "depends_on", "runs_on")
NO_END = 99991231


class ByToken(BaseAuthentication):
    """A token that is kept as its hash and has an end."""

    def authenticate(self, request: Any) -> tuple[Any, Any]:
        _, _, text = get_authorization_header(request).partition(b" ")
        found = (
            Token.objects.select_related("user__access")
            .filter(digest=sha256(text).hexdigest(), expires__gt=timezone.now())
            .first()
        )
        if found is None or not found.user.is_active:
            raise AuthenticationFailed
        return found.user, found


class Reader(BasePermission):
    """At least the level of a reader."""

    def has_permission(self, request: Any, view: Any) -> bool:  # noqa: ARG002
        return getattr(request.user, "access", None) is not None and request.user.access.level >= 1


def day(number: int) -> str:
    text = str(number)
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"


def end_of(link: Link) -> Any:
    said = {"to": f"{link.target.kind}:{link.target.slug}"}
    if link.start:
        said["from"] = day(link.start)
    if link.until != NO_END:
        said["until"] = day(link.until)
    return said if len(said) > 1 else said["to"]


class ItemView(APIView):
    """An item with its links, without what a reader may not see."""

    authentication_classes = [ByToken]
    permission_classes = [Reader]
    renderer_classes = [JSONRenderer]

    def get(self, request: Any, kind: str, slug: str) -> Response:  # noqa: ARG002
        item = Item.objects.filter(kind=kind, slug=slug, clearance__in=OPEN).first()
        if item is None:
            raise Http404
        hidden = MONEY.get(kind, set())
        document = {n: v for n, v in json.loads(item.fields).items() if n not in hidden}
        links = list(
            Link.objects.filter(source=item, target__clearance__in=OPEN).select_related("target")
        )
        links.sort(key=lambda one: (f"{one.target.kind}:{one.target.slug}", one.start))
        for relation in ORDER:
            ends = [end_of(one) for one in links if one.relation == relation]
            if ends:
                document[relation] = ends
        key = f"{kind}:{slug}"
        answer = Response({"key": key, "version": item.version, "document": document})
        answer["ETag"] = f'"{item.version}"'
        return answer


urlpatterns = [
    path("rest/items/<kind>/<slug>", ItemView.as_view()),
    path("", include("cohelm.server.urls")),
]
