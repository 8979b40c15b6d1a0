"""The other language's words for what a text names: how a search crosses languages.

From the catalogue: a topic named in the text, in any of its names, gives its names in the other
language. Deliberately no translation of anything else.
"""

from __future__ import annotations

from curbside.core import languages
from curbside.search import analyser, vocabulary
from curbside.search.phrases import Phrases

MAX_CHARACTERS = 2_000
TOPICS = 2  # the most telling ones
LEAST = 0.4  # evidence below this names no topic
_kept: tuple[str, Phrases] | None = None


def crossed(text: str) -> tuple[str, str]:
    """A language, as the index filters by it, and the names in it of the topics the text names;
    two empty strings where it names none.
    """
    catalogue, phrases = _phrases()
    chinese = languages.is_chinese(languages.guess(text))
    folded = analyser.fold(text[:MAX_CHARACTERS])
    if chinese:
        found = phrases.find_chinese(folded, 0)
    else:
        found = phrases.find(analyser.analyse(folded), 0)
    evidence = phrases.evidence(found)
    best = sorted(evidence, key=lambda topic: -evidence[topic])[:TOPICS]
    named = [catalogue.topics[topic] for topic in best if evidence[topic] >= LEAST]
    words = [names[0] for t in named if (names := t.english if chinese else t.chinese)]
    return (("en" if chinese else "zh"), " ".join(words)) if words else ("", "")


def _phrases() -> tuple[vocabulary.Vocabulary, Phrases]:
    """The catalogue's phrases, made again when the catalogue changes."""
    global _kept  # noqa: PLW0603 - a cache of the process, replaced whole
    catalogue = vocabulary.current()
    if _kept is None or _kept[0] != catalogue.digest:
        _kept = (catalogue.digest, Phrases([(t.english, t.chinese) for t in catalogue.topics]))
    return catalogue, _kept[1]
