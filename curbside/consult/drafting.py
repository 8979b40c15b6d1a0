"""The unsent form: begun, saved as it is typed, photographs added. Judges nothing that is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from curbside.consult import beginning, form, links, photos
from curbside.consult.beginning import NOBODY, Beginner
from curbside.consult.errors import EditConflict
from curbside.consult.models import AskDraft, Photo, Question
from curbside.consult.policy import current as policy
from curbside.core import audit, clock, ids, languages
from curbside.core.errors import BadInput, Conflict, NotFound


@transaction.atomic
def start(language: str, by: Beginner = NOBODY) -> str:
    """Begin a form; return its token, which only the asker holds. Raises BadInput, TooMany."""
    if language not in languages.ALL:
        raise BadInput("There is no such language here.", "Choose one from the list.")
    token = links.new_token()
    AskDraft.objects.create(
        token_hash=links.token_hash(token),
        language=language,
        expires_at=beginning.expiry(policy()),
        **beginning.admit(by, policy()),
    )
    return token


def read(token: str) -> AskDraft:
    """The form as it was last saved. Raises Conflict once it was sent, else NotFound."""
    return _open(token, lock=False)


@transaction.atomic
def save(token: str, fields: Mapping[str, object], version: int | None = None) -> AskDraft:
    """Keep what was typed in these fields; others stay as they are. Return the form.

    Fields as in ``form.NAMES``: texts, ``may_publish`` a bool. With a ``version``, that of the
    form when its page was made, nobody else's change is overwritten. Raises EditConflict, whose
    texts are dicts of fields, Invalid, Conflict once it was sent, NotFound.
    """
    draft = _open(token, lock=True)
    typed = form.kept(fields)
    if draft.fields == {**draft.fields, **typed}:
        return draft
    if version is not None and version != draft.version:
        raise EditConflict(typed, draft.fields, draft.version)
    draft.fields = {**draft.fields, **typed}
    draft.version += 1
    draft.expires_at = beginning.expiry(policy())
    draft.save(update_fields=["fields", "version", "expires_at"])
    return draft


def add_photo(token: str, upload: bytes) -> Photo:
    """Add a photograph, cleaned, to a form. Raises BadInput, Conflict once sent, NotFound."""
    read(token)  # before the work of decoding
    cleaned = photos.clean(upload)
    with transaction.atomic():
        draft = _open(token, lock=True)
        taken = set(draft.photos.values_list("position", flat=True))
        free = [position for position in range(photos.MOST) if position not in taken]
        if not free:
            hint = "Remove one to add another."
            raise BadInput(f"A question can have {photos.MOST} photographs.", hint)
        return Photo.objects.create(
            public_id=ids.public_id(),
            draft=draft,
            position=free[0],
            body=cleaned.body,
            width=cleaned.width,
            height=cleaned.height,
        )


@transaction.atomic
def remove_photo(token: str, photo: str) -> None:
    """Remove a photograph by its public id; one that is not there is no error."""
    _open(token, lock=True).photos.filter(public_id=photo).delete()


@transaction.atomic
def emergency_shown(token: str, codes: Iterable[str]) -> None:
    """Record that the page about an emergency was shown, for the flags with these codes."""
    draft = _open(token, lock=True)
    shown = sorted({*draft.emergency_shown, *codes})
    if draft.emergency_shown_at and shown == draft.emergency_shown:
        return
    draft.emergency_shown, draft.emergency_shown_at = shown, clock.now()
    draft.save(update_fields=["emergency_shown", "emergency_shown_at"])
    audit.record("asker", "emergency.shown", f"draft:{draft.pk}", codes=shown)


def sent(token: str) -> Question | None:
    """The question that the form became, if it was sent."""
    return Question.objects.filter(draft_token_hash=links.token_hash(token)).first()


def _open(token: str, *, lock: bool) -> AskDraft:
    drafts = AskDraft.objects.select_for_update() if lock else AskDraft.objects.all()
    found = drafts.filter(token_hash=links.token_hash(token)).first()
    if found is None and sent(token) is not None:
        raise Conflict("This form was sent already.", "Open your question to add to it.")
    if found is None or found.expires_at <= clock.now():
        raise NotFound("This form is no longer kept.", "Start a new one.")
    return found
