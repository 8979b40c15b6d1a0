"""Coverage of the red flags: every urgent and immediate card of a public health service.

`evals/data/urgency_cards.tsv` holds, in our own words, each sign that the cards name, in English
and Chinese, with the rules that cover it or the reason why none does; the mapping was judged by
hand. Where the engine, run on a sentence, does not raise one of its rules to the card's level, the
file says so (``missed``), and so does the page made of it, docs/safety/urgency-cards.md. Here all
that is checked. How well rules read words they have not seen is measured by ``evals.triage``:
these sentences were known to whoever wrote the rules.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from curbside.safety.triage import Level, assess
from curbside.safety.triage.engine import codes
from curbside.safety.triage.rules import load
from evals.figures import Figure, table

DATA = Path(__file__).parent / "data" / "urgency_cards.tsv"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "safety" / "urgency-cards.md"
LANGUAGES = {"en": "English", "zh-hant": "Chinese"}
LEVELS = {"urgent": Level.URGENT, "immediate": Level.EMERGENCY}
HEADINGS = {
    "Urgent advice:": "urgent",
    "Immediate action required:": "immediate",
    "Non-urgent advice:": "",
}
# Lines of a card that begin small and are the end of a sentence or a link, not a sign.
_NO_SIGN = re.compile(
    r"get help from|call 111|check your symptoms|and you either|always there|you cannot sleep$"
    r"|it's very hard to move, get|makes it hard|you can manage|comes and goes$|is annoying"
    r"|(?:meningitis|stroke|sepsis|dehydration|deep vein thrombosis)$|skin, tongue or lips are"
    r"|heat exhaustion|your nearest|or\b|and blindness|can happen|which can"
)
_ACRONYMS = {"aids", "dvt", "hib", "hiv", "hsp", "mers", "mrsa", "qt", "rsv", "sids", "tmd"}
_COLUMNS = ("level", "cards", "english", "chinese", "codes", "reason", "missed")
Card = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sign:
    """A sign in a person's words. ``cards`` are pages with the number of the sign on its card.

    ``codes`` are the rules that are meant to cover it, ``missed`` the languages in which none does
    yet. With rules and a reason, the sign is meant to stay below the card's level.
    """

    level: str
    cards: tuple[tuple[str, int], ...]
    english: str
    chinese: str
    codes: tuple[str, ...]
    reason: str
    missed: tuple[str, ...] = ()

    def said(self, language: str) -> str:
        """The sentence in the language; empty where there is none."""
        return self.english if language == "en" else self.chinese


def read(path: Path) -> list[Sign]:
    """The signs of the file. Raises ValueError for a row that has neither rules nor a reason."""
    signs = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            pairs = [entry.rpartition(":") for entry in row["cards"].split()]
            cards = tuple((page, int(number)) for page, _, number in pairs)
            codes = tuple(row["codes"].split())
            if row["level"] not in LEVELS or not cards or not (codes or row["reason"]):
                raise ValueError(f"{path.name}: {row['cards']} lacks a level, a rule or a reason")
            words = (row["english"], row["chinese"])
            missed = tuple(row["missed"].split())
            signs.append(Sign(row["level"], cards, *words, codes, row["reason"], missed))
    return signs


def published(shared: Path) -> dict[str, Card]:
    """Level and signs of each page's card; pages of other names for one condition are one."""
    cards: dict[str, Card] = {}
    with gzip.open(shared / "data" / "urgency_cards.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            page = row["url"].rstrip("/").rpartition("/")[2]
            for level, signs in _cards(row["urgent"] or ""):
                cards[page] = (level, tuple(signs))
    return cards


def _cards(text: str) -> Iterator[tuple[str, list[str]]]:
    level, signs = "", list[str]()
    for line in [*text.split("\n"), "Non-urgent advice:"]:
        if line in HEADINGS:
            if level:
                yield level, signs
            level, signs = HEADINGS[line], []
        elif line[:1].islower() and not _NO_SIGN.match(line):
            signs.append(line)


def problems(signs: Sequence[Sign], cards: Mapping[str, Card]) -> list[str]:
    """Signs that no row maps, that two rows map, or that stand at another level."""
    wanted = {(page, n + 1) for page, (_, lines) in cards.items() for n in range(len(lines))}
    found = [pair for sign in signs for pair in sign.cards]
    out = [f"not mapped: {page}, sign {n}" for page, n in sorted(wanted - set(found))]
    out += [f"not on a card: {page}, sign {n}" for page, n in sorted(set(found) - wanted)]
    out += [
        f"mapped twice: {page}, {n}" for page, n in sorted({p for p in found if found.count(p) > 1})
    ]
    for sign in signs:
        out += [
            f"{page} is no {sign.level} card"
            for page, _ in sign.cards
            if page in cards and cards[page][0] != sign.level
        ]
    return out


def unknown_codes(signs: Sequence[Sign]) -> list[str]:
    """Codes of the file that no rule has."""
    known = {rule.code for rule in load().rules}
    return sorted({code for sign in signs for code in sign.codes} - known)


def raises(sign: Sign, language: str) -> bool:
    """Whether the sentence fulfils one of the sign's rules, shown or not because another says the
    same of the same words, and reaches the level that is meant.
    """
    said = sign.said(language)
    level = Level.URGENT if sign.reason else LEVELS[sign.level]
    reached = assess(said, language=language).level >= level
    return reached and not codes(said).isdisjoint(sign.codes)


def misses(signs: Sequence[Sign], language: str) -> list[Sign]:
    """The signs with a rule that the engine does not raise as it is meant to."""
    asked = (sign for sign in signs if sign.codes and sign.said(language))
    return [sign for sign in asked if not raises(sign, language)]


def measured(signs: Sequence[Sign]) -> list[Sign]:
    """The signs with ``missed`` as the engine is now."""
    lost = {language: misses(signs, language) for language in LANGUAGES}
    return [
        replace(sign, missed=tuple(language for language in LANGUAGES if sign in lost[language]))
        for sign in signs
    ]


def write(signs: Sequence[Sign], path: Path) -> None:
    """Write the file that ``read`` reads."""
    lines = ["\t".join(_COLUMNS)]
    for s in signs:
        cards = " ".join(f"{page}:{number}" for page, number in s.cards)
        row = (s.level, cards, s.english, s.chinese, " ".join(s.codes), s.reason)
        lines.append("\t".join((*row, " ".join(s.missed))))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def name(page: str) -> str:
    """A condition's name from the last part of its page's address."""
    words = [w.upper() if w in _ACRONYMS else w for w in page.split("-")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def render(signs: Sequence[Sign]) -> str:
    """The page docs/safety/urgency-cards.md."""
    by_page: dict[str, list[tuple[int, Sign]]] = {}
    for sign in signs:
        for page, number in sign.cards:
            by_page.setdefault(page, []).append((number, sign))
    rows = [
        f"| {name(page)} | {entries[0][1].level} | "
        + "<br>".join(_cell(sign) for _, sign in sorted(entries, key=lambda e: e[0]))
        + " |"
        for page, entries in sorted(by_page.items())
    ]
    top = ["| condition | card | sign, in our words, and what covers it |", "|---|---|---|"]
    return _HEAD + _summary(signs) + "\n".join([*top, *rows]) + "\n"


def _cell(sign: Sign) -> str:
    codes = ", ".join(f"`{code}`" for code in sign.codes)
    missed = " and ".join(LANGUAGES[language] for language in sign.missed)
    parts = (codes, sign.reason, f"**not raised yet in {missed}**" if missed else "")
    return f"“{sign.english}” " + "; ".join(part for part in parts if part)


_HEAD = """# Urgency cards and the rules that cover them

Made by `python -m evals.urgency_cards --write` from `evals/data/urgency_cards.tsv`; do not edit.

One row for every condition of a public health service's pages that has a card of immediate action
("immediate": call an ambulance or go to an emergency department) or of urgent advice ("urgent": be
seen within a day or so). Each sign is said in our own words, as somebody might write it, with the
codes of the [red flags](red-flags.md) that are meant to cover it, or the reason why no rule does or
why the rule stays below the card. Where the sentence does not raise such a rule as it is meant to,
the row says so: these are gaps, and reading them first is the best use of a reviewer's time. No
clinician has reviewed this table yet.

"""


def _summary(signs: Sequence[Sign]) -> str:
    pages = {page for sign in signs for page, _ in sign.cards}
    total = sum(len(sign.cards) for sign in signs)
    ruled = sum(len(sign.cards) for sign in signs if sign.codes)
    both = sum(len(sign.cards) for sign in signs if sign.codes and not sign.missed)
    return (
        f"{len(pages)} cards name {total} signs. {ruled} have a rule, {total - ruled} a reason why "
        f"not; {both} of those with a rule are raised as meant in every language they are written "
        "in here.\n\n"
    )


def main() -> int:
    """Check, print figures and what is missed; with ``--write`` note it and make the page."""
    parser = argparse.ArgumentParser(prog="python -m evals.urgency_cards", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="write what is missed, and the page")
    given = parser.parse_args()
    signs = read(DATA)
    now = measured(signs)
    if given.write:
        signs = now
        write(signs, DATA)
        PAGE.write_text(render(signs), encoding="utf-8")
    for sign in now:
        for language in sign.missed:
            print(f"missed: {sign.level} | {sign.said(language)} | {' '.join(sign.codes)}")
    cards = published(given.shared)
    wrong = problems(signs, cards) + [f"no rule {code}" for code in unknown_codes(signs)]
    wrong += [
        f"out of date: {old.english}" for old, new in zip(signs, now, strict=True) if old != new
    ]
    print("\n".join(wrong))
    figures = _figures(now, cards, wrong)
    print(table(figures))
    return int(any(figure.met is False for figure in figures))


def _figures(
    signs: Sequence[Sign], cards: Mapping[str, Card], wrong: Sequence[str]
) -> list[Figure]:
    total = sum(len(lines) for _, lines in cards.values())
    ruled = {pair for sign in signs if sign.codes for pair in sign.cards}
    pages = {page for page, _ in ruled}
    rows = [
        Figure("pages with a rule for at least one sign", f"{len(pages)} of {len(cards)}"),
        Figure("signs with a rule", f"{len(ruled)} of {total}"),
        Figure("signs with a stated reason only", f"{total - len(ruled)} of {total}"),
        Figure("mapping: not whole, unknown or out of date", f"{len(wrong)}", "0", not wrong),
    ]
    for language, spoken in LANGUAGES.items():
        for level in LEVELS:
            asked = [s for s in signs if s.level == level and s.codes and s.said(language)]
            reached = sum(language not in sign.missed for sign in asked)
            label = f"{level} sentences raised as meant, {spoken}"
            rows.append(Figure(label, f"{reached} of {len(asked)}"))
    return rows


if __name__ == "__main__":
    sys.exit(main())
