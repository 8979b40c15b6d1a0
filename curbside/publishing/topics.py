"""The topics a question would be listed under, for the editor to confirm."""

from __future__ import annotations

from curbside.consult.models import Question
from curbside.search.linking import Linker
from curbside.search.operations import encoder

TOPICS = 10


def proposed_topics(text: str, question: Question) -> list[int]:
    """Topic ids, best first, at most ``TOPICS``, from the de-identified ``text``."""
    vectors = encoder().encode([text])
    links = Linker.load().link(
        [text], [question.language], vectors, departments=[question.department_id]
    )
    return [link.topic for link in links[0][:TOPICS]]
