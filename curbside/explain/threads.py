"""What an explanation may speak of: the subjects that question and reply name. Pure.

A thread is a subject with all its names (a topic of the catalogue, or the focus of a source), its
weight, and where it comes from: the question ("concern"), what the doctor holds for so ("view") or
only advises ("advice"). What the reply denies is no thread. A subject that nobody named comes in
only by meaning, and never a rare or a grave one.
"""

from __future__ import annotations

from collections.abc import Sequence

from curbside.core import languages
from curbside.evidence.passage import Found, Passage
from curbside.explain import cues, view
from curbside.explain.lexicon import GENERIC, Lexicon, Name, stems, telling
from curbside.explain.meaning import Near
from curbside.explain.model import Asked
from curbside.explain.thread import (
    ADVICE,
    CONCERN,
    QUALIFIERS,
    SIBLING,
    VIEW,
    Names,
    Thread,
    focus_names,
    nameable,
    strength,
)
from curbside.search import analyser

_WEIGHTS = {"headline": 1.5, "question": 1.0, VIEW: 2.0, ADVICE: 0.8}
REPEATED, MOST_REPEATS = 0.25, 3
FIRST = 1.3  # times the weight of what is named first
SCATTERED = 0.8  # of the weight of a name whose words stand apart
CROWD = 3  # subjects in one sentence of a reply from which each counts less: a list, not a view
MOST, MOST_SEARCHED, MOST_UNBACKED, MOST_ADVICE = 4, 6, 2, 3
SIBLINGS, MEASURE = 2, 0.8
# Cosines from which a subject counts: named, named apart or in an advice, not named but with words
# in common, not named at all.
NEAR, NEAR_ADVISED, NEAR_IMPLIED, NEAR_UNSAID = 0.33, 0.42, 0.36, 0.56
IMPLIED_SHARE = 0.85  # of the nearest one's cosine
HEAVY, EVEN, MOST_IMPLIED = 3.0, 0.3, 3
ASIDE = 0.85  # of the heaviest weight: lighter subjects are asides, and get a sentence or two
SHARE = 0.7  # of the heaviest weight: lighter subjects are left alone
_MEASURES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (label, frozenset(analyser.analyse(words)))
    for label, words in (
        ("Caffeine", "caffeine caffeinated coffee"),
        ("Healthy sleep", "sleep rest resting"),
        ("Stress", "stress relax relaxation meditation yoga tension"),
        ("Exercise and physical fitness", "exercise gym jogging"),
        ("Nutrition", "diet nutrition vegetables fruits"),
        ("Quitting smoking", "smoking cigarettes tobacco"),
        ("Alcohol", "alcohol drinking"),
    )
)  # what people do for themselves: the subject, and the words of an advice that stand for it
_BROAD = frozenset(analyser.analyse("muscle muscles nerve nerves body"))


def read(  # noqa: PLR0913, PLR0917 - what is asked, what is known, how many
    asked: Asked,
    reply: view.View,
    lexicon: Lexicon,
    found: Sequence[Found] = (),
    near: Near | None = None,
    most: int = MOST,
) -> list[Thread]:
    """The threads, heaviest first: those of question and view, then those of advice alone. With
    ``near``, what only shares a word with the question is left out, and the focus of a source may
    be a thread though nobody named it.
    """
    known = _Known(lexicon, [hit.passage for hit in found])
    known.count(asked.headline, CONCERN, _WEIGHTS["headline"], first=True)
    for number, said in enumerate(view.question(asked.question)):
        known.count(said.text, CONCERN, _WEIGHTS["question"], number == 0, said.denied)
    stated = 0
    for said in reply.said:
        kind = ADVICE if said.advice else VIEW
        known.count(said.text, kind, _WEIGHTS[kind], kind == VIEW and not stated, said.denied)
        stated += kind == VIEW
    named = known.threads(reply.denied)
    advice = _measures(reply)
    told = {name for thread in advice for name in thread.names}
    named = [t for t in named if t.origins != {ADVICE} or not t.names & told]
    if reply.calming:  # a grave thing that only the frightened asker names stays unsaid
        named = [t for t in named if t.origins != {CONCERN} or not cues.GRAVE.search(t.label)]
    words = {*analyser.analyse(f"{asked.headline} {asked.question}"), *reply.held, *reply.advised}
    if near is None:
        subjects = [t for t in named if t.origins != {ADVICE}]
    else:
        subjects = _near(named, found, near, reply.denied, told, words)
    subjects = _heaviest(subjects, most, [hit.passage for hit in found] if most == MOST else [])
    if near is not None and not any(VIEW in thread.origins for thread in subjects):
        subjects += _siblings(subjects, lexicon, near)
    for thread in subjects:
        thread.main = SIBLING in thread.origins or thread.weight >= ASIDE * subjects[0].weight
    # A subject that nobody named is not worth an aside.
    return [thread for thread in subjects if thread.main or thread.used] + advice


def _near(  # noqa: PLR0913, PLR0917 - all of it decides
    named: list[Thread],
    found: Sequence[Found],
    near: Near,
    denied: frozenset[str],
    told: set[Name],
    words: set[str],
) -> list[Thread]:
    """The threads weighed by meaning, and focuses that mean the same though nobody named them."""
    out = []
    labels = near.cosines([t.label for t in named])
    words_used = near.cosines(
        [" ".join(max(t.used, key=len, default=())) or t.label for t in named]
    )
    for thread, label, used in zip(named, labels, words_used, strict=True):
        cosines = (*label, *used)
        sure = thread.whole and thread.origins != {ADVICE}
        if max(cosines) >= (NEAR if sure else NEAR_ADVISED):
            if thread.origins == {ADVICE}:  # "rule out a miscarriage": a view in an advice
                thread.origins = {VIEW}
            thread.weight = min(thread.weight, HEAVY) ** EVEN * max(cosines)
            out.append(thread)
    have = told | {name for thread in out for name in thread.names}
    room = MOST_IMPLIED - sum(thread.origins != {ADVICE} for thread in out)
    return out + _implied(found, near, have, denied, words)[: max(room, 1)]


def _implied(
    found: Sequence[Found], near: Near, have: set[Name], denied: frozenset[str], words: set[str]
) -> list[Thread]:
    """The focuses nearest to question or reply. Nothing rare or grave: who was not told of it by
    their doctor is not frightened with it here.
    """
    sources: dict[str, list[Name]] = {}
    for hit in found:
        passage = hit.passage
        if cues.RARE_PUBLISHER.search(passage.publisher) or cues.GRAVE.search(passage.source):
            continue
        names = focus_names(passage)[0]
        telling_ = {stem for name in names for stem in name} - GENERIC
        if names and not have.intersection(names) and not denied & telling_:
            sources.setdefault(passage.source, names)
    titles = list(sources)
    cosines = near.cosines(titles)
    least = max([NEAR_IMPLIED, *(IMPLIED_SHARE * max(pair) for pair in cosines)])
    out = []
    for title, (question, reply) in zip(titles, cosines, strict=True):
        own = [stem for stem in stems(title) if stem not in GENERIC]
        own = own or [stem for stem in stems(title) if stem not in QUALIFIERS]
        shared = sum(stem in words for stem in own)
        sure = max(question, reply) >= (least if shared * 2 > len(own) else max(least, NEAR_UNSAID))
        if sure:
            origin = CONCERN if question >= reply else VIEW
            names = [n for n in sources[title] if nameable(n)] or sources[title]
            out.append(Thread(title, set(names), weight=max(question, reply), origins={origin}))
    out.sort(key=lambda thread: -thread.weight)
    return out


def _heaviest(threads: list[Thread], most: int, passages: Sequence[Passage]) -> list[Thread]:
    """The heaviest ``most``; of those, where passages are given, the ones that one is about."""
    threads.sort(key=lambda thread: -thread.weight)
    kept: Names = {}
    sources = {p.source: p for p in passages}.values()
    backed = [t for t in threads if any(strength(p, t, kept) for p in sources)] or threads
    least = SHARE * backed[0].weight if backed else 0.0
    subjects = _distinct([t for t in threads if t.weight >= least])
    if not passages:
        return subjects[:most]
    named = [t for t in subjects if not any(t is one for one in backed)]
    return [t for t in subjects if any(t is one for one in backed)][:most] + named[:MOST_UNBACKED]


def _siblings(subjects: Sequence[Thread], lexicon: Lexicon, near: Near) -> list[Thread]:
    """Where the doctor names no condition: topics of the same complaint in general, such as "muscle
    spasm" beside "facial spasm".
    """
    have = {name for thread in subjects for name in thread.names}
    found: dict[int, Thread] = {}
    for thread in subjects[:SIBLINGS]:
        for name in thread.names:
            telling_ = [stem for stem in name if stem not in GENERIC]
            for other in lexicon.loose.get(telling_[0], ()) if len(telling_) == 1 else ():
                broad = all(stem in _BROAD or stem == telling_[0] for stem in other)
                for owner in lexicon.owners[other][:1]:
                    if broad and not have & lexicon.names[owner]:
                        names = {n for n in lexicon.names[owner] if telling(n)}
                        found.setdefault(
                            owner, Thread(lexicon.labels[owner], names, origins={SIBLING})
                        )
    threads = list(found.values())
    for thread, cosines in zip(threads, near.cosines([t.label for t in threads]), strict=True):
        thread.weight = max(cosines)
    threads.sort(key=lambda thread: -thread.weight)
    return [thread for thread in threads if thread.weight >= NEAR][:SIBLINGS]


def _distinct(threads: list[Thread]) -> list[Thread]:
    """Each subject once: a thread whose names a heavier one has joins that one."""
    out: list[Thread] = []
    for thread in threads:
        held = next((one for one in out if one.names & thread.names), None)
        if held is None:
            out.append(thread)
        elif len(held.names & thread.names) * 2 >= len(thread.names):
            held.names |= thread.names
            held.used |= thread.used
            held.origins |= thread.origins
        else:
            out.append(thread)
    return out


def _measures(reply: view.View) -> list[Thread]:
    """What the reply tells people to do for themselves, in the order of its words."""
    told = [term for said in reply.said if said.advice for term in said.terms]
    out: dict[str, Thread] = {}
    for term in told:
        for label, words in _MEASURES:
            if term in words and term not in reply.denied:
                names = {
                    stems(label),
                    stems(label.removeprefix("Healthy ")),
                    *((w,) for w in words),
                }
                out.setdefault(label, Thread(label, names, weight=MEASURE, origins={ADVICE}))
    return list(out.values())[:MOST_ADVICE]


class _Known:
    """Counts mentions of topics and of the focuses of passages."""

    def __init__(self, lexicon: Lexicon, passages: Sequence[Passage]) -> None:
        self._lexicon = lexicon
        self._threads: dict[str, Thread] = {}
        self._focuses: dict[Name, str] = {}
        for passage in passages:
            for name in focus_names(passage)[0]:
                if nameable(name) and name not in lexicon.owners:
                    self._focuses.setdefault(name, passage.source)
        self._longest = max([lexicon.longest, *map(len, self._focuses)])

    def count(
        self,
        text: str,
        origin: str,
        weight: float,
        first: bool,
        denied: frozenset[str] = frozenset(),
    ) -> None:
        """Add the mentions of one sentence."""
        if languages.HAN.search(text):
            for word, at in self._lexicon.mentions_zh(analyser.fold(text)):
                for topic in self._lexicon.owners_zh[word][:1]:
                    self._add(
                        self._topic(topic),
                        origin,
                        weight * (FIRST if first and at < 20 else 1),
                        len(word),
                    )
        terms = analyser.analyse(text)
        whole = [name for name in self._mentions(terms) if not denied.issuperset(name)]
        if origin != CONCERN and len(set(whole)) >= CROWD:
            weight *= (CROWD / (len(set(whole)) + 1)) ** 0.5
        apart = [
            n for n in self._lexicon.scattered(terms) if n not in whole and not denied & set(n)
        ]
        for name in (*whole, *apart):
            sure = SCATTERED if name in apart else 1.0
            for thread in self._of(name):
                thread.used.add(name)
                thread.whole |= name not in apart
                self._add(thread, origin, weight * sure * (FIRST if first else 1), len(name))

    def _mentions(self, terms: list[str]) -> list[Name]:
        out: list[Name] = []
        at = 0
        while at < len(terms):
            for size in range(min(self._longest, len(terms) - at), 0, -1):
                name = tuple(terms[at : at + size])
                if nameable(name) and (name in self._lexicon.owners or name in self._focuses):
                    out.append(name)
                    at += size - 1
                    break
            at += 1
        return out

    def _of(self, name: Name) -> list[Thread]:
        if name in self._focuses:
            label = self._focuses[name]
            return [self._threads.setdefault(f"focus {name}", Thread(label, {name}))]
        owners = self._lexicon.owners[name]
        if len(owners) > 2:  # everybody's word says nothing of whose
            return [self._threads.setdefault(f"word {name}", Thread(" ".join(name), {name}))]
        return [self._topic(owners[0])]

    def _topic(self, number: int) -> Thread:
        names, chinese = self._lexicon.names[number], self._lexicon.chinese[number]
        made = Thread(self._lexicon.labels[number], {n for n in names if telling(n)}, set(chinese))
        return self._threads.setdefault(f"topic {number}", made)

    @staticmethod
    def _add(thread: Thread, origin: str, weight: float, size: int) -> None:
        more = REPEATED if thread.times else 1.0
        if thread.times <= MOST_REPEATS:
            thread.weight += weight * more * min(0.85 + 0.15 * size, 1.3)
        thread.times += 1
        thread.origins.add(origin)

    def threads(self, denied: frozenset[str]) -> list[Thread]:
        """All threads but those that the reply only denies."""
        return [
            thread
            for thread in self._threads.values()
            if VIEW in thread.origins or not any(denied.issuperset(n) for n in thread.names)
        ]
