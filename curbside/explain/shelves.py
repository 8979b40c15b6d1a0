"""Finding an explainer and its versions for whoever works on them, locked where they change.

The wrong person and a wrong id give the same NotFound; an edit over somebody else's is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from curbside.core.errors import Conflict, NotFound
from curbside.explain import rules, states, texts
from curbside.explain.model import Asked
from curbside.explain.models import Explainer, Version
from curbside.explain.states import Move
from curbside.library.models import Entry
from curbside.library.queries import visible

if TYPE_CHECKING:
    from curbside.catalog.models import Department
    from curbside.people.person import Person


def readable() -> QuerySet[Explainer]:
    """Explainers of what is public: nobody works on those of a withdrawn entry."""
    shown = Explainer.objects.filter(entry__in=visible()) | Explainer.objects.filter(
        entry__isnull=True
    )
    return shown.select_related("entry__department", "topic__department")


def department(shelf: Explainer) -> Department:
    """Whose doctors look after it."""
    of = shelf.entry or shelf.topic
    if of is None:
        raise RuntimeError("an explainer is of an entry or of a topic")
    return of.department


def for_person(public_id: str, person: Person) -> Explainer:
    """The explainer, if the person may review it. Raises NotFound."""
    shelf = readable().filter(public_id=public_id).first()
    if shelf is None or not rules.may_review(person, department(shelf).pk):
        raise none()
    return shelf


def none() -> NotFound:
    """What is said of an explainer that is not there, or not for this person."""
    return NotFound("There is no such explanation.", "Go back to what waits.")


def locked(public_id: str, person: Person, state: str, edit: int, move: Move) -> Version:
    """The version that is in this state, locked, for a move of the person's. Raises NotFound, and
    Conflict when it has changed since or cannot be moved so.
    """
    shelf = for_person(public_id, person)
    list(Explainer.objects.select_for_update().filter(pk=shelf.pk))
    found = Version.objects.filter(explainer=shelf, state=state).first()
    if found is None:
        raise Conflict(
            "Somebody else moved this on since you opened it.", "Look at where it stands now."
        )
    states.after(found.state, move)
    if found.edit != edit:
        raise Conflict(
            "Somebody else changed this since you opened it.",
            "Look at what stands there now, then decide again.",
        )
    found.explainer = shelf
    return found


def open_version(shelf: Explainer) -> Version | None:
    """The draft or signed version that is being worked on."""
    return Version.objects.filter(explainer=shelf, state__in=states.OPEN).first()


def published_version(shelf: Explainer) -> Version | None:
    """The version readers see."""
    return Version.objects.filter(explainer=shelf, state=states.State.PUBLISHED).first()


def asked(shelf: Explainer) -> Asked:
    """What is to be explained: the entry with its doctors' replies, or the topic by its names."""
    if shelf.entry is not None:
        return _asked_in(shelf.entry)
    topic = shelf.topic
    if topic is None:
        raise RuntimeError("an explainer is of an entry or of a topic")
    chinese = shelf.language.startswith("zh")
    name = (topic.name_zh if chinese else topic.name_en) or topic.name_en
    # Its name alone: among its synonyms may be one that is a red flag, which the topic is not.
    return Asked(name, "", shelf.language, name, department=topic.department.slug)


def _asked_in(entry: Entry) -> Asked:
    said = entry.replies.filter(doctor__isnull=False).exclude(text="")
    return Asked(
        question=entry.question or entry.title or entry.headline,
        reply="\n\n".join(reply.plain for reply in said),
        language=entry.language,
        headline=entry.headline,
        age_band=entry.age_band,
        sex=entry.sex,
        department=entry.department.slug,
    )


def text_of(version: Version) -> texts.Text:
    """The version's text."""
    return texts.load(version.text)


def subject(shelf: Explainer) -> str:
    """How an explainer is named in the audit."""
    return f"explainer:{shelf.public_id}"
