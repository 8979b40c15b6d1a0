"""Names as runs of tokens: "Krisztián Szöllösy", "Maria de la Cruz", "J. R. O'Neal", "Weeks-Rivas".

Only how words hang together; whether a run names anyone is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from curbside.safety.deidentify import triggers
from curbside.safety.deidentify.document import Token
from curbside.safety.deidentify.lexicon import words

# Small words inside names and names of places, of several languages.
PARTICLES = words("particles")
LONGEST = 8
TITLES = words("titles")
TITLED = triggers.words(TITLES)

# They stand before names, and before diseases: "my aunt Alzheimer's".
KIN_TITLES = frozenset(
    ("aunt", "auntie", "aunty", "uncle", "cousin", "grandma", "grandpa", "father")
)
_APART = frozenset(",;:!?()/")
_SHORT = TITLES | {"st", "jr"}


class Allowed(Protocol):
    """Says of each token whether it may be a word of a run."""

    def __getitem__(self, position: int, /) -> int: ...


class Run(NamedTuple):
    """Tokens ``first`` to ``last`` (inclusive) of a document; ``words`` are those with letters."""

    first: int
    last: int
    words: tuple[int, ...]


def is_capital(token: Token) -> bool:
    """Whether a token is written as a name would be; the pronoun I is not."""
    return token.kind == "W" and token.shape in "TUMoI" and token.text != "I"


def join(tokens: Sequence[Token], start: int, allowed: Allowed) -> Run:
    """The longest run from ``start``; ``allowed[i]`` says whether token i may be a word of it."""
    words, last, position = [start], start, start
    while len(words) < LONGEST:
        following = _next(tokens, position, allowed)
        if following is None:
            break
        words.append(following)
        position = last = following
    # The full stop of "Jr." or of a last initial stays outside, as an end of sentence would.
    return Run(start, last, tuple(words))


def _next(tokens: Sequence[Token], at: int, allowed: Allowed) -> int | None:
    """The next word of a run after the word at ``at``, over what may stand between."""
    here, position = tokens[at], at + 1
    if position >= len(tokens):
        return None
    token = tokens[position]
    touching = token.start == here.end
    if touching and token.text in "-'":
        return _joined(tokens, position, allowed)
    if touching and token.text == "." and (len(here.text) == 1 or here.lower in _SHORT):
        position += 1
    return _over_particles(tokens, position, allowed)


def _joined(tokens: Sequence[Token], mark: int, allowed: Allowed) -> int | None:
    """The word behind a hyphen or an apostrophe: "Weeks-Rivas", "O'Neal"; not a genitive."""
    after = mark + 1
    if after >= len(tokens) or tokens[after].start != tokens[mark].end:
        return None
    genitive = tokens[after].kind != "W" or tokens[after].lower in ("s", "m", "ve", "ll")
    return after if not genitive and allowed[after] else None


def _over_particles(tokens: Sequence[Token], position: int, allowed: Allowed) -> int | None:
    """The next word over at most two particles, with a blank before each."""
    for place in range(position, min(position + 3, len(tokens))):
        token, before = tokens[place], tokens[place - 1]
        gap = token.start - before.end
        if gap > 2 or (gap == 0 and before.text != "."):
            return None
        initial = (
            len(token.text) == 1
            and token.kind == "W"
            and place + 1 < len(tokens)
            and tokens[place + 1].text == "."
            and before.kind == "W"
        )
        if allowed[place] or initial:
            return place
        if token.lower not in PARTICLES:
            return None
    return None


def runs(tokens: Sequence[Token], allowed: bytearray) -> list[Run]:
    """All maximal runs, in order."""
    found: list[Run] = []
    position, end = allowed.find(1), len(tokens) - 1
    while position >= 0:
        following = tokens[position + 1] if position < end else None
        if following is None or following.kind == "L" or following.text in _APART:
            run = Run(position, position, (position,))  # as most are
        else:
            run = join(tokens, position, allowed)
        found.append(run)
        position = allowed.find(1, run.last + 1)
    return found
