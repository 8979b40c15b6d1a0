"""What an operator may say about an input beside its path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Options:
    """``columns`` maps a field of ours to a column of theirs (``--map question=body``);
    ``publisher`` signs the replies that name nobody.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
