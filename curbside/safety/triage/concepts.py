"""Concepts: what words mean, read from ``concepts/*.toml`` once and checked.

A concept is found by its phrases (``en``, ``zh``), by a number in a range (``number``), by another
concept that is one of its kinds (``any``), by two concepts within some words of each other in
either order (``near``) or in that order (``then``). Which combinations matter, and how much, is
for the rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from curbside.safety.triage import chains, patterns
from curbside.safety.triage.lexicon import Lexicon
from curbside.safety.triage.patterns import BadTriageFile
from curbside.safety.triage.text import Reader

FINDING, PART, CUE, MASK, SHIELD = "finding", "part", "cue", "mask", "shield"
KINDS = (FINDING, PART, CUE, MASK, SHIELD)
END = ""  # the key of a trie node under which the concepts that end there stand
_FIELDS = {
    "kind",
    "hides",
    "en",
    "zh",
    "any",
    "near",
    "then",
    "clause",
    "across",
    "number",
    "point",
}
Trie = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Join:
    """``target`` is where ``one`` and ``other`` are at most ``reach`` units of place apart."""

    target: int
    one: int
    other: int
    reach: int
    ordered: bool
    bounds: str  # both in one "clause", "sentence" or "text"
    needs: int  # a bit for each of the two


@dataclass(slots=True)
class Concepts:
    """All concepts, by number. ``parents[c]`` are the concepts that ``c`` is a kind of."""

    names: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    hiding: dict[int, frozenset[int]] = field(default_factory=dict)
    """What is not meant inside the phrases of a concept; empty for all that is shorter."""
    parents: list[tuple[int, ...]] = field(default_factory=list)
    trie: Trie = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)
    ranges: list[tuple[float, float, bool, int]] = field(default_factory=list)
    lexicon: Lexicon = field(default_factory=lambda: Lexicon({}, (), ()))

    def number(self, name: str, where: str) -> int:
        """The number of the concept ``name``. Raises BadTriageFile where there is none."""
        if name not in self.numbers:
            raise BadTriageFile(f"{where}: no concept is called {name!r}")
        return self.numbers[name]


@cache
def load() -> Concepts:
    """The concepts of the installed files."""
    folder = resources.files("curbside.safety.triage").joinpath("concepts")
    files = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return compile_files(
        {f.name: f.read_text(encoding="utf-8") for f in files if f.name.endswith(".toml")}
    )


def compile_files(files: Mapping[str, str]) -> Concepts:
    """Concepts of files by name. Raises BadTriageFile, naming the file, for what is wrong."""
    tables: dict[str, tuple[str, dict[str, Any]]] = {}
    macros: dict[str, tuple[str, ...]] = {}
    aliases: dict[str, str] = {}
    unstemmed: list[str] = []
    run_together: list[str] = []
    for name, text in files.items():
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as problem:
            raise BadTriageFile(f"{name}: {problem}") from problem
        macros |= {m: tuple(patterns.phrases(v)) for m, v in content.pop("macros", {}).items()}
        for meant, variants in content.pop("aliases", {}).items():
            aliases |= dict.fromkeys(patterns.phrases(variants), meant)
        unstemmed += patterns.phrases(content.pop("unstemmed", ""))
        run_together += patterns.phrases(content.pop("run_together", ""))
        for concept, table in content.items():
            if concept in tables:
                raise BadTriageFile(f"{name}: {concept!r} stands in {tables[concept][0]} already")
            tables[concept] = (name, _checked(name, concept, table))
    tables = chains.taken_apart(tables)
    out = Concepts(lexicon=Lexicon(aliases, unstemmed, run_together))
    for number, (concept, (_, table)) in enumerate(tables.items()):
        out.names.append(concept)
        out.numbers[concept] = number
        out.kinds.append(table.get("kind", FINDING))
    for concept, (name, table) in tables.items():
        hidden = table.get("hides", [])
        if hidden or out.kinds[out.numbers[concept]] == MASK:
            where = f"{name}: {concept}"
            out.hiding[out.numbers[concept]] = frozenset(out.number(h, where) for h in hidden)
    _add_parents(out, tables)
    _add_phrases(out, tables, macros)
    _add_joins(out, tables)
    return out


def _checked(name: str, concept: str, table: Any) -> dict[str, Any]:
    if not isinstance(table, dict) or not table:
        raise BadTriageFile(f"{name}: {concept!r} is no table")
    if unknown := set(table) - _FIELDS:
        raise BadTriageFile(f"{name}: {concept!r} has unknown fields {sorted(unknown)}")
    if table.get("kind", FINDING) not in KINDS:
        raise BadTriageFile(f"{name}: {concept!r}: kind is one of {', '.join(KINDS)}")
    return table


def _add_parents(out: Concepts, tables: Mapping[str, tuple[str, dict[str, Any]]]) -> None:
    """Turn ``any`` round, and close it: a kind of a kind counts too."""
    direct: list[set[int]] = [set() for _ in out.names]
    for concept, (name, table) in tables.items():
        for child in table.get("any", ()):
            direct[out.number(child, f"{name}: {concept}")].add(out.numbers[concept])
    for number in range(len(direct)):
        seen: list[int] = []
        waiting = [number]
        while waiting:
            for parent in sorted(direct[waiting.pop()]):
                if parent not in seen:
                    seen.append(parent)
                    waiting.append(parent)
        out.parents.append(tuple(seen))


def _add_phrases(
    out: Concepts, tables: Mapping[str, tuple[str, dict[str, Any]]], macros: patterns.Macros
) -> None:
    words: set[str] = set()
    stem = out.lexicon.stem
    reader = Reader(lambda word, _: stem(word))
    for concept, (name, table) in tables.items():
        number = out.numbers[concept]
        ends = (number, *out.parents[number])
        for phrase in patterns.phrases(f"{table.get('en', '')}\n{table.get('zh', '')}"):
            try:
                for spelling in patterns.spellings(phrase, macros):
                    words.update(patterns.latin_words(spelling))
                    for sequence in patterns.tokens(spelling, stem, reader):
                        _insert(out.trie, sequence, ends)
            except BadTriageFile as problem:
                raise BadTriageFile(f"{name}: {concept}: {phrase!r}: {problem}") from problem
        if "number" in table:
            low, high = table["number"]
            point = bool(table.get("point"))  # only numbers that are written with one
            out.ranges += [(low, high, point, end) for end in ends]
    _check_masks(out, frozenset(c for c, hidden in out.hiding.items() if not hidden), out.trie)
    out.lexicon.learn(words)


def _check_masks(
    out: Concepts, hiding: frozenset[int], node: Trie, path: tuple[str, ...] = ()
) -> None:
    """A phrase cannot be both a finding and a turn of phrase that hides it."""
    ends = [c for c in node.get(END, ()) if out.kinds[c] == FINDING or c in hiding]
    if not hiding.isdisjoint(ends) and not hiding.issuperset(ends):
        names = ", ".join(out.names[c] for c in ends)
        raise BadTriageFile(f"{' '.join(path)!r} is in {names}, one of which hides it")
    for token, child in node.items():
        if token != END:
            _check_masks(out, hiding, child, (*path, token))


def _insert(trie: Trie, sequence: Iterable[str], ends: tuple[int, ...]) -> None:
    node = trie
    for token in sequence:
        node = node.setdefault(token, {})
    node[END] = tuple(dict.fromkeys((*node.get(END, ()), *ends)))


def _add_joins(out: Concepts, tables: Mapping[str, tuple[str, dict[str, Any]]]) -> None:
    """Joins in an order in which what one needs has been worked out before it."""
    made: dict[int, list[Join]] = {}
    for concept, (name, table) in tables.items():
        made[out.numbers[concept]] = list(_joins(out, name, concept, table))
    sources: dict[int, set[int]] = {
        target: {source for join in joins for source in (join.one, join.other)}
        for target, joins in made.items()
    }
    for child, parents in enumerate(out.parents):
        for parent in parents:
            sources[parent].add(child)
    done: set[int] = set()
    for number in range(len(out.names)):
        for target in _after_sources(number, sources, done, out.names):
            out.joins += made[target]


def _joins(out: Concepts, name: str, concept: str, table: dict[str, Any]) -> Iterator[Join]:
    bounds = "clause" if table.get("clause") else "text" if table.get("across") else "sentence"
    for kind in ("near", "then"):
        for entry in table.get(kind, ()):
            if len(entry) != 3:
                raise BadTriageFile(f"{name}: {concept}: {kind} is [concept, concept, words]")
            ones, others, reach = entry[0].split("|"), entry[1].split("|"), entry[2]
            for one in ones:
                for other in others:
                    left = out.number(one, f"{name}: {concept}")
                    right = out.number(other, f"{name}: {concept}")
                    needs = 1 << left | 1 << right
                    target = out.numbers[concept]
                    yield Join(
                        target,
                        left,
                        right,
                        int(reach * 2),
                        kind == "then",
                        bounds,
                        needs,
                    )


def _after_sources(
    number: int, sources: Mapping[int, set[int]], done: set[int], names: list[str]
) -> Iterator[int]:
    """``number`` and all it is made of that is not ``done`` yet, sources first."""
    waiting: list[tuple[int, bool]] = [(number, False)]
    open_: set[int] = set()
    while waiting:
        here, leaving = waiting.pop()
        if leaving:
            open_.discard(here)
            done.add(here)
            yield here
        elif here not in done:
            if here in open_:
                continue
            open_.add(here)
            waiting.append((here, True))
            for source in sorted(sources[here]):
                if source in open_:
                    raise BadTriageFile(f"{names[here]!r} is made of itself")
                waiting.append((source, False))
