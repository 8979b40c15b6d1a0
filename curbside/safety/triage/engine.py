"""Triage: the flags that a person's own words raise, and how soon they may need care.

Pure and linear in the length of the text. Says what to do, never what someone has. Nothing here
lowers a level: flags are only ever added, and the level is the highest of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from curbside.core import languages
from curbside.safety.triage import mentions, rules, who, windows
from curbside.safety.triage.context import Context
from curbside.safety.triage.mentions import Found, Mention
from curbside.safety.triage.model import Flag, Level, Triage
from curbside.safety.triage.rules import Group, Rule, Rules, Way
from curbside.safety.triage.text import MOST_UNKNOWN, Words

_FIRST = ("self_harm", "violence", "")  # of flags as urgent as each other
_UNLESS = 24  # units of place round a mention in which ``unless`` is looked for
_GUESSED = 2_000  # characters that tell the language of a text


def assess(words: str, *, language: str = "", age_band: str = "", sex: str = "") -> Triage:
    """The triage of ``words``. ``language`` is that of the advice (the text's own where empty);
    ``age_band`` such as "0-4" and ``sex`` such as "female" may be empty.
    """
    raised = list(_raised(words, who.ages(age_band), who.sex(sex)))
    if not raised:
        return Triage()
    chinese = languages.is_chinese(language or languages.guess(words[:_GUESSED]))
    raised.sort(key=_urgency)
    return Triage(tuple(_flags(raised, "zh-hant" if chinese else "en")))


def assess_parts(
    parts: Mapping[str, str], *, language: str = "", age_band: str = "", sex: str = ""
) -> Triage:
    """The triage of several texts of one form, by field; each flag names its part."""
    found = []
    for name, words in parts.items():
        triage = assess(words, language=language, age_band=age_band, sex=sex)
        found.append(Triage(tuple(replace(flag, part=name) for flag in triage.flags)))
    return Triage.of_parts(found)


def codes(words: str, *, age_band: str = "", sex: str = "") -> set[str]:
    """The codes of every rule that ``words`` fulfil. ``assess`` shows fewer where several rest on
    the same words.
    """
    return {one.rule.code for one in _raised(words, who.ages(age_band), who.sex(sex))}


class _Raised(NamedTuple):
    """A rule that is fulfilled, by what stands at ``spans`` of the text; the first of them has
    ``length`` words.
    """

    rule: Rule
    spans: tuple[tuple[int, int], ...]
    length: int


def _raised(words: str, ages: tuple[float, float], sex: str) -> Iterator[_Raised]:
    """Every rule that ``words`` fulfil; of a text longer than any question what its beginning and
    end do, and what lies between until there is an emergency.
    """
    known, looks, emergency = rules.load(), MOST_UNKNOWN, False
    for number, (piece, offsets) in enumerate(windows.of(words)):
        if emergency and number > 1:
            return
        reading = _Reading(piece, known, looks)
        looks -= min(looks, reading.unknown)
        for rule, spans, length in reading.raised(ages, sex):
            emergency = emergency or rule.level == Level.EMERGENCY
            yield _Raised(rule, tuple((offsets[s], offsets[e]) for s, e in spans), length)


class _Evidence(NamedTuple):
    """The mentions that stand for a flag, and whether the rule's own level counts: not where all
    of them have been so for months or years.
    """

    told: tuple[Mention, ...]
    counts: bool


class _Reading:
    """One text and what it mentions."""

    def __init__(self, words: str, known: Rules, looks: int = MOST_UNKNOWN) -> None:
        self._rules = known
        self._words: Words = known.concepts.lexicon.reader.read(words, looks)
        self._found: Found = mentions.find(self._words, known.concepts)
        for mention in known.points.mentions(self._words, self._found):
            self._found.add(known.weighed, mention)
        self._context = Context(self._words, self._found, known.concepts)
        self._counted: dict[tuple[int, frozenset[str]], list[Mention]] = {}

    @property
    def unknown(self) -> int:
        """How many words had not been met before."""
        return self._words.unknown

    def raised(self, ages: tuple[float, float], sex: str) -> Iterator[_Raised]:
        """Every rule that is fulfilled, with where this text says so."""
        spans = self._words.spans
        for rule, way in self._candidates():
            if self._fits(rule, ages, sex) and (evidence := self._evidence(rule, way)):
                yield _Raised(
                    rule if evidence.counts else self._rules.standing,
                    tuple((spans[m.start][0], spans[m.end - 1][1]) for m in evidence.told),
                    evidence.told[0].end - evidence.told[0].start,
                )

    def _candidates(self) -> Iterator[tuple[Rule, Way]]:
        """The ways of rules all of whose concepts are mentioned at all."""
        present, starting = self._found.present, self._rules.starting
        seen: set[int] = set()
        for concept in self._found.by_concept:
            for rule, way in starting.get(concept, ()):
                if all(present & need for need in way.needs) and id(way) not in seen:
                    seen.add(id(way))
                    yield rule, way

    @staticmethod
    def _fits(rule: Rule, ages: tuple[float, float], sex: str) -> bool:
        """Whether the rule is for such a person; who is not known may be anyone."""
        low, high = rule.ages
        if sex and rule.sex and sex != rule.sex:
            return False
        if rule.known_ages and not rule.known_ages[0] <= ages[0] <= ages[1] <= rule.known_ages[1]:
            return False
        return ages[0] < high and low < ages[1]

    def _evidence(self, rule: Rule, way: Way) -> _Evidence | None:
        """What fulfils the way; of an emergency whatever has not lasted for months, if there is."""
        groups = [self._counting(group, rule) for group in way.groups]
        unless = self._counting(rule.unless, rule) if rule.unless else []
        chosen = self._chosen(groups, unless, rule.within)
        if not chosen:
            return None
        counts = True
        if rule.level == Level.EMERGENCY and "lasting" not in rule.ignore:
            settled = self._context.settled
            if settled(chosen):
                for number, group in enumerate(groups):
                    fresh = [mention for mention in group if not settled([mention])]
                    other = [*groups[:number], fresh, *groups[number + 1 :]]
                    if found := self._chosen(other, unless, rule.within):
                        chosen = found
                        break
                else:
                    counts = False
        told = zip(chosen, way.telling, strict=True)
        return _Evidence(tuple(mention for mention, tells in told if tells), counts)

    def _chosen(
        self, groups: list[list[Mention]], unless: list[Mention], within: int
    ) -> tuple[Mention, ...]:
        """The first mentions, one of each group near enough, anchored on the first group's."""
        if not all(groups):
            return ()
        starts = [[mention.start for mention in group] for group in groups]
        for anchor in groups[0]:
            others = [
                self._nearest(anchor, group, begins, within)
                for group, begins in zip(groups[1:], starts[1:], strict=True)
            ]
            chosen = (anchor, *(other for other in others if other is not None))
            if len(chosen) == len(groups) and not self._excluded(anchor, unless):
                return chosen
        return ()

    def _counting(self, group: Group, rule: Rule) -> list[Mention]:
        """The mentions of a group that count, in order."""
        out: list[Mention] = []
        for concept in group:
            known = self._counted.get((concept, rule.ignore))
            if known is None:
                mentions = self._found.by_concept.get(concept, ())
                known = [m for m in mentions if self._context.counts(m, rule.ignore)]
                self._counted[concept, rule.ignore] = known
            out += known
        return sorted(out)

    def _nearest(
        self, anchor: Mention, group: list[Mention], starts: list[int], within: int
    ) -> Mention | None:
        index = bisect_left(starts, anchor.start)
        near = group[max(index - 1, 0) : index + 1]
        close = [m for m in near if self._apart(anchor, m) <= within]
        return min(close, key=lambda m: self._apart(anchor, m)) if close else None

    def _apart(self, one: Mention, other: Mention) -> int:
        first, second = (one, other) if one.start <= other.start else (other, one)
        return self._words.gap(first.end - 1, second.start)

    def _excluded(self, anchor: Mention, unless: list[Mention]) -> bool:
        said = self._words.said
        return any(
            said(mention.start) == said(mention.end - 1) == said(anchor.start)
            and self._apart(anchor, mention) <= _UNLESS
            for mention in unless
        )


def _urgency(raised: _Raised) -> tuple[int, int, int]:
    """What sorts the flags: the level, the kind, and of emergencies whose first words say most."""
    length = raised.length if raised.rule.level == Level.EMERGENCY else 0
    return -raised.rule.level, _FIRST.index(raised.rule.kind), -length


def _flags(raised: Iterable[_Raised], language: str) -> Iterator[Flag]:
    """One flag a rule, the most urgent first, whose spans do not overlap. A rule all of whose
    evidence lies in words that a flag as urgent has taken says nothing new and is left out.
    """
    taken: list[tuple[int, int]] = []
    codes: set[str] = set()
    for rule, spans, _ in raised:
        if rule.code in codes:
            continue
        for start, end in spans:
            if all(end <= s or e <= start for s, e in taken):
                taken.append((start, end))
                codes.add(rule.code)
                said = rule.advice[language]
                advice = ("" if language != "en" else " ").join(said)
                yield Flag(
                    rule.code, rule.level, start, end, advice, said[0], rule.source, rule.kind
                )
                break
