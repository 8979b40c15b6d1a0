"""Topics proposed from the library, which an editor accepts, renames, merges or drops."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from curbside.catalog import proposals
from curbside.catalog import queries as catalog
from curbside.catalog.models import TopicProposal
from curbside.core.errors import BadInput, Conflict
from curbside.core.languages import is_chinese
from curbside.web import head
from curbside.web.guards import person_of, staff_page


@staff_page("editor")
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """What waits, the best first."""
    return _shown(request)


@staff_page("editor")
@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Accept, merge or drop a proposal. Raises NotFound; what was typed stays after an error."""
    actor, outcome = person_of(request).actor, request.POST.get("outcome", "")
    try:
        if outcome == "accept":
            proposals.accept(public_id, _named(request), actor)
        elif outcome == "merge":
            proposals.merge(public_id, request.POST.get("into", "").strip(), actor)
        elif outcome == "drop":
            proposals.drop(public_id, actor)
        else:
            raise BadInput(_("Nothing was chosen."), _("Accept, merge or drop it."))
    except (BadInput, Conflict) as problem:
        return _shown(request, public_id, str(problem), problem.http_status)
    return HttpResponseRedirect(reverse("edit-topics"))


def _named(request: HttpRequest) -> proposals.Accepted:
    sent = request.POST
    return proposals.Accepted(
        name_en=sent.get("name_en", ""),
        name_zh=sent.get("name_zh", ""),
        department=sent.get("department", ""),
        synonyms_en=sent.get("synonyms_en", "").split(","),
        synonyms_zh=sent.get("synonyms_zh", "").replace("，", ",").replace("、", ",").split(","),
    )


def _shown(
    request: HttpRequest, stopped: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "head": head.for_private(_("Topics proposed")),
        "rows": [_row(one, request, stopped) for one in proposals.waiting()],
        "departments": catalog.departments(),
        "problem": problem,
    }
    return render(request, "curbside/edit/topics.html", context, status=status)


def _row(one: TopicProposal, request: HttpRequest, stopped: str) -> dict[str, object]:
    """The proposal with what its form holds: what was typed, where that could not be done."""
    name, others = one.words[0], ", ".join(one.words[1:])
    chinese = is_chinese(one.language)
    row: dict[str, object] = {
        "proposal": one,
        "name_en": "" if chinese else name.capitalize(),
        "name_zh": name if chinese else "",
        "synonyms_en": "" if chinese else others,
        "synonyms_zh": others if chinese else "",
        "department": one.department.slug,
        "into": one.into.slug if one.into else "",
    }
    if one.public_id == stopped:
        row |= {key: request.POST[key] for key in row if key in request.POST}
    return row
