"""From what a parser read to a whole record: cleaned, within limits, or broken with a reason. Pure.

The only place that makes a ``Record``, so that no format can let half a record through.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from curbside.core import languages
from curbside.importers import limits, text
from curbside.importers.headline import headline
from curbside.importers.record import Asker, Broken, Record, SourceInfo, Turn
from curbside.people.profiles import Profile
from curbside.people.rules import name_key
from curbside.search.headlines.writing import cut

AGE_BAND = re.compile(r"\d{1,2}[-~]\d{1,2}|\d{2}\+")
FORMS, SEXES = ("ms", "mr", "mx"), ("female", "male", "other")
DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
HEADLINE_CHARACTERS = 200


@dataclass(frozen=True)
class RawTurn:
    """A reply as read. Without an ``author`` it is the asker's own."""

    author: Profile | None
    text: str = ""
    link: str = ""
    date: str = ""
    marked: bool = False  # in the Markdown of core.markdown


@dataclass(frozen=True)
class Raw:
    """A record as read, nothing cleaned. ``plain`` texts hold no HTML and are taken as they are."""

    ref: str
    question: str = ""
    title: str = ""
    headline: str = ""
    language: str = ""
    asker: Asker = field(default=Asker())
    asked: str = ""
    replies: Sequence[RawTurn] = ()
    department: str = ""
    routed: bool = False
    topics: Sequence[tuple[str, float]] = ()
    hints: Sequence[str] = ()
    url: str = ""
    source: SourceInfo | None = None
    plain: bool = False


class _Refused(Exception):
    """Why there is no record; becomes the reason of a ``Broken``."""


def shape(place: str, raw: Raw) -> Record | Broken:
    """The record that ``raw`` makes, or why it makes none. Never raises."""
    try:
        return _shape(raw)
    except _Refused as refused:
        return Broken(place, str(refused))


def _shape(raw: Raw) -> Record:
    ref = text.without_controls(raw.ref).strip()
    if not ref:
        raise _Refused("The record has no id.")
    if len(ref) > limits.REF_CHARACTERS or "\n" in ref:
        raise _Refused(f"The id is longer than {limits.REF_CHARACTERS} characters or one line.")
    question = _cleaned(raw.question, "question", raw.plain)
    title = _cleaned(raw.title, "title", raw.plain)
    title = cut(" ".join(title.split()), limits.TITLE_CHARACTERS)
    shown = " ".join(_cleaned(raw.headline, "headline", raw.plain).split())
    shown = cut(shown, HEADLINE_CHARACTERS) or headline(title, question)
    if not shown:
        raise _Refused("The record has neither a question nor a title.")
    if len(raw.replies) > limits.REPLIES:
        raise _Refused(f"The record has more than {limits.REPLIES} replies.")
    turns = tuple(_turn(turn, raw.plain) for turn in raw.replies)
    if not any(turn.author for turn in turns):
        raise _Refused("The record has no reply.")
    return Record(
        ref=ref,
        question=question,
        headline=shown,
        language=_language(raw.language, [title, question, turns[0].text]),
        title=title,
        asker=_asker(raw.asker),
        asked=day(raw.asked),
        replies=turns,
        department=text.one_line(raw.department)[:80],
        routed=raw.routed,
        topics=tuple(raw.topics),
        hints=tuple(filter(None, (text.one_line(hint)[:300] for hint in raw.hints[:50]))),
        url=web_address(raw.url),
        source=raw.source,
    )


def _language(given: str, texts: Sequence[str]) -> str:
    """The language given, or that of the question; which Chinese, the reply says too."""
    if given in languages.ALL:
        return given
    guessed = languages.guess("\n".join(texts[:2]))
    return languages.guess("\n".join(texts)) if languages.is_chinese(guessed) else guessed


def _cleaned(value: str, what: str, plain: bool) -> str:
    if len(value) > limits.FIELD_CHARACTERS:
        raise _Refused(f"The {what} is longer than {limits.FIELD_CHARACTERS:,} characters.")
    return text.without_controls(value).strip() if plain else text.clean(value)


def _turn(raw: RawTurn, plain: bool) -> Turn:
    said, link = _cleaned(raw.text, "reply", plain), web_address(raw.link)
    if not said and not link:
        raise _Refused("A reply is empty.")
    author = raw.author and _author(raw.author)
    if raw.author and author is None:
        raise _Refused("A reply does not say whose it is.")
    return Turn(author, said, link, day(raw.date), raw.marked)


def _author(profile: Profile) -> Profile | None:
    name = text.one_line(profile.name)[:120]
    return replace(profile, name=name, url=web_address(profile.url)) if name_key(name) else None


def _asker(raw: Asker) -> Asker:
    """Only what is one of the few things that may be said; anything else is left unsaid."""
    band = raw.age_band.strip()
    return Asker(
        form=raw.form if raw.form in FORMS else "",
        initial=raw.initial.strip()[:1],
        age_band=band.replace("~", "-") if AGE_BAND.fullmatch(band) else "",
        sex=raw.sex if raw.sex in SEXES else "",
    )


def day(value: str) -> dt.date | None:
    """The date a text begins with, year first; None where there is none that exists."""
    found = DATE.match(value.strip())
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def web_address(value: str) -> str:
    """``value`` when it is an http(s) address that fits, else ""; never a script."""
    address = value.strip()
    fits = len(address) <= limits.URL_CHARACTERS and not re.search(r"[\s<>\"\x00-\x1f]", address)
    return address if fits and re.match(r"https?://[^/]", address, re.IGNORECASE) else ""
