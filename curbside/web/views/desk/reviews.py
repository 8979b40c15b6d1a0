"""Whether a published answer is still right: said by a doctor of its department."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from curbside.core.errors import BadInput, Gone, NotFound
from curbside.library import queries, reviewing
from curbside.library.models import Entry
from curbside.people.person import Person
from curbside.web import head
from curbside.web.forms.ask import Mistake
from curbside.web.guards import person_of, staff_page
from curbside.web.views.desk.acts import any_method
from curbside.web.views.desk.notices import go
from curbside.web.views.desk.rights import ROLES


@any_method
@staff_page(*ROLES)
def review(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The choices for one answer; by POST, what was chosen. Raises NotFound or Gone."""
    person = person_of(request)
    entry = _entry(person, public_id)
    mistakes: list[Mistake] = []
    if request.method == "POST":
        try:
            _say(request, entry, person)
            return go("desk-mine", done="reviewed")
        except (BadInput, NotFound, Gone):
            words = _("Give the address or the id of another published answer.")
            mistakes = [Mistake("successor", words)]
    context = {
        "head": head.for_private(_("Is it still right?")),
        "entry": entry,
        "mistakes": mistakes,
        "successor": request.POST.get("successor", ""),
        "here": "mine",
    }
    return render(request, "curbside/desk/review.html", context, status=422 if mistakes else 200)


def _entry(person: Person, public_id: str) -> Entry:
    entry = queries.entry(queries.version(public_id).id)
    if not reviewing.may_say(person, entry):
        raise NotFound("There is no such question.", "Search for it instead.")
    return entry


def _say(request: HttpRequest, entry: Entry, person: Person) -> None:
    """Note what was chosen. Raises BadInput, NotFound or Gone for a wrong successor."""
    what, actor = request.POST.get("what", ""), person.actor
    if what == "right":
        reviewing.confirm_right(entry.public_id, actor, reviewing.in_due_time())
    elif what == "outdated":
        reviewing.mark_outdated(entry.public_id, actor)
    elif what == "superseded":
        reviewing.supersede(entry.public_id, _id_in(request.POST.get("successor", "")), actor)
    else:
        raise BadInput("Nothing was chosen.", "Choose one of the three.")


def _id_in(address: str) -> str:
    """The public id in an address such as /en/q/ID/slug/, or the id itself."""
    after = address.strip().partition("/q/")[2] or address.strip()
    return after.split("/")[0][:10]
