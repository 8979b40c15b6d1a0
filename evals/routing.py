"""How often routing names the department that somebody else named, and how sure it is of it.

`python -m evals.routing --shared ../shared`

Three sets. Chinese: the departments of internal_medicine_zh, mapped onto ours. English: the
doctors' answers whose tags name one speciality, or an illness that plainly belongs to one. Sample:
the shipped sample corpus, by the department its author gave (written for this project, so the
easiest; listed for that reason last). Half of each, by a hash of the text, is for choosing weights
(`--half tune`); the other half is reported. A text that stands there twice counts once.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals import corpora
from evals.retrieval import in_half
from evals.workspace import DEFAULT, open_workspace

if TYPE_CHECKING:
    from curbside.search.routing import DepartmentProbability

TOP1_GOAL = 0.80  # of a later issue; not a bar yet
CHINESE = {
    "心血管科": "cardiology", "消化科": "gastroenterology", "肝病科": "gastroenterology",
    "神经科": "neurology", "呼吸科": "pulmonology", "内分泌科": "internal-medicine",
    "肾内科": "internal-medicine", "感染科": "internal-medicine", "血液科": "internal-medicine",
    "风湿免疫科": "internal-medicine", "普通内科": "internal-medicine",
}  # fmt: skip
TAGS = {  # words of a tag joined by "-"
    "obstetrics-gynecology": (
        "pregnancy pregnant irregular-periods delayed-period missed-period contraceptive-pill "
        "ovarian-cyst vaginal-bleeding yeast-infection conception-and-pregnancy "
        "obstetrics-&-gynecology ectopic-pregnancy uterine-fibroid"
    ),
    "urology": (
        "urology kidney-stones overactive-bladder erectile-dysfunction premature-ejaculation "
        "prostate uti blood-in-urine balanitis prostate-cancer"
    ),
    "gastroenterology": (
        "acid-reflux gerd stomach-pain constipation diarrhea gastroenterology ulcer"
    ),
    "dermatology": ("acne acne-scars vitiligo folliculitis psoriasis eczema hairfall dermatology"),
    "orthopedics": ("knee-pain fracture orthopedics knee-replacement"),
    "ophthalmology": ("ophthalmology glaucoma cataract"),
    "ear-nose-throat": ("sinusitis nasal-polyps tinnitus ear-infection"),
    "psychiatry": ("depression anxiety bipolar bipolar-disorder psychiatry schizophrenia"),
    "dentistry": ("root-canal-treatment dental-scaling tooth-decay dental-health toothache"),
    "neurology": (
        "stroke migraine migraines headache headaches seizures multiple-sclerosis epilepsy"
    ),
    "cardiology": ("tachycardia heart-palpitations arrhythmias high-blood-pressure cardiology"),
    "pediatrics": ("pediatrician pediatrics baby-constipation kids-health-and-pediatrics"),
    "pulmonology": ("asthma bronchitis pulmonology copd"),
    "oncology": ("oncology lung-cancer liver-cancer"),
    "internal-medicine": ("diabetes type-2-diabetes hypothyroidism lupus"),
}


def chinese(shared: Path) -> Iterator[tuple[str, str]]:
    """(text, department) of the Chinese set."""
    for row in corpora.rows(shared, "internal_medicine_zh"):
        yield f"{row['title']}\n{row['question']}", CHINESE[row["department"]]


def english(shared: Path) -> Iterator[tuple[str, str]]:
    """(text, department) where all telling tags of a record agree."""
    by_tag = {tag.replace("-", " "): slug for slug, tags in TAGS.items() for tag in tags.split()}
    for row in corpora.rows(shared, "doctor_answers"):
        named = {by_tag[tag] for tag in row["tags"] if tag in by_tag}
        if len(named) == 1:
            yield f"{row['title']}\n{row['question']}", named.pop()


def sample(_shared: Path) -> Iterator[tuple[str, str]]:
    """(text, department) of the shipped sample corpus."""
    from curbside import samples

    for path in sorted((Path(samples.__file__).parent / "data").glob("entries-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield f"{row['headline']}\n{row['question']}", row["department"]


def routed(texts: Sequence[str]) -> list[list[DepartmentProbability]]:
    """What the product says of the texts, in batches of an importer's size."""
    from curbside.core.languages import guess
    from curbside.search.linking import Linker
    from curbside.search.operations import encoder
    from curbside.search.routing import route

    vectors, languages = encoder().encode(texts), [guess(text) for text in texts]
    linker, out, start = Linker.load(), [], time.perf_counter()
    for first in range(0, len(texts), 300):
        part = slice(first, first + 300)
        links = linker.link(texts[part], languages[part], vectors[part])
        out += route(links, texts[part], languages[part], vectors[part])
    rate = len(texts) / (time.perf_counter() - start)
    print(f"linked and routed {len(texts):,} texts at {rate:,.0f}/s", file=sys.stderr)
    return out


def report(name: str, wanted: Sequence[str], got: Sequence[list[DepartmentProbability]]) -> float:
    """Print a row and the commonest confusions; return the accuracy."""
    firsts = [ranked[0].slug for ranked in got]
    top1 = sum(f == w for f, w in zip(firsts, wanted, strict=True)) / len(wanted)
    top3 = sum(
        w in {d.slug for d in ranked[:3]} for ranked, w in zip(got, wanted, strict=True)
    ) / len(wanted)
    sure = sum(ranked[0].probability for ranked in got) / len(got)
    right = [
        next(d.probability for d in ranked if d.slug == w)
        for ranked, w in zip(got, wanted, strict=True)
    ]
    loss = -sum(math.log(max(p, 1e-9)) for p in right) / len(right)
    print(f"| {name} | {len(wanted)} | {top1:.3f} | {top3:.3f} | {sure:.3f} | {loss:.2f} |")
    wrong = Counter((w, f) for w, f in zip(wanted, firsts, strict=True) if w != f)
    for (expected, found), count in wrong.most_common(5):
        print(f"  {name}: {expected} sent to {found}: {count}", file=sys.stderr)
    return top1


def main() -> int:
    """Measure and print a table. There is no bar yet: a later issue sets one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    parser.add_argument("--half", choices=["tune", "report"], default="report")
    given = parser.parse_args()
    open_workspace("routing", given.work)
    from curbside.catalog import files, operations

    operations.load(files.DEFAULT, "evals")
    sets: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
        "Chinese": chinese, "English": english, "sample": sample,
    }  # fmt: skip
    print(f"half: {given.half}; the goal of a later issue is top-1 >= {TOP1_GOAL}\n")
    print("| set | texts | top-1 | top-3 | mean probability of the first | log loss |")
    print("|---|---|---|---|---|---|")
    for name, read in sets.items():
        pairs = {text: slug for text, slug in read(given.shared) if in_half(text, given.half)}
        report(name, list(pairs.values()), routed(list(pairs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
