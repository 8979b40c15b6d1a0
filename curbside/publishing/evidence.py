"""What doctors replied here, once published, as evidence; gone from it with the entry.

Both happen in the transaction of the entry's own change: ``offer`` is called where an entry is put,
``take_back`` hears the library's ``withdrawn``, whoever withdraws. Only replies that went through
publishing are offered: their doctors are verified, which an imported reply's need not be.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from curbside.core.errors import Conflict, NotFound
from curbside.core.ids import derived_public_id
from curbside.evidence import cleaning, operations, rules
from curbside.evidence.notes import Note, Section
from curbside.evidence.operations import NewSource
from curbside.evidence.preparing import prepare
from curbside.evidence.vectors import Maker
from curbside.library.models import Entry
from curbside.search.operations import encoder


def offer(entry: Entry, actor: str) -> None:
    """Make the doctors' replies of a published entry evidence, in the caller's transaction; what
    says nothing that can be cited is taken back.
    """
    replies = [r for r in entry.replies.select_related("doctor") if r.doctor and r.text]
    note = Note(
        ref=entry.public_id,
        title=entry.headline,
        language=entry.language,
        sections=tuple(Section(reply.plain) for reply in replies),
        publisher=", ".join(dict.fromkeys(r.doctor.name_en for r in replies if r.doctor))[:120],
        date=max((reply.date for reply in replies if reply.date), default=None),
        review_by=entry.review_by,
        subjects=(entry.headline,),
    )
    if entry.state != Entry.State.PUBLISHED or cleaning.refusal(note):
        take_back(entry.public_id, actor)
        return
    source = NewSource(prepare(note, operations.known_subjects()))
    vectors = Maker(encoder().encode).of(operations.said([source]))
    operations.put(rules.REPLIES, [source], vectors, actor)


def take_back(public_id: str, actor: str, **_: Any) -> None:
    """Nothing of the entry is evidence from now on. Also the receiver of ``library.withdrawn``."""
    with suppress(NotFound, Conflict):  # it never was, or is so already
        operations.withdraw(derived_public_id("evidence", rules.REPLIES, public_id), actor, "entry")
