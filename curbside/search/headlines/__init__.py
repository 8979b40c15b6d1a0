"""A headline a reader would recognise, from a rambling question: what is asked, about what. Pure.

Nothing is said that the question does not say; identifiers are taken out first, and a sentence
that held one is not shown. An editor confirms it before anything is public.
"""

from __future__ import annotations

import re

from curbside.core import languages
from curbside.safety.deidentify import deidentify
from curbside.search.headlines import chinese, english
from curbside.search.headlines.cleaning import HOLE, Letter, letter, parts
from curbside.search.headlines.writing import LIMIT, cut, even, sentence_case

__all__ = ["LIMIT", "propose"]

CHARACTERS = 6_000  # what is asked stands in the beginning, or is not found
_CLAUSE = re.compile(r"(?<=[,，、;；])")


def propose(title: str, question: str, language: str = "") -> str:
    """A headline of at most ``LIMIT`` characters, in the question's language; "" when both texts
    hold nothing that can be read.
    """
    title, question = title[:500], question[:CHARACTERS]
    language = language or languages.guess(f"{title}\n{question}")
    title, question = parts(title, question)
    known = [_without_identifiers(text, language) for text in (title, question)]
    found = _clean(letter(*known))
    made = chinese if languages.is_chinese(language) else english
    whole = " ".join(HOLE.sub(" ", " ".join(known)).split())
    return made.headline(found) or cut(sentence_case(even(whole)), LIMIT)


def _without_identifiers(text: str, language: str) -> str:
    return deidentify(text, language=language)[0] if text.strip() else ""


def _clean(found: Letter) -> Letter:
    """Without the clauses that held an identifier; where that is all, without the identifier."""
    kept = [sentence for sentence in map(_without_holes, found.sentences) if sentence]
    if not kept:
        kept = [" ".join(HOLE.sub(" ", sentence).split()) for sentence in found.sentences]
    return Letter(found.title, [sentence for sentence in kept if sentence])


def _without_holes(sentence: str) -> str:
    if not HOLE.search(sentence):
        return sentence
    clauses = [part for part in _CLAUSE.split(sentence) if not HOLE.search(part)]
    left = "".join(clauses).strip(" ,，、;；")
    if sum(char.isalnum() for char in left) < 8:
        left = " ".join(HOLE.sub(" ", sentence).split())
        if sum(char.isalnum() for char in left) < 16 and left[-1:] not in "?？":
            return ""
    end = sentence[-1:]
    return left + end if end in "?？" and left[-1:] not in "?？" else left
