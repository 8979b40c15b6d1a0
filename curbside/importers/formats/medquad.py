"""The format `medquad`: the XML documents of abachaa/MedQuAD, a folder or its zip.

A pair is an entry whose reply is by its publisher. Where the publication removed the answer, the
reply is the link to it. Ids are those in general use for this set: source, document, pair.

Published are 47,457 pairs, in general use 47,441: four documents (16 pairs) were left in a draft
markup of their own. They are skipped, and said to be, so that both count the same. Documents
without a pair (topics nobody asked about) give nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from curbside.importers.formats.medquad_headline import medquad_headline
from curbside.importers.formats.options import Options
from curbside.importers.formats.xml_documents import root
from curbside.importers.inputs import Parts, Refused
from curbside.importers.record import Broken, Read, Skipped, SourceInfo
from curbside.importers.shaping import Raw, RawTurn, shape
from curbside.people.profiles import Profile

VERSION = 1
ENDINGS = (".xml",)
SOURCE = SourceInfo(
    slug="medquad",
    name="MedQuAD",
    licence="CC BY 4.0",
    url="https://github.com/abachaa/MedQuAD",
)
_MEDLINEPLUS = Profile("MedlinePlus", publisher=True, url="https://medlineplus.gov/")
_PUBLISHERS = {
    "ADAM": Profile(
        "A.D.A.M. Medical Encyclopedia",
        publisher=True,
        url="https://medlineplus.gov/encyclopedia.html",
    ),
    "MPlusDrugs": _MEDLINEPLUS,
    "MPlusHealthTopics": _MEDLINEPLUS,
    "MPlusHerbsSupplements": _MEDLINEPLUS,
    "GARD": Profile(
        "Genetic and Rare Diseases Information Center",
        publisher=True,
        url="https://rarediseases.info.nih.gov/",
    ),
    "GHR": Profile(
        "Genetics Home Reference", publisher=True, url="https://medlineplus.gov/genetics/"
    ),
    "CancerGov": Profile(
        "National Cancer Institute", publisher=True, url="https://www.cancer.gov/"
    ),
    "NIDDK": Profile(
        "National Institute of Diabetes and Digestive and Kidney Diseases",
        publisher=True,
        url="https://www.niddk.nih.gov/",
    ),
    "NINDS": Profile(
        "National Institute of Neurological Disorders and Stroke",
        publisher=True,
        url="https://www.ninds.nih.gov/",
    ),
    "NHLBI": Profile(
        "National Heart, Lung, and Blood Institute",
        publisher=True,
        url="https://www.nhlbi.nih.gov/",
    ),
    "NIHSeniorHealth": Profile("NIH Senior Health", publisher=True, url="https://www.nia.nih.gov/"),
    "CDC": Profile(
        "Centers for Disease Control and Prevention", publisher=True, url="https://www.cdc.gov/"
    ),
}
_IN_REFS = {"MPlusHerbsSupplements": "MPlusHerbsSuppls"}  # as the ids in general use shorten it


def parse(parts: Parts, options: Options) -> Iterator[Read]:
    """One record a pair, in order of the documents' names.

    A few documents share one id; 34 pairs, the later ones, go by their file's name instead, so
    that no pair is lost.
    """
    used: set[str] = set()
    for part in parts:
        if isinstance(part, Broken):
            yield part
            continue
        try:
            document = root(part.read())
        except Refused as refused:
            yield Broken(part.name, str(refused))
            continue
        pairs = list(document.iter("QAPair"))
        pairs = list(document.iter("QAPair"))
        if document.tag == "doc":
            yield Skipped(part.name, "The document is in the draft markup, which is not read.")
        elif document.find("QAPairs") is None:
            yield Broken(part.name, "The document is not one of MedQuAD's.")
        for number, pair in enumerate(pairs, 1):
            part.done = number / len(pairs)
            ref = _ref(document, pair, document.get("id"))
            if ref in used:
                ref = _ref(document, pair, _stem(part.name))
            used.add(ref)
            yield _record(f"{part.name} pair {number}", ref, document, pair)


def _ref(document: Element, pair: Element, number: str | None) -> str:
    source = document.get("source", "")
    return f"{_IN_REFS.get(source, source)}_{number}_Sec{pair.get('pid', '')}"


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].removesuffix(".xml")


def _record(place: str, ref: str, document: Element, pair: Element) -> Read:
    source, url = document.get("source", ""), document.get("url", "")
    question = " ".join(_words(pair.find("Question")).split())
    answer = _words(pair.find("Answer")).strip()
    publisher = _PUBLISHERS.get(source) or Profile(source or "MedQuAD", publisher=True)
    focus = document.findtext("Focus") or ""
    if not question:
        return Broken(place, "The pair has no question.")
    if not pair.get("pid"):
        return Broken(place, "The pair has no number.")
    return shape(
        place,
        Raw(
            ref=ref,
            question=question,
            headline=medquad_headline(question),
            language="en",
            replies=[RawTurn(publisher, answer, "" if answer else url)],
            hints=[focus, *(_words(synonym) for synonym in document.iter("Synonym"))],
            url=url,
        ),
    )


def _words(element: Element | None) -> str:
    return "".join(element.itertext()) if element is not None else ""
