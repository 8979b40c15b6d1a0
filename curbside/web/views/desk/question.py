"""The page of one question, and the reply's form on it, whose buttons all keep the text first."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from curbside.consult import desk, queries
from curbside.consult.errors import EditConflict, Invalid
from curbside.consult.queries import DoctorsView
from curbside.core.errors import Conflict, CurbsideError
from curbside.library import queries as library
from curbside.web.guards import person_of, staff_page
from curbside.web.views.desk import structure
from curbside.web.views.desk.citing import citation
from curbside.web.views.desk.drafts import Typed, conflict_page, mistake, typed
from curbside.web.views.desk.notices import go
from curbside.web.views.desk.page import Editor, Said, shown
from curbside.web.views.desk.rights import ROLES

FORMS = ("ask-back", "refer", "decline", "level")  # buttons that lead to a form of their own
Press = Callable[[HttpRequest, str, Typed], HttpResponseBase]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*ROLES)
def question(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The question; by POST, what a button of the reply's form does. Raises NotFound."""
    if request.method != "POST":
        return shown(request, queries.question_for(person_of(request), public_id))
    given = typed(request)
    press = PRESSED.get(request.POST.get("go", ""), _save)
    try:
        return press(request, public_id, given)
    except EditConflict as both:
        return conflict_page(request, public_id, both)
    except Invalid as problem:
        said = Said(mistakes=[mistake(problem)], status=422)
    except Conflict as problem:
        said = Said.problem(problem)
    return _again(request, public_id, given, said)


def _again(
    request: HttpRequest,
    public_id: str,
    given: Typed,
    said: Said | None = None,
    *,
    warn: bool = False,
) -> HttpResponseBase:
    """The page with what was typed still in its field."""
    seen = queries.question_for(person_of(request), public_id)
    same = seen.draft.text == given.text.strip()  # it was saved just now, or already
    version = seen.draft.version if same else given.version
    editor = Editor(given.text, version, given.form_id, warn)
    return shown(request, seen, editor=editor, said=said)


def _kept(request: HttpRequest, public_id: str, given: Typed, text: str | None = None) -> Typed:
    """The text, or what became of it, saved as the draft; a field that nobody touched is not.
    Raises as ``desk.save_draft`` does.
    """
    after = Typed(given.text if text is None else text, given.version, given.form_id)
    if after.untouched:
        queries.question_for(person_of(request), public_id)  # raises NotFound
        return after
    version = desk.save_draft(public_id, person_of(request), after.text, after.version)
    return Typed(after.text, version, after.form_id)


def _save(request: HttpRequest, public_id: str, given: Typed) -> HttpResponseBase:
    """Save, with a snippet or a link at the end of the text where one was chosen."""
    more = _chosen(request)
    text = "\n\n".join(filter(None, (given.text.rstrip(), more))) if more else None
    _kept(request, public_id, given, text)
    return go("desk-question", public_id, done="" if more else "saved", place="text")


def _chosen(request: HttpRequest) -> str:
    """The text of the doctor's own snippet, or the address of a published answer; else ""."""
    cite, snippet = request.POST.get("cite", ""), request.POST.get("insert", "")
    if cite:
        return citation(library.entry(library.version(cite).id))
    own = desk.snippets(person_of(request)) if snippet else []
    return next((one.text for one in own if str(one.pk) == snippet), "")


def _add_headings(request: HttpRequest, public_id: str, given: Typed) -> HttpResponseBase:
    seen = queries.question_for(person_of(request), public_id)
    text = structure.with_parts(given.text, seen.question.language)
    _kept(request, public_id, given, text)
    return go("desk-question", public_id, place="text")


def _preview(request: HttpRequest, public_id: str, given: Typed) -> HttpResponseBase:
    _kept(request, public_id, given)
    return go("desk-question", public_id, place="preview-title")


def _elsewhere(name: str) -> Press:
    def press(request: HttpRequest, public_id: str, given: Typed) -> HttpResponseBase:
        _kept(request, public_id, given)
        return go(f"desk-{name}", public_id, place="work")

    return press


def _hand_back(request: HttpRequest, public_id: str, given: Typed) -> HttpResponseBase:
    _kept(request, public_id, given)
    desk.hand_back(public_id, person_of(request))
    return go("desk", done="handed-back")


def _send(request: HttpRequest, public_id: str, given: Typed) -> HttpResponseBase:
    """Send the reply; ask once more where a red flag stands and it says nothing of it."""
    person = person_of(request)
    if "sure" not in request.POST and not structure.says_when_to_seek_care(given.text):
        seen = queries.question_for(person, public_id)
        if _needs_care(seen) and given.text.strip():
            kept = _kept(request, public_id, given)
            return _again(request, public_id, kept, warn=True)
    try:
        desk.reply(public_id, person, given.text, given.version, given.form_id)
    except (EditConflict, Invalid):
        raise
    except CurbsideError:  # the claim is gone; what was typed stays
        _kept(request, public_id, given)
        raise
    return go("desk-question", public_id, done="replied")


def _needs_care(seen: DoctorsView) -> bool:
    return seen.mine and bool(seen.question.flags)


PRESSED: dict[str, Press] = {
    "send": _send,
    "preview": _preview,
    "headings": _add_headings,
    "hand-back": _hand_back,
    **{name: _elsewhere(name) for name in FORMS},
}
