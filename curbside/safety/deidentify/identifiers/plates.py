"""Number plates by their shape, of a country or beside a word for a vehicle.

Those right behind a word for the plate itself are found with the other numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.rules import Rule, Rules, ascii_pattern, run
from curbside.safety.deidentify.lexicon import COMMON, MEDICAL, known, listed
from curbside.safety.deidentify.model import PLATE, Candidate

_VEHICLES = (
    "car van truck lorry plate plates vehicle reg rego registration registered motorbike motorcycle "
    "scooter scooty taxi cab sedan suv jeep bus coach tractor minivan pickup ute caravan parked "
    "parking tag driver drives drove driven driving ambulance moped bike auto rickshaw tricycle "
    "jeepney danfo matatu okada toyota honda ford nissan hyundai mazda suzuki rta mvc mva rtc tow "
    "towed garage"
)
_CAR = ascii_pattern(rf"\b(?:{'|'.join(_VEHICLES.split())})\b")
_LETTERS = re.compile("[a-z]{2,}")
_MEASURES = listed("km cm mm ml mg am pm rs usd gbp php inr kmh cc hp psi bpm mmhg")
# States and territories of India as their plates begin.
_INDIA = listed(
    "an ap ar as br cg ch dd dl dn ga gj hp hr jh jk ka kl la ld mh ml mn mp mz nl od or pb py rj "
    "sk tn tr ts uk up wb"
)


def _near_car(match: re.Match[str]) -> float:
    text, start, end = match.string, match.start(), match.end()
    near = _CAR.search(text, max(0, start - 60), start) or _CAR.search(text, end, end + 30)
    written = match.group()
    worded = any(
        part in _MEASURES or known(part) & (COMMON | MEDICAL) for part in _LETTERS.findall(written)
    )
    return float(near is not None and not worded and any(c.isdigit() for c in written))


RULES = Rules(
    Rule("plate-taiwan", PLATE, "number plate", 0.7,
         ascii_pattern(r"(?<![\w-])(?:[a-z]{3}-\d{4}|\d{4}-[a-z]{2}|[a-z]{2}-\d{4})(?![\w-])"),
         ("-",), figures=4),
    Rule("plate-near-car", PLATE, "number plate", 0.8,
         ascii_pattern(r"(?<![\w-])(?:[a-z]\d{1,3} [a-z]{3}|[a-z]{2}\d{2} ?[a-z]{3}|"
                       r"[a-z]{3}[ -]?\d{3,4}[a-z]{0,2}|[a-z]\d{3}[a-z]{3}|"
                       r"\d[a-z]{3} ?\d{3}|\d{3,4}[ -]?[a-z]{2,3}|[a-z]{1,2} \d{4} [a-z]{2,3})(?![\w-])"), check=_near_car, figures=2,
         words=listed(_VEHICLES)),
    # 482-XKT may be a code of something else, BD51 SMR and KDA 417M hardly.
    Rule("plate-uk", PLATE, "number plate", 0.65,
         ascii_pattern(r"(?<![\w-])[A-HJ-PR-Y][A-HJ-Y]\d{2} [A-HJ-PR-Z]{3}(?![\w-])"),
         lower=False, figures=2),
    Rule("plate-kenya", PLATE, "number plate", 0.65,
         ascii_pattern(r"(?<![\w-])K[A-D][A-Z] ?\d{3}[A-Z](?![\w-])"), lower=False, figures=3),
    Rule("plate-india", PLATE, "number plate", 0.85,
         ascii_pattern(r"(?<![\w-])[a-z]{2}[ -]?\d{1,2}[ -]?[a-z]{1,3}[ -]?\d{4}(?![\w-])"),
         check=lambda m: float(m.group()[:2] in _INDIA), figures=4),
    Rule("plate-china", PLATE, "number plate", 0.95,
         ascii_pattern(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·. "
                       r"]?"
                    r"[a-z0-9]{5,6}(?![a-z0-9])"),
         tuple("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")),
)  # fmt: skip


def find(document: Document) -> Iterator[Candidate]:
    """Candidates of all rules of this family."""
    return run(document, RULES) if document.digits else iter(())
