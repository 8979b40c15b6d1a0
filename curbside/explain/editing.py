"""What a reviewer does to a draft: sentences changed, removed, moved, added, cited otherwise.

Each is one transaction that refuses an older version and is audited. A sentence that its citations
do not bear is refused (see ``support``): it cannot be kept, not even for a while.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from curbside.core import audit
from curbside.core.errors import BadInput
from curbside.explain import cited, shelves, support, texts
from curbside.explain.drafting import _if_unsigned_are_shown
from curbside.explain.model import REPLY, Asked, Citation, Sentence
from curbside.explain.models import Version
from curbside.explain.states import Move, State
from curbside.explain.support import Cited, Problem
from curbside.explain.texts import Text

if TYPE_CHECKING:
    from curbside.people.person import Person

LONGEST = 600  # characters of a sentence
MOST_CITED = 5


class Unborne(BadInput):
    """A sentence says what its citations do not. ``problems`` tell where; the message does not."""

    code = "unborne"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            "The sentence says something that its sources do not say.",
            "Keep to what they say, or choose another source.",
        )
        self.problems = tuple(problems)


@transaction.atomic
def save(public_id: str, person: Person, edit: int, line: int, text: str) -> int:
    """Another wording for a sentence; its citations stay. Raises NotFound, Conflict, BadInput and
    Unborne.
    """
    found = _draft(public_id, person, edit)
    before = texts.line(shelves.text_of(found), line).sentence
    after = borne(text, before.citations, shelves.asked(found.explainer))
    return _keep(found, texts.changed(shelves.text_of(found), line, after), person, "changed")


@transaction.atomic
def remove(public_id: str, person: Person, edit: int, line: int) -> int:
    """Take a sentence out. Raises as ``save``."""
    found = _draft(public_id, person, edit)
    return _keep(found, texts.removed(shelves.text_of(found), line), person, "removed")


@transaction.atomic
def move(public_id: str, person: Person, edit: int, line: int, *, down: bool) -> int:
    """Move a sentence up or down in its part, its citations with it. Raises as ``save``."""
    found = _draft(public_id, person, edit)
    return _keep(found, texts.moved(shelves.text_of(found), line, down), person, "moved")


@dataclass(frozen=True)
class NewSentence:
    """A sentence to stand under a facet's heading, citing the passage of this number."""

    facet: str
    passage: int
    text: str


@transaction.atomic
def add(public_id: str, person: Person, edit: int, new: NewSentence) -> int:
    """Add a sentence that cites a passage. Raises as ``save``."""
    found = _draft(public_id, person, edit)
    where = _citable(found, [new.passage])
    sentence = borne(new.text, where, shelves.asked(found.explainer))
    return _keep(found, texts.added(shelves.text_of(found), new.facet, sentence), person, "added")


@dataclass(frozen=True)
class Choice:
    """What a sentence is to cite: passages by number, and the doctor's reply."""

    passages: tuple[int, ...] = ()
    reply: bool = False


@transaction.atomic
def cite(public_id: str, person: Person, edit: int, line: int, choice: Choice) -> int:
    """Other citations for a sentence, whose words stay. Each has to bear something of it, and
    together they have to bear all. Raises as ``save``.
    """
    found = _draft(public_id, person, edit)
    asked = shelves.asked(found.explainer)
    where = _citable(found, choice.passages)
    if choice.reply:
        where = (*where, Citation(REPLY, "", asked.reply))
    if len(where) > MOST_CITED:
        raise BadInput("These are too many sources.", f"Choose at most {MOST_CITED}.")
    before = texts.line(shelves.text_of(found), line).sentence
    borne(before.text, where, asked)
    after = Sentence(before.text, tuple(_bearing(before.text, one, asked) for one in where))
    return _keep(found, texts.changed(shelves.text_of(found), line, after), person, "cited")


def _citable(found: Version, numbers: Sequence[int]) -> tuple[Citation, ...]:
    """Citations of whole passages, which may be cited today. Raises BadInput."""
    known = cited.passages(set(numbers))
    out = []
    for number in dict.fromkeys(numbers):
        one, language = known.get(number), found.explainer.language
        if one is None or one.passage.language != language or one.standing != "current":
            raise BadInput("This source cannot be cited now.", "Choose another.")
        out.append(Citation(one.passage.ref, one.passage.url, one.passage.text, number))
    return tuple(out)


def _bearing(text: str, one: Citation, asked: Asked) -> Citation:
    """The citation with the part that bears something of the sentence. Raises BadInput."""
    quotes = support.check(text, [found for _, found in material([one], asked)]).quotes
    if not any(quotes):
        raise BadInput(
            "One of these sources says nothing of what the sentence says.", "Leave it out."
        )
    return replace(one, quote=quotes[0])


def borne(text: str, citations: Sequence[Citation], asked: Asked) -> Sentence:
    """The sentence with its citations, quoting what bears it. Raises BadInput and Unborne."""
    said = " ".join(text.split())
    if not said or len(said) > LONGEST:
        raise BadInput("The sentence is missing or too long.", f"Use at most {LONGEST} characters.")
    materials = material(citations, asked)
    if len(materials) < len(citations) or not citations:
        raise Unborne([Problem("uncited")])
    verdict = support.check(said, [one for _, one in materials])
    if not verdict.ok:
        raise Unborne(verdict.problems)
    quoted = zip(materials, verdict.quotes, strict=True)
    return Sentence(said, tuple(replace(c, quote=q or c.quote) for (c, _), q in quoted))


def material(citations: Sequence[Citation], asked: Asked) -> list[tuple[Citation, Cited]]:
    """What the citations open, those only that still open anything."""
    known = cited.passages({one.passage for one in citations if one.passage})
    out = []
    for one in citations:
        if one.ref == REPLY:
            out.append((one, Cited(asked.reply, asked.headline)))
        elif one.passage in known:
            out.append((one, known[one.passage].as_cited()))
    return out


def _draft(public_id: str, person: Person, edit: int) -> Version:
    return shelves.locked(public_id, person, State.DRAFT, edit, Move.EDIT)


def _keep(found: Version, text: Text, person: Person, what: str) -> int:
    found.text = texts.dump(text)
    found.sources = cited.sources(texts.passages(text))
    found.edit += 1
    found.save(update_fields=["text", "sources", "edit"])
    audit.record(
        person.actor,
        f"explainer.sentence-{what}",
        shelves.subject(found.explainer),
        version=found.number,
    )
    _if_unsigned_are_shown()
    return found.edit
