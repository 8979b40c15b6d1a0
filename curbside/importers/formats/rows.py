"""One row of somebody's table, its fields told apart, into a record. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from curbside.core import languages
from curbside.importers.record import Asker, Read
from curbside.importers.shaping import Raw, RawTurn, shape
from curbside.people.profiles import Profile

_SEXES = {
    "female": "female", "f": "female", "woman": "female", "女": "female", "女性": "female",
    "male": "male", "m": "male", "man": "male", "男": "male", "男性": "male",
}  # fmt: skip
_LANGUAGES = {
    "en": languages.ENGLISH, "english": languages.ENGLISH, "eng": languages.ENGLISH,
    "zh-hant": languages.TRADITIONAL, "zh-tw": languages.TRADITIONAL,
    "zh-hk": languages.TRADITIONAL, "zh-hans": languages.SIMPLIFIED, "zh-cn": languages.SIMPLIFIED,
}  # fmt: skip


def record(place: str, fields: Mapping[str, str], unnamed: Profile) -> Read:
    """The record of a row. ``unnamed`` signs replies that name nobody."""

    def get(field: str) -> str:
        return fields.get(field, "")

    name = get("author")
    author = Profile(name) if any(char.isalpha() for char in name) else unnamed
    reply = get("reply")
    link = "" if reply.strip() else get("url")
    return shape(
        place,
        Raw(
            ref=get("ref").strip() or _own_ref(fields),
            question=get("question"),
            title=get("title"),
            headline=get("headline"),
            language=_known(_LANGUAGES, get("language").replace("_", "-")),
            asker=Asker(
                age_band=get("age_band"), sex=_SEXES.get(get("sex").strip().casefold(), "")
            ),
            asked=get("asked"),
            replies=[RawTurn(author, reply, link, get("replied"))],
            department=get("department"),
            hints=[tag for tag in re.split(r"[,;|、，]", get("tags")) if tag.strip()],
            url=get("url"),
        ),
    )


def _known(words: Mapping[str, str], value: str) -> str:
    return words.get(value.strip().casefold(), "")


def _own_ref(fields: Mapping[str, str]) -> str:
    """An id for a row without one: from what it asks and answers, so that rows may move."""
    said = "\x1f".join(fields.get(f, "").strip() for f in ("title", "question", "reply"))
    if not said.strip("\x1f"):
        return "row-empty"
    return "row-" + hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()
