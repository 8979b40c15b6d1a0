"""The step with photographs: added, shown back small, removed. Cleaning them is the room's work."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from curbside.consult import asking
from curbside.consult.models import AskDraft
from curbside.consult.photos import MOST, MOST_BYTES
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.web.conditional import SAFE
from curbside.web.forms.ask import Mistake
from curbside.web.views.ask import journey, links, steps
from curbside.web.views.ask.by_link import by_link, for_form, is_ours, press_again

STAGE = journey.STAGES["photos"]
MOST_SENT = MOST * MOST_BYTES + 1024 * 1024  # bytes of a whole form
# What the room may say of a photograph; here so that it is translated.
SAID = (
    gettext_noop("The photograph is empty."),
    gettext_noop("The photograph is too large."),
    gettext_noop("The photograph has too many pixels."),
    gettext_noop("The photograph is damaged."),
    gettext_noop("This is no photograph we can read."),
    gettext_noop("Send a photograph as JPEG, PNG, WebP or HEIC of at most 20 MB."),
    gettext_noop("At most 40 megapixels can be read."),
    gettext_noop("Take or save it again."),
    gettext_noop("A question can have 4 photographs."),
    gettext_noop("Remove one to add another."),
)


@dataclass(frozen=True)
class Shown:
    """A photograph as its step shows it."""

    public_id: str
    url: str
    width: int
    height: int


@for_form
def photos(request: HttpRequest, token: str) -> HttpResponseBase:
    """The step: by POST adds what was chosen, or removes one."""
    draft = asking.read(token)
    if request.method != "POST":
        return _shown(request, token, draft, [])
    if _size(request) > MOST_SENT:
        too_much = _("These are too large to send together. Add them one by one.")
        return _shown(request, token, draft, [Mistake("photo", too_much)])
    if not is_ours(request):
        return _shown(request, token, draft, [])
    mistakes = _changed(request, token)
    if mistakes:
        return _shown(request, token, draft, mistakes)
    go = "add" if "remove" in request.POST else request.POST.get("go", "on")
    lead = {"add": _here, "back": steps.before}.get(go, steps.after)
    return links.see(lead(request, token, STAGE))


def _here(request: HttpRequest, token: str, stage: journey.Stage) -> str:
    return request.get_full_path()


def _changed(request: HttpRequest, token: str) -> list[Mistake]:
    """Remove or add what the form says; what is wrong with what was to be added."""
    if "remove" in request.POST:
        asking.remove_photo(token, request.POST["remove"])
        return []
    chosen = request.FILES.getlist("photo")
    return [Mistake("photo", words) for file in chosen for words in _added(token, file)]


def _size(request: HttpRequest) -> int:
    """Bytes of the form, known before anything of it is read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdigit() else 0


def _added(token: str, file: UploadedFile) -> list[str]:
    """Add one file; what is wrong with it, if anything, by the name its owner gave it."""
    try:
        if (file.size or 0) > MOST_BYTES:
            raise BadInput("The photograph is too large.", SAID[5])
        asking.add_photo(token, file.read())
    except BadInput as problem:
        name = (file.name or "")[:60]
        return [f"{name}: {_(problem.message)} {_(problem.hint)}".strip(": ")]
    return []


def _shown(
    request: HttpRequest, token: str, draft: AskDraft, mistakes: list[Mistake]
) -> HttpResponse:
    found = [
        Shown(p.public_id, reverse("ask-photo", args=[token, p.public_id]), p.width, p.height)
        for p in draft.photos.defer("body")
    ]
    context = {"photos": found, "room": MOST - len(found), "notice": press_again(request)}
    return steps.show(request, STAGE, mistakes, context)


@by_link
def photo(request: HttpRequest, token: str, public_id: str) -> HttpResponseBase:
    """One photograph of a form that is not sent, for who holds its address. Raises NotFound."""
    try:
        found = asking.read(token).photos.filter(public_id=public_id).first()
    except Conflict:
        found = None
    if found is None:
        raise NotFound("There is no such photograph.", "Go back to your question.")
    if request.method not in SAFE:  # said only to who holds the address
        return HttpResponseNotAllowed(SAFE)
    return HttpResponse(bytes(found.body), content_type="image/jpeg")
