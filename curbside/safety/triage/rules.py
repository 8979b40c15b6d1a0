"""Rules: which concepts together raise a flag, read from ``rules/*.toml`` once and checked.

A rule only ever raises: there is no rule that takes a flag away, and what a rule asks to be absent
(``unless``) it asks of its own words' neighbourhood only. See docs/safety/red-flags.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from threading import Lock
from typing import Any

from curbside.safety.triage import concepts as concept_files
from curbside.safety.triage import points
from curbside.safety.triage.advice import PLACES
from curbside.safety.triage.concepts import FINDING, Concepts
from curbside.safety.triage.model import Level
from curbside.safety.triage.patterns import BadTriageFile
from curbside.safety.triage.points import Points

LANGUAGES = ("en", "zh-hant")
WITHIN = 60  # words that the parts of a rule may lie apart, where it does not say
IGNORABLE = frozenset(("denied", "past", "supposed", "lasting"))
STANDING = "LONG-STANDING"  # what is raised where a sign of an emergency has lasted for months
SEXES = ("", "female", "male")
KINDS = ("", "self_harm", "violence")
WEIGHED = "self_harm_weighed"
_REQUIRED = {"code", "level", "when", "source", "advice", "positive"}
_FIELDS = _REQUIRED | {
    "negative", "unless", "within", "ages", "known_ages", "examples_age", "sex", "kind", "ignore",
}  # fmt: skip
_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")
_PLACE = re.compile(r"\{(\w*)\}")

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Concepts that must all be there: one of each group. ``needs`` are the groups as bits;
    ``telling`` says which groups can stand for the flag in the text: the first, and findings.
    """

    groups: tuple[Group, ...]
    needs: tuple[int, ...]
    telling: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``ages`` must not be known to be outside; ``known_ages`` must be known inside."""

    code: str
    level: Level
    ways: tuple[Way, ...]
    unless: Group
    within: int
    ages: tuple[float, float]
    known_ages: tuple[float, float] | None
    sex: str
    kind: str
    ignore: frozenset[str]
    source: str
    advice: Mapping[str, tuple[str, ...]]  # sentences by language; the first says what to do first
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    examples_age: str  # the age band that the examples are assessed with
    file: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules with the concepts they speak of, and the version of each file."""

    rules: tuple[Rule, ...]
    concepts: Concepts
    versions: Mapping[str, str]
    points: Points
    standing: Rule
    weighed: int  # the concept that is mentioned where enough points come together
    starting: Mapping[int, tuple[tuple[Rule, Way], ...]]  # ways by each concept of the first group


_loading = Lock()


def load() -> Rules:
    """The installed rules. Raises BadTriageFile for a file that cannot be used.

    Reading them takes seconds: threads that need them meanwhile wait rather than read them too.
    """
    with _loading:
        return _read()


@cache
def _read() -> Rules:
    folder = resources.files("curbside.safety.triage").joinpath("rules")
    files = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return compile_files(
        {f.name: f.read_text(encoding="utf-8") for f in files if f.name.endswith(".toml")},
        concept_files.load(),
        points.load(concept_files.load().numbers),
    )


def compile_files(
    files: Mapping[str, str], concepts: Concepts, weighing: Points | None = None
) -> Rules:
    """Rules of files by name. Raises BadTriageFile, naming file and rule, for what is wrong."""
    rules: dict[str, Rule] = {}
    versions: dict[str, str] = {}
    for name, text in files.items():
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as problem:
            raise BadTriageFile(f"{name}: {problem}") from problem
        versions[name] = str(content.get("version", ""))
        if not versions[name]:
            raise BadTriageFile(f"{name}: says no version")
        advice = {key: _advice(name, key, said) for key, said in content.get("advice", {}).items()}
        for table in content.get("rule", ()):
            rule = _rule(name, table, advice, concepts)
            if rule.code in rules:
                raise BadTriageFile(f"{name}: {rule.code} is in {rules[rule.code].file} already")
            rules[rule.code] = rule
    weighed = concepts.number(WEIGHED, "rules.py")
    if STANDING not in rules:
        raise BadTriageFile(f"no rule is called {STANDING}")
    return Rules(
        tuple(rules.values()),
        concepts,
        versions,
        weighing or Points(),
        rules[STANDING],
        weighed,
        _by_start(rules.values()),
    )


def _by_start(rules: Any) -> dict[int, tuple[tuple[Rule, Way], ...]]:
    out: dict[int, list[tuple[Rule, Way]]] = {}
    for rule in rules:
        for way in rule.ways:
            for concept in way.groups[0]:
                out.setdefault(concept, []).append((rule, way))
    return {concept: tuple(ways) for concept, ways in out.items()}


def _advice(name: str, key: str, said: Any) -> dict[str, tuple[str, ...]]:
    out = {}
    for language in LANGUAGES:
        sentences = said.get(language) if isinstance(said, dict) else None
        if not sentences or not all(isinstance(s, str) and s.strip() for s in sentences):
            raise BadTriageFile(f"{name}: advice {key!r} has no sentences in {language}")
        for sentence in sentences:
            for place in _PLACE.findall(sentence):
                if place not in PLACES:
                    raise BadTriageFile(f"{name}: advice {key!r} has an unknown place {place!r}")
        out[language] = tuple(sentences)
    return out


def _rule(
    name: str, table: Mapping[str, Any], advice: Mapping[str, Any], concepts: Concepts
) -> Rule:
    code = table.get("code", "a rule without a code")
    where = f"{name}: {code}"
    for wrong in _wrong(table, advice):
        raise BadTriageFile(f"{where}: {wrong}")
    known = table.get("known_ages")
    return Rule(
        code=code,
        level=Level.named(table["level"]),
        ways=tuple(_way(entry, where, concepts) for entry in table["when"]),
        unless=tuple(concepts.number(c, where) for c in table.get("unless", ())),
        within=2 * table.get("within", WITHIN),
        ages=_ages(table.get("ages", (0, 150))),
        known_ages=_ages(known) if known else None,
        sex=table.get("sex", ""),
        kind=table.get("kind", ""),
        ignore=frozenset(table.get("ignore", ())),
        source=table["source"],
        advice=advice[table["advice"]],
        positive=tuple(table["positive"]),
        negative=tuple(table.get("negative", ())),
        examples_age=table.get("examples_age", ""),
        file=name,
    )


def _wrong(table: Mapping[str, Any], advice: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a rule's fields, in words."""
    if missing := _REQUIRED - set(table):
        yield f"has no {', '.join(sorted(missing))}"
    if unknown := set(table) - _FIELDS:
        yield f"has unknown fields {', '.join(sorted(unknown))}"
    if not _CODE.fullmatch(table["code"]):
        yield "a code is capitals and digits with hyphens, such as HEART-CHEST-PAIN"
    if table["level"] not in ("emergency", "urgent"):
        yield "level is emergency or urgent; whatever raises no flag is routine"
    if table["advice"] not in advice:
        yield f"no advice is called {table['advice']!r} in this file"
    if not table["when"] or not table["positive"]:
        yield "needs a way to be raised, and an example that raises it"
    if table.get("sex", "") not in SEXES or table.get("kind", "") not in KINDS:
        yield f"sex is one of {SEXES}, kind one of {KINDS}"
    if unknown := set(table.get("ignore", ())) - IGNORABLE:
        yield f"cannot ignore {', '.join(sorted(unknown))}"


def _way(entry: str, where: str, concepts: Concepts) -> Way:
    """The groups of "pain + chest|back": any concept of a group, one of every group."""
    groups = tuple(
        tuple(concepts.number(name.strip(), where) for name in group.split("|"))
        for group in entry.split("+")
    )
    needs = tuple(sum(1 << concept for concept in set(group)) for group in groups)
    telling = tuple(
        not index or any(concepts.kinds[concept] == FINDING for concept in group)
        for index, group in enumerate(groups)
    )
    return Way(groups, needs, telling)


def _ages(pair: Any) -> tuple[float, float]:
    return float(pair[0]), float(pair[1])
