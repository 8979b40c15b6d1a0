"""Coverage of the red flags: every urgent and immediate card of a public health service.

`evals/data/urgency_cards.tsv` holds, in our own words, each sign that the cards name, in English
and Chinese, with the rules that cover it or the reason why none does; the mapping was judged by
hand. Here it is checked for being whole and true, and made into docs/safety/urgency-cards.md.
It shows which signs have a rule. How well rules read words they have not seen is measured by
``evals.triage``, because these sentences were known to whoever wrote the rules.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from curbside.safety.triage import Level, assess
from curbside.safety.triage.rules import load
from evals.figures import Figure, table

DATA = Path(__file__).parent / "data" / "urgency_cards.tsv"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "safety" / "urgency-cards.md"
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
Card = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sign:
    """A sign in a person's words. ``cards`` are pages with the number of the sign on its card."""

    level: str
    cards: tuple[tuple[str, int], ...]
    english: str
    chinese: str
    codes: tuple[str, ...]
    reason: str


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
            sign = Sign(row["level"], cards, row["english"], row["chinese"], codes, row["reason"])
            signs.append(sign)
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


def misses(signs: Sequence[Sign], language: str) -> list[str]:
    """Signs with a rule that the engine does not raise, or not to the card's level.

    A sign with both rules and a reason is meant to stay below the card's level.
    """
    out = []
    for sign in signs:
        said = sign.english if language == "en" else sign.chinese
        if not sign.codes or not said:
            continue
        triage = assess(said, language=language)
        raised = {flag.code for flag in triage.flags}
        level = Level.URGENT if sign.reason else LEVELS[sign.level]
        if not raised & set(sign.codes) or triage.level < level:
            out.append(f"{sign.level} | {said} | {' '.join(sign.codes)} | got {triage.level} "
                       f"{' '.join(sorted(raised))}")  # fmt: skip
    return out


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
    return _HEAD + "\n".join(["| condition | card | sign, in our words, and what covers it |",
                              "|---|---|---|", *rows]) + "\n"  # fmt: skip


def _cell(sign: Sign) -> str:
    codes = ", ".join(f"`{code}`" for code in sign.codes)
    return f"“{sign.english}” " + "; ".join(part for part in (codes, sign.reason) if part)


_HEAD = """# Urgency cards and the rules that cover them

Made by `python -m evals.urgency_cards --write` from `evals/data/urgency_cards.tsv`; do not edit.

One row for every condition of a public health service's pages that has a card of immediate action
("immediate": call an ambulance or go to an emergency department) or of urgent advice ("urgent": be
seen within a day or so). Each sign is said in our own words, as somebody might write it, with the
codes of the [red flags](red-flags.md) that cover it, or the reason why no rule does or why the rule
stays below the card. No clinician has reviewed this table yet.

"""


def main() -> int:
    """Check, print figures and what is missed; with ``--write`` make the page."""
    parser = argparse.ArgumentParser(prog="python -m evals.urgency_cards", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="write docs/safety/urgency-cards.md")
    given = parser.parse_args()
    signs = read(DATA)
    if given.write:
        PAGE.write_text(render(signs), encoding="utf-8")
    cards = published(given.shared)
    wrong = problems(signs, cards) + [f"no rule {code}" for code in unknown_codes(signs)]
    missed = {language: misses(signs, language) for language in ("en", "zh-hant")}
    for line in [*wrong, *missed["en"], *missed["zh-hant"]]:
        print(line)
    print(table(_figures(signs, cards, wrong, missed)))
    return int(bool(wrong or any(missed.values())))


def _figures(
    signs: Sequence[Sign],
    cards: Mapping[str, Card],
    wrong: Sequence[str],
    missed: Mapping[str, Sequence[str]],
) -> list[Figure]:
    total = sum(len(lines) for _, lines in cards.values())
    ruled = {pair for sign in signs if sign.codes for pair in sign.cards}
    full = {pair for sign in signs if sign.codes and not sign.reason for pair in sign.cards}
    pages = {page for page, _ in ruled}
    rows = [
        Figure("pages with a card", f"{len(cards)}"),
        Figure("pages with a rule for at least one sign", f"{len(pages)} of {len(cards)}"),
        Figure("signs with a rule", f"{len(ruled)} of {total}"),
        Figure("signs with a rule at the card's level", f"{len(full)} of {total}"),
        Figure("signs with a stated reason only", f"{total - len(ruled)} of {total}"),
        Figure("mapping: problems", f"{len(wrong)}", "0", not wrong),
    ]
    for language, lines in missed.items():
        asked = sum(1 for s in signs if s.codes and (s.english if language == "en" else s.chinese))
        reached = f"{asked - len(lines)} of {asked}"
        rows.append(
            Figure(f"sentences that reach their level, {language}", reached, "all", not lines)
        )
    return rows


if __name__ == "__main__":
    sys.exit(main())
