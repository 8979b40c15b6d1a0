"""What a doctor types: read from the form, kept as a draft without pressing a button, previewed.

Nothing typed gets lost: a text that was changed elsewhere meanwhile leads to a page with both.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from curbside.consult import desk, texts
from curbside.consult.errors import EditConflict, Invalid
from curbside.core import languages
from curbside.web import head
from curbside.web.forms.ask import Mistake
from curbside.web.guards import person_of, staff_page
from curbside.web.views.desk.page import previewed
from curbside.web.views.desk.rights import ROLES

CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True)
class Typed:
    """The reply's form as it was sent. ``version`` is that of the draft the page was made with."""

    text: str
    version: int
    form_id: str

    @property
    def untouched(self) -> bool:
        """Whether there is nothing to keep: no draft yet, and nothing typed."""
        return not self.text.strip() and self.version == 0


def typed(request: HttpRequest) -> Typed:
    """What was sent; a version that is no number counts as none, so that it overwrites nothing."""
    version = request.POST.get("version", "")
    known = version.isascii() and version.isdigit() and len(version) < 10
    return Typed(
        texts.storable(request.POST.get("text", "")),
        int(version) if known else 0,
        request.POST.get("form_id", "")[: texts.FORM_ID],
    )


def mistake(problem: Invalid) -> Mistake:
    """What is wrong with the text, in words."""
    if problem.problems.get("text") == "too-long":
        most = {"most": f"{texts.REPLY:,}"}
        return Mistake("text", _("A reply can be %(most)s characters long.") % most)
    if "text" in problem.problems:
        return Mistake("text", _("Write the reply first."))
    return Mistake("", _("Please press again."))


@require_POST
@staff_page(*ROLES)
def draft(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Keep the text; for the script, which sends it while the doctor types. Raises NotFound."""
    given = typed(request)
    try:
        version = desk.save_draft(public_id, person_of(request), given.text, given.version)
    except EditConflict:
        return JsonResponse({"problem": "conflict"}, status=CONFLICT)
    except Invalid as problem:
        return JsonResponse({"problem": mistake(problem).words}, status=UNPROCESSABLE)
    return JsonResponse({"version": version})


@require_POST
@staff_page(*ROLES)
def preview(request: HttpRequest) -> HttpResponse:
    """The text as the asker will see it; needs no question and reads none."""
    known = request.POST.get("language", "")
    entry = {"language": known if known in languages.ALL else languages.ENGLISH}
    context = {"preview": previewed(request, typed(request).text), "entry": entry}
    return render(request, "curbside/desk/_preview.html", context)


def conflict_page(request: HttpRequest, public_id: str, both: EditConflict) -> HttpResponse:
    """Both texts side by side; nothing is lost, and the doctor chooses."""
    context = {
        "head": head.for_private(_("Two versions of your reply")),
        "public_id": public_id,
        "both": both,
    }
    return render(request, "curbside/desk/conflict.html", context, status=CONFLICT)
