"""The facets of a passage: which of a worried reader's questions it answers. Pure, and no more.

How a text is given its facet stands elsewhere: by what its source says, or by ``classifier``.
"""

from __future__ import annotations

from enum import StrEnum


class Facet(StrEnum):
    """What a passage speaks of, in the order in which a reader asks."""

    WHAT = "what"
    CAUSES = "causes"
    SYMPTOMS = "symptoms"
    CHECKS = "checks"
    TREATMENT = "treatment"
    SELF_CARE = "self-care"
    GET_HELP = "get-help"
    OUTLOOK = "outlook"
    PREVENTION = "prevention"
