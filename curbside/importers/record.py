"""What a parser makes: a whole record, or the place and reason where there is none. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from curbside.evidence.notes import Note
from curbside.people.profiles import Profile


@dataclass(frozen=True)
class SourceInfo:
    """Where records come from. ``slug`` is part of every entry's identity."""

    slug: str
    name: str
    licence: str = ""
    url: str = ""
    sample: bool = False


@dataclass(frozen=True)
class Asker:
    """What may be said of an asker: never more than this."""

    form: str = ""  # "ms", "mr", "mx" or ""
    initial: str = ""
    age_band: str = ""
    sex: str = ""


@dataclass(frozen=True)
class Turn:
    """A reply; without an ``author`` it is the asker's own follow-up. Text, a link, or both."""

    author: Profile | None
    text: str = ""
    link: str = ""
    date: dt.date | None = None
    marked: bool = False  # in the Markdown of core.markdown


@dataclass(frozen=True)
class Record:
    """One question with its replies, cleaned and within every limit; ``shaping`` makes them.

    ``department`` is a slug or a name, "" where the source has none, and ``routed`` says that it
    was found by routing before; ``topics`` are (slug, score), best first. ``hints`` are words of
    the source about its subject (focus, synonyms, tags): they help to find topics and a department
    and are not shown. ``source`` overrides that of the format.
    """

    ref: str
    question: str
    headline: str
    language: str
    title: str = ""
    asker: Asker = field(default=Asker())
    asked: dt.date | None = None
    replies: tuple[Turn, ...] = ()
    department: str = ""
    routed: bool = False
    topics: tuple[tuple[str, float], ...] = ()
    hints: tuple[str, ...] = ()
    url: str = ""
    source: SourceInfo | None = None


@dataclass(frozen=True)
class Text:
    """One text to be evidence, whole and within every limit; ``texts.shape`` makes them."""

    note: Note
    source: SourceInfo | None = None

    @property
    def ref(self) -> str:
        """The id its source knows it by."""
        return self.note.ref


class Importable(Protocol):
    """What every record has, whatever becomes of it."""

    @property
    def ref(self) -> str:
        """The id its source knows it by."""

    @property
    def source(self) -> SourceInfo | None:
        """Where it comes from, when it says so itself."""


R = TypeVar("R", bound=Importable)


@dataclass(frozen=True)
class Broken:
    """A record, a line or a file that does not go in. ``reason`` never quotes what it says."""

    place: str
    reason: str


@dataclass(frozen=True)
class Skipped:
    """What is whole and yet not taken, by the rules of its format."""

    place: str
    reason: str


Read = Record | Broken | Skipped  # what a parser of questions and answers yields
ReadText = Text | Broken | Skipped  # and one of evidence
