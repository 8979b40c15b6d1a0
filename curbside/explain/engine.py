"""An explanation for a question from the evidence in the database.

The effects round the pure composer: what is named in the catalogue, what the encoder says is near,
what the evidence has, whose telephone numbers to name. Deliberately stores nothing.
"""

from __future__ import annotations

from curbside.core import languages
from curbside.evidence import queries as evidence
from curbside.explain import view
from curbside.explain.composing import compose
from curbside.explain.gathering import gather, searched
from curbside.explain.lexicon import Lexicon
from curbside.explain.meaning import Meaning, Near
from curbside.explain.model import Asked, Composition
from curbside.safety.services import for_country
from curbside.search import vocabulary
from curbside.search.operations import encoder

_lexicon: tuple[str, Lexicon] | None = None
_meaning: tuple[str, Meaning] | None = None


def explain(asked: Asked, country: str = "") -> Composition:
    """The extractive explanation; ``country`` says whose numbers red-flag advice names."""
    known, near = lexicon(), nearness(asked)
    found = gather(asked, known, evidence.find, near)
    services = for_country(country).placeholders(asked.language) if country else None
    return compose(asked, found, known, services, near)


def lexicon() -> Lexicon:
    """The names of the present catalogue's topics, kept until the catalogue changes."""
    global _lexicon  # noqa: PLW0603 - a cache of the process
    words = vocabulary.current()
    if _lexicon is None or _lexicon[0] != words.digest:
        _lexicon = (words.digest, Lexicon.of((t.english, t.chinese) for t in words.topics))
    return _lexicon[1]


def nearness(asked: Asked) -> Near | None:
    """What the encoder says is near this question; None in Chinese, which it hardly reads."""
    global _meaning  # noqa: PLW0603 - the same
    if languages.is_chinese(asked.language):
        return None
    model = encoder()
    if _meaning is None or _meaning[0] != model.id:
        _meaning = (model.id, Meaning(model.encode, evidence.title_vectors))
    return _meaning[1].of(*searched(asked, view.read(asked.reply)))
