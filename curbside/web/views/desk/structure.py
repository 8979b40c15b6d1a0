"""The three parts that make a good reply, offered as headings. Pure; forces nobody to use them.

The headings are in the asker's language, whatever language the doctor's pages are in.
"""

from __future__ import annotations

from typing import NamedTuple


class Parts(NamedTuple):
    """The headings of the three parts, in one language."""

    think: str
    do: str
    seek_care: str


HEADINGS = {
    "en": Parts("What I think", "What to do", "When to seek care"),
    "zh-hant": Parts("我的看法", "可以怎麼做", "什麼時候要就醫"),
    "zh-hans": Parts("我的看法", "可以怎么做", "什么时候要就医"),
}
_MARKS = "#*>-–—•.:： 　\t"


def headings(language: str) -> Parts:
    """The headings for a question in ``language``; in English for one we do not know."""
    return HEADINGS.get(language, HEADINGS["en"])


def with_parts(text: str, language: str) -> str:
    """The text, followed by those of the three headings that it does not have yet."""
    colon = "：" if language.startswith("zh") else ":"
    missing = [part for part in headings(language) if not _rest(text, part)[0]]
    return "\n\n".join(filter(None, [text.strip(), *(f"{part}{colon}\n" for part in missing)]))


def says_when_to_seek_care(text: str) -> bool:
    """Whether the reply has that part, in any of our languages, with words under its heading."""
    return any(_rest(text, parts.seek_care)[1] for parts in HEADINGS.values())


def _rest(text: str, heading: str) -> tuple[bool, bool]:
    """Whether a line begins with the heading, and whether words stand after it: on its line, or
    below it before another of our headings.
    """
    others = {part.casefold() for parts in HEADINGS.values() for part in parts}
    lines = [line.strip(_MARKS).casefold() for line in text.splitlines()]
    for place, line in enumerate(lines):
        if not line.startswith(heading.casefold()):
            continue
        if line.removeprefix(heading.casefold()).strip(_MARKS):
            return True, True
        below = next((later for later in lines[place + 1 :] if later), "")
        return True, bool(below) and below not in others
    return False, False
