"""The concerns that the checks raise."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from cohelm.accounts.standing import concerns_of
from cohelm.analysis.checks import raised
from cohelm.api.access import reads
from cohelm.api.paging import cursor_of, place_after
from cohelm.api.plan import Lens, plan_of
from cohelm.core.errors import UnknownName

router = Router(tags=["concerns"])
MOST = 1000


@router.get("/concerns", auth=reads, summary="The concerns")
def list_concerns(
    request: HttpRequest,
    lens: Query[Lens],
    codes: Annotated[str, Query(description="Codes, or beginnings of them, by commas.")] = "",
    office: Annotated[str, Query(description="The key of an office, such as office:cio.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
    after: Annotated[str, Query(description="The cursor of the page before.")] = "",
) -> dict[str, Any]:
    """What the checks find on the day. Raises UnknownName for a code or an office that is not there.

    A page of `concerns`; the counts are of all.
    """
    place = place_after(after, int)
    wanted = [code.strip() for code in codes.split(",") if code.strip()]
    plan, on = plan_of(request, lens), lens.asked().on
    if office and not (office.startswith("office:") and office in plan):
        known = [f"office:{one}" for one in plan.table("office").ids]
        raise UnknownName.of("office", office, known, where="office")
    found = (raised(plan, on=on, codes=wanted) if wanted else concerns_of(plan, on)).as_dict()
    if office:
        for part in ("concerns", "accepted"):
            found[part] = [one for one in found[part] if one["office"] == office]
    start, every = place[0] if place else 0, found["concerns"]
    found["concerns"] = every[start : start + limit]
    found["after"] = cursor_of((start + limit,)) if start + limit < len(every) else None
    return found
