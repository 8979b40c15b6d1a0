"""Red flags: what in a person's own words may need care now. Rules and concepts are data files.

Pure: no database, no network, no model. What was raised cannot be lowered here.
"""

from curbside.safety.triage.advice import fill
from curbside.safety.triage.engine import assess, assess_parts
from curbside.safety.triage.model import Flag, Level, Triage

__all__ = ["Flag", "Level", "Triage", "assess", "assess_parts", "fill"]
