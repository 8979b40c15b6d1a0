"""Where an explanation and the doctor's reply disagree, for a reviewer to see before signing. Pure.

The composer leaves such sentences out; people and models who edit may bring them back. Says where
and why, and deliberately settles nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from curbside.explain import contradiction, view
from curbside.explain.model import REPLY, Asked, Composition


@dataclass(frozen=True)
class Disagreement:
    """``sentence`` counts from 0 through all sections; ``reply`` is the doctor's sentence."""

    sentence: int
    reply: str
    reason: str


def disagreements(asked: Asked, composition: Composition) -> list[Disagreement]:
    """Every sentence of the composition that one of the reply's contradicts."""
    said = [one.text for one in view.read(asked.reply).said]
    out = []
    lead = ""
    for section in composition.sections:
        lead = ""
        for sentence in section.sentences:
            out.append((sentence, lead))
            if sentence.text.endswith((":", "：")):
                lead = sentence.text
    found = []
    for number, (sentence, lead) in enumerate(out):
        if all(cited.ref == REPLY for cited in sentence.citations):
            continue
        whole = f"{lead} {sentence.text}" if lead and lead != sentence.text else sentence.text
        for text in said:
            reason = contradiction.reason(text, whole)
            if reason:
                found.append(Disagreement(number, text, reason))
                break
    return found
