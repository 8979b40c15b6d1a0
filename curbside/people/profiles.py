"""What is told of a person who replies, before there is a row for them. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """A doctor, or a publisher, as a source describes them; only ``name`` must be known.

    Empty fields say nothing: they leave what is already known as it is. ``department`` is a slug.
    """

    name: str
    publisher: bool = False
    slug: str = ""
    name_zh: str = ""
    credential_en: str = ""
    credential_zh: str = ""
    bio_en: str = ""
    bio_zh: str = ""
    url: str = ""
    department: str = ""
    sample: bool = False
