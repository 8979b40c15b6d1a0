"""Which words of medicine look like names but are none, by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curbside.safety.deidentify import lexicon
from curbside.safety.deidentify.document import Token
from curbside.safety.deidentify.identifiers.runs import KIN_TITLES, TITLES, Run
from curbside.safety.deidentify.lexicon import COMMON, EPONYM, KEEP, MEDICAL, words

_DOSE = re.compile(
    r"\s{0,2}\d{1,4}(?:[.,/]\d{1,4})?\s?(?:mg|mcg|ug|g|ml|iu|units?|%|mgs|meq|tab)\b"
)
_STRENGTH = re.compile(r"\s{1,2}(?:[A-Z]{1,3}\s)?(?:[2-9]\d?|[1-9]\d?0|\d+\.\d+)(?![\w/-])")
_GRADE = re.compile(
    r"\s(?:score |grade |type |stage )?(?:\d{1,2}[a-c]?(?:/\d{1,3})?|[IV]{1,3})"
    r"(?![\w:.]\d|\w|[ -](?:years?|yrs?|months?|weeks?|days?|y/?o)\b)"
)
_BEFORE_PEOPLE = words("before_people")
_FORMS = words("medicine_forms")
_SOMEWHERE = frozenset(("to", "home", "back", "there", "outside", "along"))
_TAKING = words("medicine_verbs")


def is_eponym(text: str, tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is a disease, sign or test named after someone: "Bell's palsy", "Apgar"."""
    if not any([tokens[i].known & EPONYM for i in run.words]):  # noqa: C419 - half the time
        return False
    if _is_titled(tokens, run.first):
        return False
    rest = [i for i in run.words if not tokens[i].known & EPONYM]
    heads = words("eponym_heads")
    if any(tokens[i].lower in heads for i in rest):
        return True
    if any(not tokens[i].known & (COMMON | MEDICAL | KEEP) for i in rest):
        return False
    following = [t.lower for t in tokens[run.last + 1 : run.last + 6]]
    near = following[:2] if following[:1] != ["'"] else following[1:4]
    alone = words("eponyms_alone")
    return (
        any(word in heads for word in near)
        or (not rest and _is_graded_or_joined(text, tokens, run))
        or all(lexicon.plain(tokens[i].lower) in alone or i in rest for i in run.words)
    )


def _is_titled(tokens: Sequence[Token], first: int) -> bool:
    """Whether a form of address stands right before: Dr Bell is a person."""
    before = first - 1
    if before > 0 and tokens[before].text == ".":
        before -= 1
    return before >= 0 and tokens[before].lower in TITLES - KIN_TITLES


def _is_graded_or_joined(text: str, tokens: Sequence[Token], run: Run) -> bool:
    """Whether eponyms are joined by hyphens or have a grade: "Jackson-Pratt", "Epworth 17/24"."""
    start, end = tokens[run.first].start, tokens[run.last].end
    if len(run.words) > 1:
        return "-" in text[start:end] and " " not in text[start:end]
    before = tokens[run.first - 1].lower if run.first else ""
    return bool(_GRADE.match(text, end)) and before not in _BEFORE_PEOPLE


def is_medicine(text: str, tokens: Sequence[Token], run: Run) -> bool:
    """Whether an unknown word stands where the name of a medicine does."""
    end = tokens[run.last].end
    following = tokens[run.last + 1].lower if run.last + 1 < len(tokens) else ""
    before = tokens[run.first - 1].lower if run.first else ""
    somewhere = before in ("in", "from", "at", "near", "to")
    if _DOSE.match(text, end) or (_STRENGTH.match(text, end) and not somewhere):
        return True
    if before in ("take", "took", "taking", "hold") and following in _SOMEWHERE:
        return False  # "take Oluwaseun to the hospital"
    return following in _FORMS or before in _TAKING


def misspelt(word: str) -> bool:
    """Whether one slip of the pen makes a lower-case word of ours out of ``word``."""
    if len(word) < 5:
        return False
    shorter = (word[:i] + word[i + 1 :] for i in range(1, len(word)))
    swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    longer = (word[:i] + c + word[i:] for i in range(1, len(word)) for c in "aeiounstrlc")
    return any(
        lexicon.known(other) & (COMMON | MEDICAL)
        for group in (shorter, swapped, longer)
        for other in group
    )
