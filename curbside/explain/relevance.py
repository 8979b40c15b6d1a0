"""How much a sentence is worth to whoever asked: the weights of what is seen of it. Pure.

What is seen is named by ``candidates`` (subject, words, search, place, meaning) and ``judging``
(style); here is only what each counts. Chosen on the questions of the tuning half
(``evals/explain.py``): there, what a sentence shares with the reply and how near it is to question
and reply together tell whether it says a key point; how heavy its subject is hardly does.
"""

from __future__ import annotations

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "subject": 0.5,  # how far its source is about a heavy thread, and to the point
    "reply": 1.8,  # the telling words that it shares with the reply
    "question": 1.0,
    "search": 0.4,
    "place": 0.15,  # the first sentences of a passage say most
    "first": 0.15,  # and the first passages of a source
    "names": 0.25,  # its thread by name
    "leans": -0.25,  # on an "it" that stands for it
    "common": 0.15,
    "hard": -0.08,  # for each grade above an easy one
    "rare": -0.4,
    "technical": -0.4,
    "empty": -0.3,
    "also": -0.1,
    "grave": -0.5,
    "both": 3.0,  # by the encoder: how near to question and reply
}


def worth(seen: Mapping[str, float]) -> float:
    """The sum of what is seen, weighed."""
    return sum(WEIGHTS[name] * value for name, value in seen.items())
