"""One document while its names are read: what each token weighs, and what was found so far."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers import evidence
from curbside.safety.deidentify.identifiers.runs import TITLED, TITLES, Run, is_capital
from curbside.safety.deidentify.lexicon import MEDICAL, NAME, words
from curbside.safety.deidentify.model import ORGANISATION, PERSON, PLACE, Candidate
from curbside.safety.deidentify.weights import INITIAL, KEPT, NAMED, PLACED, UNKNOWN

LABELS = {PERSON: "name", PLACE: "town", ORGANISATION: "organisation"}
# They stand before a surname and belong to it.
_FORENAMES = frozenset(
    ("van", "von", "der", "den", "di", "dos", "bin", "ibn", "al", "el", "ter", "abu")
)
_STATES = words("states")
NEVER = words("never_names")


class Reading:
    """One document while its names are read; ``weights`` are those of its tokens."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.notable = document.notable
        self.cased = document.cased
        first = 2 if self.cased else 0
        self.weights = [t.weights[first + t.opens] for t in self.tokens]
        self.allowed = bytearray(len(self.tokens))
        for position in self.notable:
            self.allowed[position] = self._capital(position)
        if self.cased and document.triggered & TITLED:
            self._allow_surnames()
        self.found: list[Candidate] = []

    @cached_property
    def starts(self) -> list[int]:
        """Where the tokens begin."""
        return [token.start for token in self.tokens]

    def _capital(self, position: int) -> bool:
        token = self.tokens[position]
        if not self.cased:
            return self.weights[position] in (NAMED, PLACED, UNKNOWN) and len(token.text) > 1
        return is_capital(token) and token.lower not in TITLES

    def _allow_surnames(self) -> None:
        """A title behind a name is its surname: "Enrico A. Pastor"."""
        for position in self.notable:
            token = self.tokens[position]
            if position and token.lower in TITLES and is_capital(token) and token.known & NAME:
                before = position - 1
                if self.tokens[before].text == "." and before:
                    before -= 1
                self.allowed[position] = self.weights[before] in (NAMED, INITIAL)

    def at(self, offset: int) -> int:
        """The first token at or after an offset."""
        return bisect_left(self.starts, offset)

    def add(self, run: Run, kind: str, confidence: float, rule: str, label: str = "") -> None:
        """A run as a candidate."""
        tokens = self.tokens
        first, last = run.first, run.last
        if kind == PLACE and self.document.lower[tokens[first].start : tokens[last].end] in _STATES:
            return
        if kind == PERSON and self.cased and first and tokens[first - 1].lower in _FORENAMES:
            first -= 1 + (first > 1 and tokens[first - 2].lower in ("van", "von", "de"))
        self.found.append(Candidate(tokens[first].start, tokens[last].end, kind, confidence,
                                    rule, label or LABELS[kind]))  # fmt: skip

    def before(self, run: Run, count: int = 1) -> list[str]:
        """The lower-case tokens before a run, the nearest first."""
        return [t.lower for t in reversed(self.tokens[max(0, run.first - count) : run.first])]

    def after(self, run: Run) -> str:
        """The lower-case token behind a run."""
        return self.tokens[run.last + 1].lower if run.last + 1 < len(self.tokens) else ""


def excluded(reading: Reading, run: Run) -> bool:
    """Whether a run is of medicine after all."""
    tokens, text = reading.tokens, reading.document.text
    if evidence.is_eponym(text, tokens, run) or text.startswith("'s wort", tokens[run.last].end):
        return True
    found = [reading.weights[i] for i in run.words]
    if NAMED in found or PLACED in found:
        return False
    if UNKNOWN in found and evidence.is_medicine(text, tokens, run):
        return len(run.words) <= 3
    return KEPT in found or medical(reading, run)


def medical(reading: Reading, run: Run) -> bool:
    """Whether a word of a run is of medicine."""
    return any(reading.tokens[i].known & MEDICAL for i in run.words)
