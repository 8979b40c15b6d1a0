"""What an operator's own corpus taught routing: a stored model, read by every process.

Words and their log-odds, each department's mean vector and how often it is chosen, with weights
that were chosen on entries they were not learned from (``teaching``). A model is used only while
its analyser, its form and its departments are the present ones; the vectors only while the
encoder is. Deliberately holds no text of an entry, only words that many of them share.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import transaction

from curbside.core import audit, generation
from curbside.search import analyser, topic_vectors
from curbside.search.linking import Floats, read
from curbside.search.models import RoutingModel
from curbside.search.votes import Votes

FORM = 1  # of what is stored: raise it when a stored model would be read differently


@dataclass(frozen=True)
class Shares:
    """How much of what the corpus taught is added to the scores."""

    votes: float = 0.0
    vectors: float = 0.0
    frequency: float = 0.0


@dataclass(frozen=True)
class Learned:
    """A model for the departments ``slugs``; ``line`` calibrates its scores."""

    slugs: tuple[str, ...]
    votes: Votes
    means: Floats  # a unit row for each department, zero where it has no vector
    frequency: Floats  # log share of each department among the entries, against an even one
    shares: Shares
    line: tuple[float, float]
    encoder: str

    def adapted(self, scores: Floats, texts: Sequence[str], vectors: npt.NDArray[Any]) -> Floats:
        """The scores with what the corpus taught added."""
        out = scores + self.shares.frequency * self.frequency
        if self.shares.votes:
            out += self.shares.votes * np.array([self.votes.of(read(text)) for text in texts])
        if self.shares.vectors and self.encoder == topic_vectors.encoder_id():
            out += self.shares.vectors * (np.asarray(vectors, np.float32) @ self.means.T)
        return np.asarray(out, np.float32)


@transaction.atomic
def keep(model: Learned, examples: int, figures: dict[str, Any], actor: str) -> int:
    """Store the model, to be used from the next request on; its number. Older ones stay, unused."""
    made = RoutingModel.objects.create(
        form=FORM,
        analyser=analyser.VERSION,
        encoder=model.encoder,
        examples=examples,
        figures=figures,
        slugs=list(model.slugs),
        terms=list(model.votes.terms),
        weights={**asdict(model.shares), "line": list(model.line)},
        body=_packed(model),
    )
    generation.bump()
    audit.record(actor, "routing.taught", f"routing:{made.pk}", examples=examples)
    return int(made.pk)


@transaction.atomic
def forget(actor: str) -> bool:
    """Go back to what ships; False where nothing was taught."""
    if not RoutingModel.objects.filter(retired=False).update(retired=True):
        return False
    generation.bump()
    audit.record(actor, "routing.forgotten", "routing:all")
    return True


def current(slugs: Sequence[str]) -> Learned | None:
    """The newest model, where it fits the present departments, analyser and form."""
    global _kept  # noqa: PLW0603 - a cache of the process; both values are replaced together
    stamp = generation.stamp()
    if _kept is None or _kept[0] != stamp:
        newest = RoutingModel.objects.filter(retired=False).order_by("-pk").values("pk").first()
        number = newest["pk"] if newest else None
        if _kept is None or _kept[1] != number:
            _kept = (stamp, number, _read(number) if number else None)
        else:
            _kept = (stamp, number, _kept[2])
    model = _kept[2]
    return model if model is not None and model.slugs == tuple(slugs) else None


def _read(number: int) -> Learned | None:
    row = RoutingModel.objects.get(pk=number)
    if row.form != FORM or row.analyser != analyser.VERSION:
        return None
    held = np.load(io.BytesIO(bytes(row.body)), allow_pickle=False)
    weights = dict(row.weights)
    line = weights.pop("line")
    return Learned(
        slugs=tuple(row.slugs),
        votes=Votes(row.terms, held["odds"].astype(np.float32)),
        means=held["means"].astype(np.float32),
        frequency=held["frequency"],
        shares=Shares(**weights),
        line=(line[0], line[1]),
        encoder=row.encoder,
    )


def _packed(model: Learned) -> bytes:
    out = io.BytesIO()
    np.savez_compressed(
        out,
        odds=model.votes.odds.astype(np.float16),
        means=model.means.astype(np.float16),
        frequency=model.frequency,
    )
    return out.getvalue()


_kept: tuple[tuple[int, str], int | None, Learned | None] | None = None
