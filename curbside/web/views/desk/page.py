"""The page of one question: what was asked on one side, what to do with it on the other.

Knows how to show; what happens when a button is pressed is in ``question``, ``acts`` and
``opinions``, which all answer with this page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from curbside.consult import desk, links
from curbside.consult.policy import current as policy
from curbside.consult.queries import DoctorsView
from curbside.consult.states import TAKEN
from curbside.core import clock
from curbside.core.errors import CurbsideError
from curbside.people.person import Person
from curbside.web import head
from curbside.web.forms.ask import Mistake, Step
from curbside.web.guards import person_of
from curbside.web.views.desk import citing, flags, intake, notices, spans, structure, talk
from curbside.web.views.desk.rights import rights
from curbside.web.views.desk.talk import Stated

SIMILAR = 4


@dataclass(frozen=True)
class Editor:
    """The reply as it stands in its field. ``warn``: a red flag, and no word on when to seek
    care.
    """

    text: str
    version: int
    form_id: str
    warn: bool = False


@dataclass(frozen=True)
class Panel:
    """A form in the place of the editor: the name of its template, and its heading."""

    name: str
    title: str
    form: Step
    round_number: int = 0
    stands: str = ""  # what stands now, where somebody else has changed it meanwhile


@dataclass(frozen=True)
class Said:
    """What the page tells of what was just done, or why it was not."""

    notice: str = ""
    mistakes: Sequence[Mistake] = ()
    status: int = 200

    @classmethod
    def problem(cls, error: CurbsideError) -> Said:
        """An error of the consult room, in the reader's language."""
        words = " ".join(_(text) for text in (error.message, error.hint) if text)
        return cls(mistakes=[Mistake("", words)], status=error.http_status)


def shown(
    request: HttpRequest,
    seen: DoctorsView,
    *,
    editor: Editor | None = None,
    panel: Panel | None = None,
    said: Said | None = None,
) -> HttpResponse:
    """The page of a question that was read with ``queries.question_for``."""
    person = person_of(request)
    department = seen.question.department
    said = said or Said(notices.told(request))
    editor = editor or Editor(seen.draft.text, seen.draft.version, links.new_token())
    context = {
        # Without what it is about: titles stay in the history of a shared computer.
        "head": head.for_private(_("A question for %(name)s") % {"name": department.name}),
        "panel": panel,
        "mistakes": said.mistakes,
        "notice": said.notice,
        **_asked(person, seen),
        **_work(request, person, seen, editor),
    }
    return render(request, "curbside/desk/question.html", context, status=said.status)


def _asked(person: Person, seen: DoctorsView) -> dict[str, Any]:
    """The side with what was asked and said."""
    question = seen.question
    later = talk.said_by_asker(seen.turns)
    signs = flags.signs(question.flags, {**intake.texts(question), **later})
    return {
        "seen": seen,
        "question": question,
        "signs": signs.all,
        "who": intake.who(question),
        "parts": intake.parts(question, signs),
        "lines": talk.lines(seen, person, signs),
        "waiting": spans.since(question.queued_at, clock.now()),
    }


def _work(
    request: HttpRequest, person: Person, seen: DoctorsView, editor: Editor
) -> dict[str, Any]:
    """The side with what to do."""
    question, may = seen.question, rights(person, seen)
    taken = seen.claim if question.state in TAKEN else None
    return {
        "can": may,
        "person": person,
        "editor": editor,
        "headings": structure.headings(question.language),
        "preview": previewed(request, editor.text),
        "taken_by": talk.name_of(taken.doctor) if taken else "",
        "left": spans.until(taken.expires_at, clock.now()) if taken else "",
        "claim_hours": policy().claim_hours,
        "similar": citing.similar(intake.asked(question), question.language, SIMILAR),
        "snippets": desk.snippets(person) if may.reply else [],
    }


def previewed(request: HttpRequest, text: str) -> Stated | None:
    """The text as the reply it would be; None for who has no signature."""
    doctor = getattr(request.user, "doctor", None)
    return Stated("preview", doctor, clock.today(), text) if doctor and text.strip() else None
