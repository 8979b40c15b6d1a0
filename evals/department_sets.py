"""Questions and the departments that may answer them: what routing is measured and fitted on.

Six kinds. *hand*: questions read one by one, with every acceptable department, twice
(``data/departments_*.jsonl``; what both passes name is accepted). *internal*: the Chinese set's
eleven departments, each with those of ours that the Taiwan service files such topics under.
*headings*: the Taiwan service's own topic headings, right where that service files them; ``topic``
has every department that our catalogue gives the heading's topic, in which it is acceptable.
*names*: the catalogue's English names of topics, right in any of those. *tags*: English questions
with one telling tag. *sample*: the shipped sample corpus. The last two have one label each, though
others would do. Half of each, by a hash of its identity, is to fit on; nothing is measured here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from curbside.catalog import files
from curbside.search import analyser
from evals import corpora
from evals.retrieval import in_half

DATA = Path(__file__).parent / "data"
INTERNAL = {  # every one of ours under which taiwan_topics files that department's diseases
    "心血管科": "cardiology internal-medicine family-medicine",
    "消化科": "gastroenterology internal-medicine family-medicine",
    "肝病科": "gastroenterology internal-medicine family-medicine",
    "神经科": "neurology neurosurgery",
    "呼吸科": "pulmonology internal-medicine",
    "内分泌科": "internal-medicine family-medicine nutrition",
    "肾内科": "internal-medicine urology",
    "感染科": "internal-medicine family-medicine",
    "血液科": "internal-medicine oncology",
    "风湿免疫科": "internal-medicine orthopedics rehabilitation",
    "普通内科": "internal-medicine family-medicine",
}
TAIWAN = {
    "婦產科": "obstetrics-gynecology", "泌尿科": "urology", "肝膽腸胃科": "gastroenterology",
    "皮膚科": "dermatology", "骨科": "orthopedics", "眼科": "ophthalmology",
    "外科": "general-surgery", "內科": "internal-medicine", "耳鼻喉科": "ear-nose-throat",
    "精神科": "psychiatry", "牙科": "dentistry", "神經內科": "neurology",
    "心臟血管專科": "cardiology", "家醫科": "family-medicine", "兒科": "pediatrics",
    "胸腔內科": "pulmonology", "復健科": "rehabilitation", "營養教室": "nutrition",
    "腫瘤科": "oncology", "神經外科": "neurosurgery", "藥物": "medications",
    "中醫科": "traditional-chinese-medicine", "乳房甲狀腺科": "breast-thyroid-surgery",
    "整型外科": "plastic-surgery", "罕見疾病": "rare-diseases", "放射線科": "radiology",
    "體適能": "fitness", "戒菸": "smoking-cessation", "麻醉科": "anesthesiology",
    "高年科": "geriatrics", "流感諮詢": "influenza-covid", "核子醫學科": "nuclear-medicine",
    "潛水醫學科": "diving-medicine", "漢生病": "hansens-disease",
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


@dataclass(frozen=True)
class Item:
    """A text and the departments that may answer it; ``either`` is what any pass accepted,
    ``topic`` what the catalogue gives the heading's topic.
    """

    kind: str
    identity: str
    text: str
    accepted: frozenset[str]
    either: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()

    @property
    def tune(self) -> bool:
        """Whether it may be fitted on."""
        return in_half(self.identity, "tune")


def every(shared: Path) -> list[Item]:
    """All items, each text once in its first kind."""
    seen: dict[str, Item] = {}
    sources = hand(shared), tags(shared), sample(), internal(shared), headings(shared), names()
    for found in sources:
        for item in found:
            seen.setdefault(item.text, item)
    return list(seen.values())


def labels(name: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Identity → what the first and the second pass accepted."""
    rows = map(json.loads, (DATA / f"{name}.jsonl").read_text("utf-8").splitlines())
    return {row["id"]: (frozenset(row["first"]), frozenset(row["second"])) for row in rows}


def hand(shared: Path) -> Iterator[Item]:
    """The questions labelled by hand; those labelled last come as kinds of their own."""
    for suffix, extra in (("", ""), ("_fresh", " fresh")):
        english, chinese = labels(f"departments_en{suffix}"), labels(f"departments_zh{suffix}")
        for row in corpora.rows(shared, "doctor_answers"):
            if row["id"] in english:
                text = f"{row['title']}\n{row['question']}"
                yield _hand(f"English{extra}", row["id"], text, english)
        for row in corpora.rows(shared, "scale_questions"):
            name = hashlib.sha256(row["text"].encode()).hexdigest()[:16]
            if name in chinese:
                yield _hand(f"Chinese{extra}", name, row["text"], chinese)


def _hand(
    kind: str, name: str, text: str, held: dict[str, tuple[frozenset[str], frozenset[str]]]
) -> Item:
    first, second = held[name]
    return Item(kind, name, text, first & second or first | second, first | second)


def internal(shared: Path) -> Iterator[Item]:
    """The Chinese internal medicine set."""
    for row in corpora.rows(shared, "internal_medicine_zh"):
        text = f"{row['title']}\n{row['question']}"
        yield Item("internal", text, text, frozenset(INTERNAL[row["department"]].split()))


def headings(shared: Path) -> Iterator[Item]:
    """The Taiwan service's headings, each with every department that has it."""
    held: dict[str, set[str]] = {}
    for row in corpora.rows(shared, "taiwan_topics"):
        held.setdefault(row["topic"], set()).add(TAIWAN[row["department"]])
    topics: dict[str, set[str]] = {}
    for topic in files.read(files.DEFAULT).topics:
        for word in (topic.name_zh, *topic.synonyms_zh, topic.name_en, *topic.synonyms_en):
            topics.setdefault(analyser.fold(word), set()).update((topic.department, *topic.also))
    for heading, slugs in held.items():
        known = topics.get(analyser.fold(heading), set())
        yield Item("headings", heading, heading, frozenset(slugs), topic=frozenset(slugs | known))


def names() -> Iterator[Item]:
    """The catalogue's English names of topics, each with every department the topic stands in."""
    for topic in files.read(files.DEFAULT).topics:
        slugs = frozenset((topic.department, *topic.also))
        yield Item("names", f"name:{topic.slug}", topic.name_en, slugs, topic=slugs)


def tags(shared: Path) -> Iterator[Item]:
    """English questions where all telling tags agree."""
    by_tag = {tag.replace("-", " "): slug for slug, names in TAGS.items() for tag in names.split()}
    for row in corpora.rows(shared, "doctor_answers"):
        named = {by_tag[tag] for tag in row["tags"] if tag in by_tag}
        if len(named) == 1:
            text = f"{row['title']}\n{row['question']}"
            yield Item("tags", text, text, frozenset(named))


def sample() -> Iterator[Item]:
    """The shipped sample corpus, by the department its author gave."""
    from curbside import samples

    for path in sorted((Path(samples.__file__).parent / "data").glob("entries-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = f"{row['headline']}\n{row['question']}"
            yield Item("sample", text, text, frozenset({row["department"]}))
