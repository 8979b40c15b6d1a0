"""The facets of passages in the words of readers, and passages under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curbside.evidence.facets import Facet
from curbside.evidence.models import PassageRow

NAMES: dict[str, str | Promise] = {
    Facet.WHAT: _("What it is"),
    Facet.CAUSES: _("Possible causes"),
    Facet.SYMPTOMS: _("Symptoms"),
    Facet.CHECKS: _("How it is checked"),
    Facet.TREATMENT: _("Treatment"),
    Facet.SELF_CARE: _("What you can do"),
    Facet.GET_HELP: _("When to get help"),
    Facet.OUTLOOK: _("Outlook"),
    Facet.PREVENTION: _("Prevention"),
}


@dataclass(frozen=True)
class FacetSection:
    """Passages in a row that speak of one facet."""

    name: str | Promise
    passages: list[PassageRow]


def sections(passages: Sequence[PassageRow]) -> list[FacetSection]:
    """The passages in their order, under the name of each run's facet."""
    runs = groupby(passages, key=lambda passage: passage.facet)
    return [FacetSection(NAMES[facet], list(run)) for facet, run in runs]
