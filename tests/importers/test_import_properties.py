"""Whatever the bytes: a parser never crashes and never lets half a record through."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curbside.core.errors import BadInput
from curbside.importers import formats, limits
from curbside.importers.formats.options import Options
from curbside.importers.inputs import open_input
from curbside.importers.record import Broken, Record, Skipped
from tests.importers.files import lines, make_zip, medquad, parse, question

FILES = {
    "lasseregin": "icliniqQAs.json",
    "medquad": "1.xml",
    "csv": "f.csv",
    "jsonl": "f.jsonl",
    "sample": "entries-a.jsonl",
}
SEEDS = {
    "lasseregin": b'[{"question": "why twitch?", "answer": "tired", "tags": ["x"], "url": "u"}]',
    "medquad": medquad(("What is (are) Acne ?", "Spots &amp; more"), ("How to prevent Acne ?", "")),
    "csv": b'id,question,answer\n1,why twitch?,tired\n2,"a, b",c\n',
    "jsonl": lines(question(1), question(2, tags=["a"], asked="2020-01-01")),
    "sample": lines({"id": "s", "question": "q", "asker": {}, "replies": [{"doctor": "x"}]}),
}


def check(name: str, content: bytes) -> None:
    try:
        reads = parse(name, {FILES[name]: content})
    except BadInput:
        return  # the columns could not be told apart: one sentence, before anything was read
    for read in reads:
        assert isinstance(read, Record | Broken | Skipped)
        if isinstance(read, Record):
            check_whole(read)
        else:
            assert read.place.startswith(FILES[name])
            assert read.reason.endswith(".")


def check_whole(record: Record) -> None:
    assert record.ref
    assert record.headline
    assert len(record.headline) <= 200
    assert any(turn.author for turn in record.replies)
    for turn in record.replies:
        assert turn.text or turn.link
    for text in (record.ref, record.title, record.question, record.replies[0].text):
        assert "\x00" not in text
        assert len(text.encode("utf-8")) <= 4 * limits.FIELD_CHARACTERS


@pytest.mark.parametrize("name", FILES)
@given(content=st.binary(max_size=600))
@settings(max_examples=60, deadline=None)
def test_arbitrary_bytes(name: str, content: bytes) -> None:
    check(name, content)


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_good_file_with_some_bytes_changed(name: str, data: st.DataObject) -> None:
    content = bytearray(SEEDS[name])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            content[at] = data.draw(st.integers(0, 255))
        else:
            del content[at : at + data.draw(st.integers(1, 10))]
            content += b" "
    check(name, bytes(content))


@given(
    rows=st.lists(
        st.dictionaries(
            st.sampled_from(["id", "question", "answer", "title", "url"]),
            st.text(max_size=40) | st.none() | st.integers(),
        ),
        max_size=6,
    )
)
@settings(max_examples=80, deadline=None)
def test_arbitrary_rows(rows: list[dict[str, object]]) -> None:
    check("jsonl", lines(question(1), *rows))


@given(data=st.data())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_zip_with_some_bytes_changed(data: st.DataObject, tmp_path: Path) -> None:
    path = make_zip(
        tmp_path / "x.zip",
        {f"{n}.xml": SEEDS["medquad"] for n in range(3)},
        data.draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])),
    )
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    try:
        opened = open_input(path, (".xml",))
    except BadInput:
        return
    for read in formats.named("medquad").parse(opened, Options()):
        assert isinstance(read, Record | Broken | Skipped)
