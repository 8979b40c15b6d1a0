"""The questions under somebody's account, each leading to its own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curbside.consult import queries
from curbside.web.guards import person_of, signed_in
from curbside.web.views.manage.account import private
from curbside.web.views.mine.conversation import STANDS


@signed_in
@require_http_methods(["GET", "HEAD"])
def questions(request: HttpRequest) -> HttpResponse:
    """Every question of the account, the newest first, with where it stands."""
    found = queries.of_account(person_of(request))
    context = {
        "head": private(_("Your questions")),
        "questions": [(seen, STANDS[seen.question.state][0]) for seen in found],
    }
    return render(request, "curbside/manage/questions.html", context)
