"""Who signs a letter or is thanked at its end, whatever the word: "Best, Dawn", "— Joy"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.safety.deidentify import triggers
from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.reading import NEVER
from curbside.safety.deidentify.lexicon import KEEP, MEDICAL, known, listed
from curbside.safety.deidentify.model import PERSON, Candidate

_NAME = r"([A-Z][\w'.-]{0,20}(?: [A-Z][\w'.-]{0,20}){0,3}?|[a-z]{2,12})"
_WORDS = (
    r"(?:thanks|thank you|many thanks|best|all the best|best wishes|kind regards|warm regards|regards|"
    r"cheers|love|yours|yours truly|yours faithfully|yours sincerely|sincerely|take care|bye|ta|xx?x?|"
    r"god bless|blessings|respectfully|gratefully)"
)
_CLOSING = re.compile(rf"(?i:(?:^|[\n.!?,] ?){_WORDS}(?:[,.!]| -)?[ \n]+){_NAME}[.!]?\s*$")
_DASHED = re.compile(
    r"(?:[.!?)\n]|\w) ?[-~]{1,2} ?" + _NAME.replace("|[a-z]{2,12}", "") + r"[.!]?\s*$"
)
_SAID = triggers.words(
    listed(
        "thanks you best wishes regards cheers love yours truly faithfully sincerely care bye ta x xx "
        "xxx bless blessings respectfully gratefully"
    )
)
_NOBODY = listed(
    "you all advance doc doctor doctors sir madam everyone again much lot lots team guys anyone now "
    "so soon here there help please reply time advice replies reading listening ever always"
)
_FURTHEST = 90


def find(document: Document) -> Iterator[Candidate]:
    """Candidates; a name in lower case needs one of the words of a closing."""
    text = document.text
    begin = max(0, len(text) - _FURTHEST)
    for pattern, sure in ((_CLOSING, 0.6), (_DASHED, 0.5)):
        if pattern is _CLOSING and not document.triggered & _SAID:
            continue
        if pattern is _DASHED and text.find("-", begin) < 0 and text.find("~", begin) < 0:
            continue
        match = pattern.search(text, begin)
        if match is None:
            continue
        first = match.group(1).split()[0].strip(".").lower()
        if first in NEVER or first in _NOBODY or known(first) & (KEEP | MEDICAL):
            continue
        yield Candidate(*match.span(1), PERSON, sure, "closing", "name")
