"""The reference page's question, linked with the shipped catalogue and the shipped encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from curbside.catalog import files, operations
from curbside.embedding import get_encoder
from curbside.search import vocabulary
from curbside.search.linking import Linker

LISTED = {  # its Related FAQ, by the slugs of our catalogue
    "facial-twitching",
    "facial-nerve-palsy",
    "lip-numbness",
    "facial-and-hand-numbness",
    "muscle-fasciculation",
    "involuntary-body-movements",
    "tongue-problems",
    "eyelid-twitching",
    "muscle-cramps",
    "autonomic-dysfunction",
}


@pytest.mark.real_data
@pytest.mark.django_db
def test_most_of_its_related_topics_are_ours(shared: Path) -> None:
    page = (shared / "reference" / "question-page.txt").read_text(encoding="utf-8")
    question = page.split("Liao")[0].replace(" Explained - Neurology\n\nShare to:\n", "")
    operations.load(files.DEFAULT, "test")
    catalogue = vocabulary.current()
    encoder = get_encoder("onnx")
    topics = catalogue.topics
    rows = encoder.encode([t.sentence() for t in topics])
    linker = Linker(catalogue, rows, lambda: encoder.encode(["；".join(t.chinese) for t in topics]))
    neurology = next(d.id for d in catalogue.departments if d.slug == "neurology")
    vector = encoder.encode([question])
    links = linker.link([question], ["en"], vector, departments=[neurology])[0]
    assert {topic.slug for topic in catalogue.topics} >= LISTED
    assert len(links) == 10
    assert len(LISTED & {link.slug for link in links}) >= 7
