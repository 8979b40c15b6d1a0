"""What must stand in a text for an anchor of an address to be worth looking for. Finds nothing."""

from __future__ import annotations

import re

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.lexicon import listed, words

_UNITS = listed(
    "apt apartment suite ste unit flat floor fl room rm building bldg block lot level house dept "
    "wohnung door no box"
)
_WORDS = {
    "number-street": words("street_kinds"),
    "street-prefix": listed(
        "rue r avenue av avda avenida calle c carrer paseo plaza plaça via viale vicolo corso "
        "piazza largo rua travessa estrada quinta alameda praça camino camiño ronda ul ulica al "
        "aleja os osiedle plac trg cesta pod nad na u boulevard bd chemin place quai impasse route "
        "allée allee strada bulevar bulevardi λεωφόρος λ οδός calçada sector quadra jalan jl "
        "carretera urb urbanización urbanizacion vitosha kungsg cours square faubourg"
    ),
    "post-box": listed("box bag"),
    "military": listed("psc unit cmr apo fpo dpo"),
    "corner": listed("corner"),
    "house-number": listed("no plot block house unit blk"),
    "unit": listed("apt apartment suite ste flat room rm bldg building ward bed"),
    "house-name-house": _UNITS,
}
_PARTS = (
    "address", "live at", "lives at", "live on", "lives on", "located", "is at", "is on", "reside",
    "sent to", "sen to", "off at", "meet you at", "meet me at", "arrived at", "return to",
    "taxi to", "enter on", "deliver", "refers to", "same:", "moved to",
)  # fmt: skip
_KINDS = listed(
    "Street Road Lane Avenue Drive Close Crescent Court Terrace Row Gardens Grove Square Mews "
    "Boulevard Parade"
)
# Endings of streets whose kind is part of the word, as in `addresses`.
_ENDINGS = tuple(
    listed(
        "straße strasse straat str gasse weg platz allee ring damm graben zeile gade "
        "gaden vej vejen gata gatan gatu vägen väg veien vei vegen stræde allé alle torv "
        "plads katu tie kuja polku raitti laan plein dijk kade singel dreef baan steenweg "
        "utca ova ová ska ská cká ního eva braut stígur vegur holt land teigur hlíð tún "
        "sund vegi stien bakken højen parken engen marken toften kroken bråten lia tänav "
        "puiestee tee maantee"
    )
)
_BEFORE_NUMBER = re.compile(r"\s[0-9]")
_LEAST = {"number-street": 1, "numbered-capitals": 4, "house-name-house": 3}


def worth_running(document: Document, anchor: str) -> bool:
    """Whether a text holds what a match of the anchor cannot do without."""
    if anchor == "street-alone":
        return not _KINDS.isdisjoint(document.capitals)
    if anchor != "corner" and document.digits < _LEAST.get(anchor, 1):
        return False
    lower = document.lower
    if anchor == "street-suffix":
        return any(
            lower.endswith(_ENDINGS, 0, match.start()) for match in _BEFORE_NUMBER.finditer(lower)
        )
    if anchor == "address-cue":
        return any([part in lower for part in _PARTS])  # noqa: C419 - half of a generator's time
    needed = _WORDS.get(anchor)
    return needed is None or not needed.isdisjoint(document.words)
