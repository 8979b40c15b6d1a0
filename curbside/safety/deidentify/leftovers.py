"""Whether a second look at a text could find anything once what was found is replaced.

Says no only where nothing is left but words and marks that no rule begins with or goes by; finds
nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from curbside.safety.deidentify.document import Document, Token
from curbside.safety.deidentify.identifiers import (
    address_needs,
    ages,
    contact,
    cued_names,
    dates,
    organisations,
    phones,
    places_en,
)  # fmt: skip
from curbside.safety.deidentify.model import Candidate
from curbside.safety.deidentify.weights import KEPT, ORDINARY

# Marks that no address, number or account name needs.
_HARMLESS = frozenset(",!?;'\"()-")
_BEFORE_A_WORD = frozenset(".:")
_PLAIN = frozenset((ORDINARY, KEPT))
# The words of all rules that need neither a number nor a name.
_TELLING = (
    contact.RULES.wordy | dates.IN_WORDS.wordy | ages.TOLD | phones.FIGURES | cued_names.TELLING
    | organisations.TELLING | places_en.TELLING | address_needs.TELLING
)  # fmt: skip


def any_left(document: Document, kept: Sequence[Candidate]) -> bool:
    """Whether anything outside of ``kept`` may be the beginning of a find."""
    if document.has_han or not document.cased or document.triggered & _TELLING:
        return True
    tokens, number = document.tokens, 0
    for position, token in enumerate(tokens):
        while number < len(kept) and kept[number].end <= token.start:
            number += 1
        if number < len(kept) and kept[number].start <= token.start:
            continue
        if token.kind == "W":
            if token.notable > 1 and not _is_plain(token):
                return True
        elif token.kind == "N" or (token.kind == "P" and not _is_harmless(tokens, position)):
            return True
    return False


def _is_plain(token: Token) -> bool:
    """Whether a notable word is an ordinary one that a sentence begins with, or a title."""
    if token.text == "I":
        return True
    return _PLAIN.issuperset(token.weights) and (token.opens or token.shape in "lm")


def _is_harmless(tokens: Sequence[Token], position: int) -> bool:
    mark = tokens[position]
    if mark.text in _BEFORE_A_WORD:
        behind = tokens[position + 1] if position + 1 < len(tokens) else None
        return behind is None or behind.start > mark.end or behind.kind != "W"
    return mark.text in _HARMLESS
