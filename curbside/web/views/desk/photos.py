"""Photographs of a question, for whoever may read it. Kept by no cache."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from curbside.consult import queries
from curbside.web.guards import person_of, staff_page
from curbside.web.views.desk.rights import ROLES


@require_safe
@staff_page(*ROLES)
def photo(request: HttpRequest, public_id: str, photo: str) -> HttpResponse:
    """One photograph; that it was seen is audited. Raises NotFound."""
    found = queries.photo_for(person_of(request), public_id, photo)
    response = HttpResponse(bytes(found.body), content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    return response
