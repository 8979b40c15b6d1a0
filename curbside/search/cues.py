"""Signs in a text of whom or what it asks about that no topic holds: a child, a medicine. Pure.

Each sign names a department's slug and how much evidence it is. A catalogue without that
department is not harmed: the sign is then not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

PEDIATRICS, MEDICINES = "pediatrics", "medications"

_CHILD = re.compile(
    r"\b(?:my|our|his|her|the)\s+(?:\w+\s+){0,3}?(?:baby|babies|infant|newborn|toddler|child|"
    r"kid|kids|children|grandson|granddaughter)\b"
    r"|\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven)[\s-]*"
    r"(?:day|week|month)s?[\s-]*old\b"
    r"|\b(?:newborn|infant|toddler|pa?ediatric\w*)\b",
    re.IGNORECASE,
)
_OFFSPRING = re.compile(r"\b(?:my|our)\s+(?:\w+[\s-]+){0,4}?(?:son|daughter)\b", re.IGNORECASE)
_YEARS = re.compile(
    r"\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[\s-]*"
    r"(?:years?|yrs?|y\.?o\.?)\b",
    re.IGNORECASE,
)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve")  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)}
_CHILD_ZH = re.compile(
    r"宝宝|寶寶|婴儿|嬰兒|新生儿|新生兒|小朋友|幼儿|幼兒|孩子|小孩|个月大|個月大|儿科|兒科"
)
_MEDICINE = re.compile(
    r"\bside[\s-]effects?\b|\binteract(?:s|ions?|ing)?\b|\b(?:dose|dosage|overdose)\b"
    r"|\b\d+\s?(?:mg|mcg|ml)\b|\btake\b[^.?!]{0,60}\btogether\b|\bmedications?\b|\bmedicines?\b",
    re.IGNORECASE,
)
_MEDICINE_ZH = re.compile(r"副作用|交互作用|剂量|劑量|毫克|一起吃|藥物|药物|服药|服藥|停药|停藥")


def cues(text: str) -> dict[str, float]:
    """Evidence by department slug, about 0 to 3 each; departments without a sign are left out."""
    out: dict[str, float] = {}
    child = 2.5 * bool(_CHILD.search(text)) + 0.4 * bool(_CHILD_ZH.search(text))
    if _OFFSPRING.search(text):
        ages = list(_ages(text))
        child += 0.6 if not ages else 2.5 * (min(ages) < 16)
    if child:
        out[PEDIATRICS] = min(child, 3.0)
    signs = len({match.group().lower() for match in _MEDICINE.finditer(text)})
    signs += len(set(_MEDICINE_ZH.findall(text)))
    if signs:
        out[MEDICINES] = min(0.3 * signs, 1.2)
    return out


def _ages(text: str) -> Iterator[int]:
    for match in _YEARS.finditer(text):
        written = match.group(1).lower()
        yield _NUMBERS.get(written) or int(written)
