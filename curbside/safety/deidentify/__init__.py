"""De-identification: finds what may tell who someone is, and writes something readable instead.

Recall comes first, since a person confirms every text before it is public: a false alarm costs
them a click, a miss costs someone their privacy. Rules and word lists only; nothing here can take
a span away once a rule has found it. Pure: knows no database, and no log sees a text.
"""

from curbside.safety.deidentify.engine import deidentify, find, replace
from curbside.safety.deidentify.model import Span, Warning
from curbside.safety.deidentify.rare_cases import warnings

__all__ = ["Span", "Warning", "deidentify", "find", "replace", "warnings"]
