"""Teaching routing from texts whose department somebody chose, and seeing whether it helped. Pure.

Three parts by a hash of the text: most to learn from, some to choose how much of it to use and to
calibrate on, and some that are only measured, before and after. Texts that say the same stand in
one part. Deliberately stores nothing, and says itself when it is no better.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from curbside.search import confidence
from curbside.search.learned import Learned, Shares
from curbside.search.linking import Floats, read
from curbside.search.votes import Votes, words_of

LEARN, CHOOSE = 70, 85  # per cent: below the first to learn from, below the second to choose on
LEAST = 200  # texts; from fewer nothing is learned that could be told from chance
RARE = 2.0  # words in fewer texts than this are left out
GRID = (
    (0.0, 0.25, 0.5, 1.0, 1.5, 2.5),  # votes
    (0.0, 4.0, 8.0, 16.0),  # vectors
    (0.0, 0.3, 0.6, 1.0),  # frequency
)


@dataclass(frozen=True)
class Lesson:
    """A text, the column of its department, the shipped scores, and its vector."""

    text: str
    department: int
    scores: Floats
    vector: npt.NDArray[Any]


@dataclass(frozen=True)
class Figures:
    """On the part that is only measured."""

    top1: float
    top3: float
    loss: float


@dataclass(frozen=True)
class Taught:
    """The model, and what it gained; ``better`` says whether it may be used."""

    model: Learned
    before: Figures
    after: Figures
    learned_from: int
    measured_on: int

    @property
    def better(self) -> bool:
        """Surer of what is right, and right at least as often."""
        return self.after.loss < self.before.loss and self.after.top1 >= self.before.top1


def teach(
    lessons: Sequence[Lesson], slugs: Sequence[str], line: tuple[float, float], encoder: str
) -> Taught | None:
    """Learn, choose and measure; None where there is too little. ``line``: the shipped one."""
    parts = [part_of(lesson.text) for lesson in lessons]
    learn, choose, report = (
        [lesson for lesson, part in zip(lessons, parts, strict=True) if part == wanted]
        for wanted in ("learn", "choose", "report")
    )
    if len(lessons) < LEAST or not choose or not report:
        return None
    plain = _model(learn, slugs, encoder)
    shares = _chosen(plain, choose)
    model = _with(plain, shares, line)
    model = _with(plain, shares, _line(_adapted(model, choose), choose))
    before = np.array([lesson.scores for lesson in report], np.float32)
    return Taught(
        model=model,
        before=_figures(before, report, line),
        after=_figures(_adapted(model, report), report, model.line),
        learned_from=len(learn),
        measured_on=len(report),
    )


def part_of(text: str) -> str:
    """The part a text stands in: "learn", "choose" or "report"."""
    plain = "".join(char for char in text.casefold() if char.isalnum())
    digest = hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=4).digest()
    percent = int.from_bytes(digest, "big") % 100
    return "learn" if percent < LEARN else "choose" if percent < CHOOSE else "report"


def _model(lessons: Sequence[Lesson], slugs: Sequence[str], encoder: str) -> Learned:
    size = len(slugs)
    one_hot = np.eye(size, dtype=np.float32)
    texts = ((words_of(read(one.text)), one_hot[one.department]) for one in lessons)
    means: Floats = np.zeros((size, lessons[0].vector.shape[0]), np.float32)
    counts = np.zeros(size)
    for one in lessons:
        means[one.department] += one.vector
        counts[one.department] += 1
    means /= np.linalg.norm(means, axis=1, keepdims=True).clip(1e-6)
    frequency = np.log((counts + 1) / (counts + 1).mean()).astype(np.float32)
    votes = Votes.learn(texts, size, RARE)
    return Learned(tuple(slugs), votes, means, frequency, Shares(), (0.0, 1.0), encoder)


def _with(model: Learned, shares: Shares, line: tuple[float, float]) -> Learned:
    return Learned(
        model.slugs, model.votes, model.means, model.frequency, shares, line, model.encoder
    )


def _adapted(model: Learned, lessons: Sequence[Lesson]) -> Floats:
    scores = np.array([lesson.scores for lesson in lessons], np.float32)
    vectors = np.array([lesson.vector for lesson in lessons])
    return model.adapted(scores, [lesson.text for lesson in lessons], vectors)


def _chosen(model: Learned, lessons: Sequence[Lesson]) -> Shares:
    """The shares of the grid with the least loss."""
    scores = np.array([lesson.scores for lesson in lessons], np.float32)
    right = np.array([lesson.department for lesson in lessons])
    votes = np.array([model.votes.of(read(lesson.text)) for lesson in lessons], np.float32)
    nearness = np.array([lesson.vector for lesson in lessons], np.float32) @ model.means.T
    rows = np.arange(len(lessons))

    def loss(given: tuple[float, float, float]) -> float:
        found = scores + given[0] * votes + given[1] * nearness + given[2] * model.frequency
        return float(-np.log(confidence.softmax(found)[rows, right] + 1e-9).mean())

    return Shares(*min(itertools.product(*GRID), key=loss))


def _line(scores: Floats, lessons: Sequence[Lesson]) -> tuple[float, float]:
    """Offset and slope of the calibration; see ``confidence.fitted``."""
    right = np.array([lesson.department for lesson in lessons])
    shares = confidence.softmax(scores)
    return confidence.fitted(shares.max(axis=1), shares.argmax(axis=1) == right)


def _figures(scores: Floats, lessons: Sequence[Lesson], line: tuple[float, float]) -> Figures:
    found = confidence.probabilities(scores, [line] * len(lessons))
    right = np.array([lesson.department for lesson in lessons])
    order = np.argsort(-found, axis=1)[:, :3]
    hits = order == right[:, None]
    chance = found[np.arange(len(lessons)), right]
    return Figures(
        top1=float(hits[:, 0].mean()),
        top3=float(hits.any(axis=1).mean()),
        loss=float(-np.log(chance.clip(1e-6)).mean()),
    )
