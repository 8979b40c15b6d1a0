"""Entries as `curbside export` writes them, to lines and back. Pure.

The two directions stand in one file because each is only right by the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from curbside.importers.record import Asker, Read, SourceInfo
from curbside.importers.shaping import Raw, RawTurn, shape
from curbside.library.models import Entry, Reply, Source
from curbside.people.models import Doctor
from curbside.people.profiles import Profile

KIND = "curbside-entry-1"  # says that texts are plain already, and which fields to expect
_PROFILE = ("slug", "name_zh", "credential_en", "credential_zh", "bio_en", "bio_zh", "url")


def line(entry: Entry) -> dict[str, Any]:
    """A visible entry, with everything that may be said of it, as one JSON object."""
    return _without_empty(
        {
            "kind": KIND,
            "ref": entry.ref,
            "source": _source(entry.source) if entry.source else None,
            "language": entry.language,
            "department": entry.department.slug,
            "department_by": entry.department_by,
            "headline": entry.headline,
            "title": entry.title,
            "question": entry.question,
            "asker": _without_empty(
                {
                    "form": entry.asker_form,
                    "initial": entry.asker_initial,
                    "age_band": entry.age_band,
                    "sex": entry.sex,
                }
            ),
            "asked": _date(entry.asked),
            "url": entry.source_url,
            "topics": {row.topic.slug: row.score for row in entry.entrytopic_set.all()},
            "replies": [_reply(reply) for reply in entry.replies.all()],
        }
    )


def _source(source: Source) -> dict[str, Any]:
    fields = ("slug", "name", "licence", "url", "sample")
    return _without_empty({name: getattr(source, name) for name in fields})


def _reply(reply: Reply) -> dict[str, Any]:
    return _without_empty(
        {
            "author": _profile(reply.doctor) if reply.doctor else None,
            "text": reply.text,
            "link": reply.link,
            "date": _date(reply.date),
            "marked": reply.marked,
        }
    )


def _profile(doctor: Doctor) -> dict[str, Any]:
    return _without_empty(
        {
            "name": doctor.name_en,
            "publisher": doctor.kind == Doctor.Kind.PUBLISHER,
            **{name: getattr(doctor, name) for name in _PROFILE},
            "department": doctor.department.slug if doctor.department else "",
            "sample": doctor.sample,
        }
    )


def _date(date: dt.date | None) -> str:
    return date.isoformat() if date else ""


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def is_exported(row: dict[str, Any]) -> bool:
    """Whether a line is one of ours."""
    return row.get("kind") == KIND


def record(place: str, row: dict[str, Any]) -> Read:
    """The record of one of our lines."""
    asker, source = _dict(row.get("asker")), _dict(row.get("source"))
    return shape(
        place,
        Raw(
            ref=_text(row, "ref"),
            question=_text(row, "question"),
            title=_text(row, "title"),
            headline=_text(row, "headline"),
            language=_text(row, "language"),
            asker=Asker(**{name: _text(asker, name) for name in Asker.__dataclass_fields__}),
            asked=_text(row, "asked"),
            replies=[_turn(reply) for reply in _dicts(row.get("replies"))],
            department=_text(row, "department"),
            routed=row.get("department_by") == Entry.RoutedBy.ROUTING,
            topics=_topics(_dict(row.get("topics"))),
            url=_text(row, "url"),
            source=_source_info(source) if source.get("slug") else None,
            plain=True,
        ),
    )


def _topics(row: dict[str, Any]) -> list[tuple[str, float]]:
    return [
        (slug, float(score))
        for slug, score in row.items()
        if isinstance(score, int | float) and 0 < score <= 1
    ]


def _source_info(source: dict[str, Any]) -> SourceInfo:
    return SourceInfo(
        slug=_text(source, "slug")[:60],
        name=(_text(source, "name") or _text(source, "slug"))[:120],
        licence=_text(source, "licence")[:120],
        url=_text(source, "url")[:300],
        sample=source.get("sample") is True,
    )


def _turn(reply: dict[str, Any]) -> RawTurn:
    author = _dict(reply.get("author"))
    profile = None
    if author:
        profile = Profile(
            name=_text(author, "name"),
            publisher=author.get("publisher") is True,
            **{name: _text(author, name) for name in _PROFILE},
            department=_text(author, "department"),
            sample=author.get("sample") is True,
        )
    return RawTurn(
        profile,
        _text(reply, "text"),
        _text(reply, "link"),
        _text(reply, "date"),
        marked=reply.get("marked") is True,
    )


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> Iterable[dict[str, Any]]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]
