"""Structured data for search engines: schema.org in JSON-LD. Pure; says only what the page says.

No votes are made up, a review date is given only where a reviewer signed, and an entry whose
reply is only a link has no answer to offer and so is no QAPage.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from curbside.evidence.passage import Passage
from curbside.explain.queries import Shown
from curbside.library.models import Entry, Reply
from curbside.people.models import Doctor

CONTEXT = "https://schema.org"
LONGEST = 1500  # characters of a question or an answer; the page itself holds the rest
Node = dict[str, Any]
# What may not stand in a script element as it is, written as JSON escapes.
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026",
           0x2028: "\\u2028", 0x2029: "\\u2029"}  # fmt: skip


def script(nodes: Sequence[Node]) -> str:
    """The nodes as one JSON document that is safe inside ``<script type=application/ld+json>``."""
    graph = {"@context": CONTEXT, "@graph": list(nodes)}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def question_page(entry: Entry, replies: Sequence[Reply], url: str, site: str) -> Node:
    """The page of an entry: MedicalWebPage, and QAPage where a reply has text.

    ``replies`` in order with their doctors; ``url`` is canonical.
    """
    answers = [reply for reply in replies if reply.doctor and reply.text]
    node: Node = {
        "@type": ["MedicalWebPage", "QAPage"] if answers else "MedicalWebPage",
        "@id": url,
        "url": url,
        "name": entry.headline,
        "inLanguage": tag(entry.language),
        "isPartOf": {"@type": "WebSite", "name": site},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
    }
    if entry.published_at:
        node["datePublished"] = entry.published_at.date().isoformat()
    node["dateModified"] = entry.updated_at.date().isoformat()
    if answers:
        node["mainEntity"] = _question(entry, answers, url)
    return node


def reviewed(explained: Shown | None) -> Node:
    """When the explanation on a page was reviewed, by whom, and what it cites; nothing where nobody
    signed it.
    """
    if explained is None or not explained.signed or explained.version.reviewed_on is None:
        return {}
    version = explained.version
    name = version.doctor.name if version.doctor else version.reviewer_name
    by: Node = {"@type": "Person", "name": name}
    if version.doctor and version.doctor.credential:
        by["honorificSuffix"] = version.doctor.credential
    sources = {one.passage.public_id: one.passage for one in explained.passages.values()}
    return {
        "lastReviewed": version.reviewed_on.isoformat(),
        "reviewedBy": by,
        "citation": [_citation(passage) for passage in sources.values()],
    }


def _citation(passage: Passage) -> Node:
    node: Node = {"@type": "CreativeWork", "name": passage.source}
    if passage.url:
        node["url"] = passage.url
    if passage.publisher:
        node["publisher"] = {"@type": "Organization", "name": passage.publisher}
    if passage.date:
        node["datePublished"] = passage.date.isoformat()
    return node


def _question(entry: Entry, answers: Sequence[Reply], url: str) -> Node:
    node: Node = {
        "@type": "Question",
        "name": entry.headline,
        "text": _cut(entry.question or entry.title or entry.headline),
        "answerCount": len(answers),
        "acceptedAnswer": _answer(answers[0], url),
    }
    if entry.asker_initial:
        node["author"] = {"@type": "Person", "name": f"{entry.asker_initial}."}
    if entry.asked:
        node["datePublished"] = entry.asked.isoformat()
    if answers[1:]:
        node["suggestedAnswer"] = [_answer(reply, url) for reply in answers[1:]]
    return node


def _answer(reply: Reply, url: str) -> Node:
    node: Node = {"@type": "Answer", "text": _cut(reply.plain), "url": url}
    if reply.doctor:
        node["author"] = {"@type": _kind(reply.doctor), "name": reply.doctor.name}
    if reply.date:
        node["datePublished"] = reply.date.isoformat()
    return node


def _kind(doctor: Doctor) -> str:
    return "Organization" if doctor.kind == Doctor.Kind.PUBLISHER else "Person"


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Node:
    """The way from the front page: (name, absolute URL) of each step."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url}
            for place, (name, url) in enumerate(steps, 1)
        ],
    }


def plain_page(name: str, description: str, url: str, language: str, site: str) -> Node:
    """A page that lists entries, such as a topic: MedicalWebPage."""
    return {
        "@type": "MedicalWebPage",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "inLanguage": tag(language),
        "isPartOf": {"@type": "WebSite", "name": site},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
    }


def profile_page(doctor: Doctor, url: str, language: str) -> Node:
    """The page of a doctor or a publisher: ProfilePage."""
    who: Node = {"@type": _kind(doctor), "name": doctor.name, "url": url}
    if doctor.credential and doctor.kind == Doctor.Kind.DOCTOR:
        who["honorificSuffix"] = doctor.credential
    return {
        "@type": "ProfilePage",
        "@id": url,
        "url": url,
        "inLanguage": tag(language),
        "mainEntity": who,
    }


def search_box(home: str, search: str, site: str) -> Node:
    """The front page: WebSite with the address that searches it."""
    return {
        "@type": "WebSite",
        "@id": home,
        "url": home,
        "name": site,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def tag(language: str) -> str:
    """The language tag as BCP 47 likes it written: ``zh-hant`` becomes ``zh-Hant``."""
    first, _, script_part = language.partition("-")
    return f"{first}-{script_part.title()}" if script_part else first


def _cut(text: str) -> str:
    """The text, shortened at a word with an ellipsis where it is very long."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(maxsplit=1)[0] + " …"
