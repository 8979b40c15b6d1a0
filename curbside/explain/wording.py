"""The words of a sentence that carry what it says, and the claims it is made of. Pure.

Words that only join others ("glue") may be added freely; all others must come from the evidence.
Glue never holds a number, a direction, a cause or a cure; words that deny are compared by
``polarity``, quantities by ``doses``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from curbside.core import languages
from curbside.explain import quantities
from curbside.search import analyser

# Words of its own that a part needs to be a claim by itself: after a comma, after a full stop.
LEAST, LEAST_AFTER_STOP = 4, 2
_STOP = re.compile(r"[;；。.!?！？]$")
_PARTS = re.compile(
    r"[;；。]|[.!?！？](?=\s|$)|, (?=(?:and|or|so)\b)|[，,](?=但|而|並|因此|所以)"
    r"|,? (?=(?:but|whereas|while|although|because|which|so that)\b)"
)
_MEDICINE = re.compile(
    r"\b\w+(?:mab|nib|pril|olol|statin|cillin|mycin|floxacin|conazole|prazole|sartan|dipine|tidine"
    r"|triptan|ciclovir|cyclovir|caine|setron|gliptin|gliflozin|glutide|formin|parin|sone|solone|profen"
    r"|oxetine|azepam|azolam|barbital|thiazide|semide|tropium|terol|lukast|xaban|grel|opram|zodone"
    r"|azapine|peridol|pressin|bactam|cycline|sulfa\w*|mide)\b",
    re.I,
)
# One word for several that mean the same to a reader.
_SAME = {
    "medic": "medicin", "drug": "medicin", "physician": "clinician", "provid": "clinician",
    "clinician": "clinician", "fatigu": "tired", "tired": "tired", "hemorrhag": "bleed",
    "exam": "examin", "examin": "examin", "ill": "sick", "ach": "pain", "children": "child",
    "kid": "child",
}  # fmt: skip
GLUE = frozenset(
    analyser.analyse(
        "also another other others such example include includes including called known name kind"
        " type thing things people person someone anyone everyone patient patients many way ways"
        " sort part parts case cases mean means happen happens become becomes get gets getting"
        " go goes going come comes make makes making take takes taking give gives given find finds"
        " see seen look looks try know feel feels keep keeps kept put show shows say says said"
        " tell ask talk speak let need needs want seem seems appear often usually common commonly"
        " usual general generally mostly may might can could possible possibly sometimes perhaps"
        " clinician own first then next both each every there here that this these those yourself"
        " help helps helped himself herself itself themselves using use uses used well good"
        " together through per"
        " during while because since although though whether what which who how where too very"
        " quite rather likely much several various different certain important"
        " never without none neither nor cannot nothing nobody isnt arent doesnt dont wont cant"
    )
) | {"clinician"}


@dataclass(frozen=True)
class Words:
    """A text with its terms; ``surfaces`` has, for each term, the word it came from."""

    text: str
    terms: frozenset[str]
    surfaces: dict[str, str]
    chinese: bool

    def __hash__(self) -> int:
        return hash(self.text)


@lru_cache(maxsize=4096)
def read(text: str) -> Words:
    """The text with its terms."""
    surfaces: dict[str, str] = {}
    for term in analyser.spans(quantities.without(text)):  # those are compared as numbers
        surfaces.setdefault(_SAME.get(term.term, term.term), term.surface)
    chinese = languages.is_chinese(languages.guess(text))
    return Words(text, frozenset(surfaces), surfaces, chinese)


def claims(text: str) -> list[Words]:
    """The parts of a sentence that claim something each; a part with too few words of its own
    belongs to the one before it.
    """
    parts: list[str] = []
    start = 0
    for end in [*(m.end() for m in _PARTS.finditer(text)), len(text)]:
        part = text[start:end]
        start = end
        least = LEAST_AFTER_STOP if parts and _STOP.search(parts[-1].rstrip()) else LEAST
        if parts and (_own(part) < least or _own(parts[-1]) < least):
            parts[-1] += part
        elif part.strip():
            parts.append(part)
    return [read(part) for part in parts if read(part).terms]


def _own(part: str) -> int:
    return len(read(part).terms - GLUE)


def stem(word: str) -> str:
    """The term of a word."""
    found = analyser.analyse(word)
    return _SAME.get(found[0], found[0]) if found else word


def is_medicine(word: str) -> bool:
    """Whether a word names a medicine, by the list or by how it ends."""
    return word.casefold() in _listed() or _MEDICINE.fullmatch(word) is not None


def medicines(text: str) -> list[str]:
    """The medicines a text names, in lower case, in order."""
    folded = text.casefold()
    found = [w for w in re.findall(r"[a-z][a-z0-9-]{3,}", folded) if is_medicine(w)]
    return found + [name for name in _listed() if " " in name and name in folded]


@cache
def _listed() -> frozenset[str]:
    data = resources.files("curbside.evidence").joinpath("data/medicines.txt")
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(",") if name.strip())
