"""Are our headlines nearer to those that people wrote than what is plainest?

`python -m evals.headlines --shared ../shared`

English: MeQSum, a short question that a person wrote for each letter; ROUGE-L (longest common
subsequence of stems, lower case, F1; Lin 2004). Chinese: the titles that askers of internal
medicine gave, hidden from the engine; the same by characters. Half of each, by a hash of the
question, is to tune on. Baselines: the first sentence, the last question, and the plainest template
around the most telling name of the catalogue.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import Stemmer

from evals import corpora
from evals.figures import Figure, table
from evals.retrieval import in_half

BETTER = 1.15
Made = Callable[[str], str]
_STEM = Stemmer.Stemmer("english")
_END = re.compile(r"(?<=[.!?。！？])\s*")


def terms(text: str) -> list[str]:
    """Lower-cased stems; single characters of Chinese."""
    words = re.findall(r"[㐀-鿿]|[a-z0-9]+", text.lower())
    return list(_STEM.stemWords(words))


def rouge_l(made: str, wanted: str) -> float:
    """F1 of the longest common subsequence."""
    one, other = terms(made), terms(wanted)
    if not one or not other:
        return 0.0
    before = [0] * (len(other) + 1)
    for word in one:
        now = [0]
        for n, against in enumerate(other):
            now.append(before[n] + 1 if word == against else max(before[n + 1], now[-1]))
        before = now
    return 2 * before[-1] / (len(one) + len(other))


def first_sentence(question: str) -> str:
    """The first sentence, as it stands."""
    return next((part for part in _END.split(question.strip()) if part.strip()), question)


def last_question(question: str) -> str:
    """The last sentence with a question mark, else the last sentence."""
    parts = [part for part in _END.split(question.strip()) if part.strip()]
    asked = [part for part in parts if part.rstrip()[-1:] in "?？"]
    return (asked or parts or [question])[-1]


def keyword(question: str) -> str:
    """ "What is X?" for the most telling name of the vocabulary."""
    from curbside.core.languages import guess, is_chinese
    from curbside.search import analyser
    from curbside.search.headlines import chinese, subject

    if is_chinese(guess(question)):
        return f"{chinese.subject(question)}怎么办？"
    spans, best = list(analyser.spans(question)), (0.0, "it")
    for start, span in enumerate(spans):
        for key, worth in subject.vocabulary().get(span.term, ()):
            end = start + len(key)
            if tuple(one.term for one in spans[start:end]) == key:
                words = question[span.start : spans[end - 1].end]
                best = max(best, (worth * len(key), words), key=lambda one: one[0])
    return f"What is {best[1]}?"


def ours(question: str) -> str:
    """The product's."""
    from curbside.search.headlines import propose

    return propose("", question)


SYSTEMS: dict[str, Made] = {
    "first sentence": first_sentence,
    "last question": last_question,
    "keyword template": keyword,
    "ours": ours,
}


def pairs(shared: Path, language: str, half: str) -> list[tuple[str, str]]:
    """(question, title) of a half, each question once."""
    if language == "English":
        rows = corpora.rows(shared, "question_titles")
        held = {row["question"]: row["title"] for row in rows}
    else:
        rows = corpora.rows(shared, "internal_medicine_zh")
        held = {row["question"]: row["title"] for row in rows if len(row["question"]) >= 20}
    return [(asked, title) for asked, title in held.items() if in_half(asked, half)]


def measure(name: str, held: Sequence[tuple[str, str]]) -> list[Figure]:
    """A figure a system, ours against the best of the others."""
    found = {
        system: sum(rouge_l(made(asked), title) for asked, title in held) / len(held)
        for system, made in SYSTEMS.items()
    }
    best = max(value for system, value in found.items() if system != "ours")
    rows = [Figure(f"{name}: {system}", f"{value:.3f}") for system, value in found.items()]
    ratio = found["ours"] / best
    return [
        *rows,
        Figure(f"{name}: ours against the best", f"{ratio:.2f}", f"≥ {BETTER}", ratio >= BETTER),
    ]


def main() -> int:
    """Print the table; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--half", choices=["tune", "report"], default="report")
    given = parser.parse_args()
    figures = []
    for language in ("English", "Chinese"):
        held = pairs(given.shared, language, given.half)
        print(f"{language}: {len(held)} questions", file=sys.stderr)
        figures += measure(language, held)
    print(table(figures))
    return 0 if all(figure.met is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
