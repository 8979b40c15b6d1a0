"""The formats that can become evidence, by name; each a pure parser like those of answers.

A module has ``VERSION``, ``ENDINGS``, ``SOURCE`` and ``parse``, as in ``formats``; its records are
made by ``shaping.shape`` only.
"""

from __future__ import annotations

from curbside.core.errors import BadInput
from curbside.importers.formats import Format, of_module
from curbside.importers.record import Text
from curbside.importers.texts import jsonl, medlineplus, medquad, sample

_MODULES = {"medquad": medquad, "medlineplus": medlineplus, "jsonl": jsonl, "sample": sample}
FORMATS: dict[str, Format[Text]] = {
    name: of_module(name, module) for name, module in _MODULES.items()
}


def named(name: str) -> Format[Text]:
    """The format of this name. Raises BadInput."""
    if name not in FORMATS:
        raise BadInput(
            f"There is no format {name!r} for evidence.", f"Formats are: {', '.join(FORMATS)}."
        )
    return FORMATS[name]
