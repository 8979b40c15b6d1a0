"""The vectors of the topics, kept in the database so that no process encodes them again.

Encoding some 2,000 topics takes seconds; reading them takes milliseconds. A vector is made again
when the topic's words or the encoder change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from curbside.embedding import DIMENSIONS
from curbside.embedding.port import Vectors
from curbside.search.models import TopicVector
from curbside.search.operations import encoder
from curbside.search.vocabulary import TopicWords


def encoder_id() -> str:
    """The name of the encoder whose vectors ``matrix`` gives."""
    return encoder().id


def matrix(topics: Sequence[TopicWords]) -> Vectors:
    """A unit row for each topic, shape (topics, DIMENSIONS), float32; what is missing is made."""
    wanted = [_digest(topic.sentence()) for topic in topics]
    held: dict[tuple[int, str], Vectors] = {
        (topic, digest): np.asarray(embedding, dtype=np.float32)
        for topic, digest, embedding in TopicVector.objects.filter(
            encoder=encoder_id()
        ).values_list("topic", "digest", "embedding")
    }
    missing = [n for n, topic in enumerate(topics) if (topic.id, wanted[n]) not in held]
    if missing:
        made = encoder().encode([topics[n].sentence() for n in missing])
        # As precise as what is kept, so that the first process links as all later ones do.
        fresh = made.astype(np.float16).astype(np.float32)
        held |= {(topics[n].id, wanted[n]): row for n, row in zip(missing, fresh, strict=True)}
        _keep([(topics[n].id, wanted[n], held[topics[n].id, wanted[n]]) for n in missing])
    out: Vectors = np.zeros((len(topics), DIMENSIONS), dtype=np.float32)
    for n, topic in enumerate(topics):
        out[n] = held[topic.id, wanted[n]]
    return out


def chinese(topics: Sequence[TopicWords]) -> Vectors:
    """The same for the topics' Chinese words, read by the encoder's table, and not kept: making
    them takes half a second. Zeros where a topic has none.
    """
    return encoder().encode(["；".join(topic.chinese) for topic in topics])


def _keep(rows: Sequence[tuple[int, str, Vectors]]) -> None:
    TopicVector.objects.bulk_create(
        [
            TopicVector(topic=topic, encoder=encoder_id(), digest=digest, embedding=row.tolist())
            for topic, digest, row in rows
        ],
        update_conflicts=True,
        unique_fields=["topic"],
        update_fields=["encoder", "digest", "embedding"],
    )


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
