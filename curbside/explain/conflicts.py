"""Where an explainer and the doctor's reply disagree, for whoever is about to sign."""

from __future__ import annotations

from curbside.explain import shelves, texts
from curbside.explain.disagreement import Disagreement, disagreements
from curbside.explain.models import Version


def of(version: Version) -> dict[int, Disagreement]:
    """The disagreements by the number of the line; none on a topic, where no doctor replied."""
    asked = shelves.asked(version.explainer)
    if not asked.reply:
        return {}
    text = shelves.text_of(version)
    numbers = [line.id for line in texts.lines(text)]
    composition = texts.composition(text, version.explainer.language, version.made_by)
    return {numbers[one.sentence]: one for one in disagreements(asked, composition)}
