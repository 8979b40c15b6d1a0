"""Whether a sentence stands in what it cites: a program of its own.

Shares no code with the composer. A sentence passes when it is the quoted words, but for the trims
that docs/explaining.md lists: a leading joining word, asides in round brackets without number or
negation, marks of references, a full stop after an item, a colon after the line that leads a list,
a capital at the beginning; and when the quoted words stand in the cited passage (or in the reply,
or are a red-flag rule's advice).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

JOINING = (
    "however|therefore|thus|moreover|furthermore|additionally|also|besides|consequently|hence"
    "|nevertheless|nonetheless|similarly|likewise|accordingly|meanwhile|otherwise|fortunately"
    "|but|and|so|yet|in addition|for example|for instance|as a result|in fact|on the other hand"
).split("|")
JOINING_ZH = ("但是", "但", "然而", "此外", "因此", "所以", "另外", "而且", "不過", "例如", "同時")
ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
REFERENCE = re.compile(r"(?:\[\d+(?:[-,–] ?\d+)*\])+|\s*\(\d{1,2}(?:, ?\d{1,2})*\)(?=[.。]?$)")
TELLS = re.compile(r"\d|\b(?:no|not|never|without|except|unless)\b|[不無沒未勿]", re.IGNORECASE)


def squeezed(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text.split())


def stands_in(sentence: str, quote: str) -> bool:
    """Whether ``sentence`` is ``quote``, or a listed trim of it."""
    said, source = squeezed(sentence), squeezed(quote)
    return any(_matches(said, start) for start in _starts(source))


def _starts(source: str) -> list[str]:
    """The quote, and the quote without a leading joining word."""
    out = [source]
    for word in JOINING:
        found = re.match(rf"{word}\b,?\s+", source, re.IGNORECASE)
        if found:
            out.append(source[found.end() :])
    for word in JOINING_ZH:
        if source.startswith(word):
            out.append(source[len(word) :].lstrip("，,"))
    return out


def _matches(said: str, source: str) -> bool:
    """Piece by piece: what may be cut is optional, the rest must be there to the letter."""
    pieces = []
    position = 0
    spans = sorted(
        [m.span() for m in REFERENCE.finditer(source)]
        + [m.span() for m in ASIDE.finditer(source) if not TELLS.search(m.group())]
    )
    for start, end in spans:
        if start >= position:
            pieces.append(_literal(source[position:start]) + f"(?:{_literal(source[start:end])})?")
            position = end
    pieces.append(_literal(source[position:].rstrip(" ;,；，")))
    pattern = "".join(pieces) + r"\s*[.。:：]?"
    return re.fullmatch(pattern, said) is not None or (
        re.fullmatch(pattern, said[:1].lower() + said[1:]) is not None
    )


def _literal(text: str) -> str:
    return r"\s*".join(re.escape(word) for word in re.split(r"(\s+)", text) if not word.isspace())


def problem(
    text: str, citations: list[Mapping[str, str]], passages: Mapping[str, str], reply: str
) -> str:
    """What is wrong with the sentence's attribution; "" where nothing is."""
    if not citations:
        return "cites nothing"
    for cited in citations:
        ref, quote = cited["ref"], squeezed(cited["quote"])
        if ref == "reply":
            source = reply
        elif ref.startswith("safety:"):
            source = quote
            if text not in quote:
                return "is not in the advice it cites"
            continue
        elif ref in passages:
            source = passages[ref]
        else:
            return f"cites {ref}, which is no passage"
        if quote not in squeezed(source):
            return "quotes what the passage does not say"
        if not stands_in(text, quote):
            return "is not what it quotes"
    return ""
