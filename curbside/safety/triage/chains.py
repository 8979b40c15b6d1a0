"""Long phrases of a concept file, "drawn to >2 bridge|river", taken apart into short ones in a row.

Written out, such a phrase would be the product of its alternatives and of the widths of its gaps.
Here each part becomes a concept of its own, without a name in any file, and the phrase the two of
them in that order within that many words. Says nothing of what the parts mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from curbside.safety.triage import patterns

_LINK = re.compile(r"\s*>(\d+)\s*")
Tables = dict[str, tuple[str, dict[str, Any]]]


def taken_apart(tables: Mapping[str, tuple[str, dict[str, Any]]]) -> Tables:
    """``tables`` of concepts, by name with their file, without long phrases."""
    out: Tables = {}
    made: dict[str, list[str]] = {}
    for concept, (file, table) in tables.items():
        parts: dict[tuple[str, str], str] = {}
        rest = {**table, "then": [*table.get("then", ())]}
        for language in ("en", "zh"):
            listed = patterns.phrases(table.get(language, ""))
            rest[language] = "\n".join(p for p in listed if not _LINK.search(p))
            for phrase in listed:
                if _LINK.search(phrase):
                    rest["then"] += _row(concept, language, _LINK.split(phrase), parts)
        out[concept] = (file, rest)
        for (language, text), name in parts.items():
            out[name] = (file, {"kind": "cue", language: text} if text else {"kind": "cue"})
        _chain(out, file, rest)
        made[concept] = [name for name in out if name.startswith(f"{concept}>")]
    for _, table in out.values():  # what hides a phrase hides what it was taken apart into
        hidden = table.get("hides", ())
        table["hides"] = [one for name in hidden for one in (name, *made.get(name, ()))]
    return out


def _row(
    concept: str, language: str, pieces: list[str], parts: dict[tuple[str, str], str]
) -> list[list[Any]]:
    """The entries of ``then`` for a phrase of ``pieces`` with their distances between; a list of
    more than two stands for a row of several.
    """
    names = [parts.setdefault((language, text), f"{concept}>{len(parts)}") for text in pieces[::2]]
    return [[*names, *map(int, pieces[1::2])]]


def _chain(out: Tables, file: str, table: dict[str, Any]) -> None:
    """Make rows of more than two parts into pairs of a pair and a part."""
    pairs = []
    for entry in table["then"]:
        count = (len(entry) + 1) // 2
        names, distances = list(entry[:count]), list(entry[count:])
        while len(names) > 2:
            joined = f"{names[0]}+{names[1]}"
            pair = {"kind": "cue", "then": [[names[0], names[1], distances.pop(0)]]}
            bounds = {key: table[key] for key in ("across", "clause") if key in table}
            out[joined] = (file, pair | bounds)
            names[:2] = [joined]
        pairs.append([*names, *distances])
    table["then"] = pairs
