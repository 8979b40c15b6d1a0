"""Which turns under a question belong together: each doctor's reply with what followed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from curbside.library.models import Reply


@dataclass
class Thread:
    """A doctor's reply, and the follow-ups of asker and doctor under it."""

    reply: Reply
    follow_ups: list[Reply] = field(default_factory=list)


def threads(replies: Sequence[Reply]) -> list[Thread]:
    """One thread for each doctor, in order. The asker's turns go to the doctor who takes them up,
    or to the doctor who spoke last; those before any doctor stand alone in nobody's thread and are
    kept with the first.
    """
    found: list[Thread] = []
    waiting: list[Reply] = []
    for reply in replies:
        if reply.doctor_id is None:
            waiting.append(reply)
            continue
        own = next((t for t in found if t.reply.doctor_id == reply.doctor_id), None)
        if own:
            own.follow_ups += [*waiting, reply]
        else:
            if found:
                found[-1].follow_ups += waiting
                waiting = []
            found.append(Thread(reply, list(waiting)))
        waiting = []
    if found:
        found[-1].follow_ups += waiting
    return found
