"""One XML document into its elements, safely: no entities, no deep nesting, one clear reason."""

from __future__ import annotations

import io
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from curbside.importers import limits
from curbside.importers.inputs import Refused


def root(content: bytes) -> Element:
    """The root element. Raises Refused with the reason why there is none."""
    depth = 0
    first: Element | None = None
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(content), events=("start", "end")):
            first = element if first is None else first
            depth += 1 if event == "start" else -1
            if depth > limits.NESTING:
                raise Refused(f"The XML is nested deeper than {limits.NESTING} elements.")
    except DefusedXmlException as problem:
        raise Refused("The XML declares entities, as an XML bomb does.") from problem
    except ParseError as problem:
        line = problem.position[0] if getattr(problem, "position", None) else "?"
        raise Refused(f"The XML is malformed at line {line}.") from problem
    except (ValueError, LookupError) as problem:  # an encoding Python does not have, a null byte
        raise Refused("The XML is in an encoding that cannot be read.") from problem
    if first is None:
        raise Refused("The XML is empty.")
    return first
