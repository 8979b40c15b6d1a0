"""What must stand in a text for an anchor of an address to be worth looking for. Finds nothing."""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_

from curbside.safety.deidentify import triggers
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
    "house-number": listed("no plot block house unit blk #"),
    "unit": listed("apt apartment suite ste flat room rm bldg building ward bed"),
    "house-name-house": _UNITS,
}
_PARTS = (
    "address", "live at", "lives at", "live on", "lives on", "located", "is at", "is on", "reside",
    "sent to", "sen to", "off at", "meet you at", "meet me at", "arrived at", "return to",
    "taxi to", "enter on", "deliver", "refers to", "same:", "moved to",
)  # fmt: skip
_KINDS = triggers.written(listed(
    "Street Road Lane Avenue Drive Close Crescent Court Terrace Row Gardens Grove Square Mews "
    "Boulevard Parade"
))  # fmt: skip
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
_LONGEST = 100  # three words
_ENDED = triggers.parts(_ENDINGS)
_TRIGGERS = {name: triggers.words(needed) for name, needed in _WORDS.items()}
_TRIGGERS |= {"street-alone": _KINDS, "street-suffix": _ENDED}
TELLING = _TRIGGERS["corner"] | _KINDS
_ALL = reduce(or_, _TRIGGERS.values())
_LEAST = {"numbered-capitals": 4, "house-name-house": 3, "corner": 0, "street-alone": 0}
_ENOUGH = max(_LEAST.values())
_ANCHORS = (*_WORDS, "street-alone", "street-suffix", "address-cue", "numbered-capitals")


def possible(document: Document) -> list[str]:
    """The anchors of which a text holds what a match cannot do without."""
    found = _by_triggers(min(document.digits, _ENOUGH), document.triggered & _ALL)
    lower = document.lower
    if "street-suffix" in found and not any(
        lower.endswith(_ENDINGS, 0, match.start()) for match in _BEFORE_NUMBER.finditer(lower)
    ):
        found = [name for name in found if name != "street-suffix"]
    if "address-cue" in found and not any([part in lower for part in _PARTS]):  # noqa: C419 - half the time
        found = [name for name in found if name != "address-cue"]
    return found


def suffix_window(lower: str) -> int:
    """From where on a street may stand whose kind is the ending of its name."""
    for match in _BEFORE_NUMBER.finditer(lower):
        if lower.endswith(_ENDINGS, 0, match.start()):
            return max(0, match.start() - _LONGEST)
    return 0


@lru_cache(maxsize=2048)
def _by_triggers(digits: int, triggered: int) -> list[str]:
    """The same by the words and the digits of a text. Texts differ in few, so that the choice is
    remembered.
    """
    return [
        name
        for name in _ANCHORS
        if digits >= _LEAST.get(name, 1) and (name not in _TRIGGERS or _TRIGGERS[name] & triggered)
    ]
