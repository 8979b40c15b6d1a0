"""After the reply: the doctor's own corrections, and what colleagues say under their names."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from curbside.consult import desk, queries
from curbside.consult.errors import EditConflict, no_question
from curbside.consult.models import Reply
from curbside.consult.queries import DoctorsView
from curbside.core.errors import Conflict
from curbside.people.person import Person
from curbside.web.forms.desk import Opinion, Revise
from curbside.web.guards import person_of, staff_page
from curbside.web.views.desk.acts import any_method
from curbside.web.views.desk.notices import go
from curbside.web.views.desk.page import Panel, Said, shown
from curbside.web.views.desk.rights import ROLES, rights


@any_method
@staff_page(*ROLES)
def revise(request: HttpRequest, public_id: str, round_number: int) -> HttpResponseBase:
    """Correct one's own reply. Raises NotFound for somebody else's."""
    person = person_of(request)
    seen, reply = _reply(person, public_id, round_number, own=True)
    title = _("Correct your reply")
    if request.method != "POST":
        stands = {"text": reply.text, "revisions": reply.revisions.count()}
        panel = Panel("revise", title, Revise(initial=stands), round_number)
        return shown(request, seen, panel=panel)
    form = Revise(request.POST)
    panel = Panel("revise", title, form, round_number)
    if not form.is_valid():
        return shown(request, seen, panel=panel, said=Said(mistakes=form.mistakes(), status=422))
    given = form.cleaned_data
    try:
        desk.revise(reply.pk, person, given["text"], given["reason"], given["revisions"])
    except EditConflict as both:
        again = Revise({**request.POST.dict(), "revisions": both.version})
        panel = Panel("revise", title, again, round_number, stands=both.theirs)
        return shown(request, seen, panel=panel, said=Said.problem(both))
    except Conflict as problem:
        return shown(request, seen, panel=panel, said=Said.problem(problem))
    return go("desk-question", public_id, done="revised")


@any_method
@staff_page(*ROLES)
def opinion(request: HttpRequest, public_id: str, round_number: int) -> HttpResponseBase:
    """Agree with a colleague's reply, or see it differently. Raises NotFound for one's own."""
    person = person_of(request)
    seen, reply = _reply(person, public_id, round_number, own=False)
    given = next((o for o in reply.opinions.all() if o.by_id == person.user_id), None)
    known = {"stance": given.stance, "text": given.text} if given else None
    form = Opinion(request.POST if request.method == "POST" else None, initial=known)
    panel = Panel("opinion", _("Your opinion on this reply"), form, round_number)
    if not form.is_bound:
        return shown(request, seen, panel=panel)
    if not form.is_valid():
        return shown(request, seen, panel=panel, said=Said(mistakes=form.mistakes(), status=422))
    try:
        desk.give_opinion(reply.pk, person, **form.cleaned_data)
    except Conflict as problem:
        return shown(request, seen, panel=panel, said=Said.problem(problem))
    return go("desk-question", public_id, done="opinion")


def _reply(
    person: Person, public_id: str, round_number: int, *, own: bool
) -> tuple[DoctorsView, Reply]:
    """The reply of a round, one's own or not. Raises NotFound."""
    seen = queries.question_for(person, public_id)
    replies = [r for r in seen.question.replies.all() if r.round == round_number]
    for reply in replies:
        if (reply.doctor_id == person.user_id) is own and rights(person, seen).opine:
            return seen, reply
    raise no_question()
