"""What to look up for one question: its own words, the reply's, and then the subjects they name.

Works on any ``find`` with the signature of ``evidence.queries.find``; keeps the better score where
two searches find one passage. Deliberately judges no passage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from curbside.evidence.passage import Found
from curbside.explain import thread as thread_
from curbside.explain import threads, view
from curbside.explain.lexicon import Lexicon
from curbside.explain.meaning import Near
from curbside.explain.model import Asked

Find = Callable[[str, str, int], list[Found]]
FIRST, SUBJECT, ADVICE = 40, 28, 10  # passages asked for: by words, by subject, by what is advised
LONGEST = 800  # characters of a question that are searched with
MOST_NAMES = 3


def gather(asked: Asked, lexicon: Lexicon, find: Find, near: Near | None = None) -> list[Found]:
    """The passages for a question, best first."""
    reply = view.read(asked.reply)
    question = f"{asked.headline} {asked.question}".strip()[:LONGEST]
    said = " ".join(one.text for one in reply.said)[:LONGEST]
    found = [find(text, asked.language, FIRST) for text in (question, said) if text.strip()]
    first = best(found)
    kept: thread_.Names = {}
    for thread in threads.read(asked, reply, lexicon, first, near, threads.MOST_SEARCHED):
        limit = ADVICE if thread.origins == {thread_.ADVICE} else SUBJECT
        titles = {h.passage.source: h.passage for h in first}
        same = [t for t, p in titles.items() if thread_.strength(p, thread, kept)]
        words = dict.fromkeys([thread.label.lower(), *(t.lower() for t in same[:MOST_NAMES])])
        found.append(find(" ".join(words), asked.language, limit))
    return best(found)


def best(searches: Iterable[Iterable[Found]]) -> list[Found]:
    """All that was found, each passage once, with its best score."""
    kept: dict[str, Found] = {}
    for search in searches:
        for hit in search:
            held = kept.get(hit.passage.ref)
            if held is None or hit.score > held.score:
                kept[hit.passage.ref] = hit
    return sorted(kept.values(), key=lambda hit: -hit.score)
