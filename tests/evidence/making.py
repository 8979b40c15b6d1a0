"""Notes and sources for the evidence room's tests."""

from __future__ import annotations

from typing import Any

from curbside.evidence import operations
from curbside.evidence.models import Source
from curbside.evidence.notes import Note, Section
from curbside.evidence.operations import NewSource
from curbside.evidence.preparing import prepare
from curbside.evidence.subjects import Subjects
from curbside.evidence.vectors import Maker
from curbside.search.operations import encoder

TWITCH = (
    "Facial twitching is a small movement of a muscle that you cannot control. It mostly stops"
    " by itself.\n\nWhat causes it?\nTiredness and too much coffee are the usual causes. Stress"
    " can set it off too.\n\nSee a doctor if it lasts for weeks:\n- and the face gets weak\n- or"
    " the eye does not close"
)
GOUT = "Gout is a painful swelling of a joint. Uric acid forms sharp crystals in the joint."


def make_note(ref: str = "n1", text: str = TWITCH, **fields: Any) -> Note:
    given = {"title": "Facial twitching", "language": "en", "publisher": "The clinic", **fields}
    return Note(ref=ref, sections=(Section(text),), **given)


def put(*notes: Note, collection: str = "tests") -> list[Source]:
    """Write the notes; the sources in order."""
    news = [NewSource(prepare(note, Subjects(())), f"digest of {note}"[:32]) for note in notes]
    vectors = Maker(encoder().encode).of(operations.said(news))
    operations.put(collection, news, vectors, "tests")
    held = {source.ref: source for source in Source.objects.filter(collection=collection)}
    return [held[note.ref] for note in notes]
