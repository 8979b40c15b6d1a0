"""The parsers: what each makes of good and of bad input."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from curbside.core.errors import BadInput
from curbside.importers import limits
from curbside.importers.record import Asker, Skipped
from tests.importers.files import broken, lines, medquad, parse, question, records

# lasseregin


def test_lasseregin_keeps_site_index_author_and_tags() -> None:
    array = [
        {
            "question": "is it hiv?",
            "question_text": "Is it HIV?",
            "answer": "no. rest.",
            "answer_author": "Dr.Honey",
            "tags": ["hiv test"],
            "url": "https://example.org/1",
        },
        {"question": "knee pain", "question_text": "Hi,\r\n\tmy knee hurts", "answer": "ice it"},
        {"question": "x ray?", "answer": "yes", "answer_author": "2277"},
    ]
    one, two, three = records(parse("lasseregin", {"questionDoctorQAs.json": _json(array)}))
    assert (one.ref, one.question, one.title) == ("questionDoctor-0", "Is it HIV?", "")
    assert one.replies[0].author is not None
    assert one.replies[0].author.name == "Dr.Honey"
    assert one.replies[0].author.credential_en == "Doctor at Question Doctors"
    assert (one.hints, one.url) == (("hiv test",), "https://example.org/1")
    assert (two.title, two.question) == ("knee pain", "Hi,\nmy knee hurts")
    for unnamed in (two, three):
        assert unnamed.replies[0].author is not None
        assert unnamed.replies[0].author.publisher


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[{]", "not JSON"),
        (b"\xff\xfe[", "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b'{"a": 1}', "not a JSON array"),
        (b"[1]", "not an object"),
        (b'[{"question": "q"}]', "empty"),
        (b'[{"answer": "a"}]', "neither a question nor a title"),
        (b'[{"question": ["q"], "answer": {"a": 1}}]', "neither"),
    ],
)
def test_lasseregin_bad_input(content: bytes, reason: str) -> None:
    files = {"icliniqQAs.json": content, "questionDoctorQAs.json": _json([_qa()])}
    reads = parse("lasseregin", files)
    assert [reason in one.reason for one in broken(reads)] == [True]
    assert len(records(reads)) == 1


# medquad


def test_medquad_pairs_are_entries_by_their_publisher() -> None:
    document = medquad(
        ("What is (are) Acne ?", "Spots.\n\n    - red"), ("How to prevent Acne ?", "")
    )
    one, two = records(parse("medquad", {"10_ADAM/0000001.xml": document}))
    assert (one.ref, one.headline, one.language) == ("ADAM_0000001_Sec1", "What is Acne?", "en")
    assert one.question == "What is (are) Acne ?"
    assert one.replies[0].text == "Spots.\n\n- red"
    assert one.replies[0].author is not None
    assert one.replies[0].author.publisher
    assert one.hints == ("Acne", "Pimples")
    assert (two.replies[0].text, two.replies[0].link) == ("", "https://example.org/0000001")


def test_medquad_ids_that_meet_again_go_by_the_file() -> None:
    files = {
        "1/0000013_2.xml": medquad(("a b c?", "x"), source="CancerGov", number="0000013_2"),
        "1/0000013_2_1.xml": medquad(("d e f?", "y"), source="CancerGov", number="0000013_2"),
    }
    refs = [record.ref for record in records(parse("medquad", files))]
    assert refs == ["CancerGov_0000013_2_Sec1", "CancerGov_0000013_2_1_Sec1"]


def test_medquad_names_that_the_ids_in_use_shorten_or_lack() -> None:
    herbs = medquad(("a b c?", "x"), source="MPlusHerbsSupplements")
    nameless = medquad(("a b c?", "x"), source="CDC", number=None)
    refs = [r.ref for r in records(parse("medquad", {"1.xml": herbs, "2.xml": nameless}))]
    assert refs == ["MPlusHerbsSuppls_0000001_Sec1", "CDC_None_Sec1"]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><Document><QAPairs>&b;</QAPairs></Document>"""
OUTSIDE = b"""<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><Document>&x;</Document>"""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<Document><QAPairs>", "malformed at line 1"),
        (b"", "malformed"),
        (b"not xml", "malformed"),
        (medquad(("q?", "a")).replace(b"utf-8", b"klingon-8").replace(b"UTF-8", b"klingon"), "XML"),
        (medquad(("q?", "a")) + b"\xff", "malformed"),
        (BOMB, "entities"),
        (OUTSIDE, "entities"),
        (b"<a>" * 100_000, "nested deeper"),
        (b"<Other/>", "not one of MedQuAD's"),
        (medquad(("", "a")), "no question"),
        (medquad(("q q q?", "a")).replace(b' pid="1"', b""), "no number"),
    ],
)
def test_medquad_bad_documents_are_named(content: bytes, reason: str) -> None:
    reads = parse("medquad", {"1.xml": content, "2.xml": medquad(("What is acne?", "x"))})
    assert [(one.place[:5], reason in one.reason) for one in broken(reads)] == [("1.xml", True)]
    assert len(records(reads)) == 1


def test_medquad_draft_markup_is_skipped_and_an_empty_topic_is_nothing() -> None:
    reads = parse("medquad", {"1.xml": b"<doc docid='1'/>", "2.xml": medquad()})
    assert [type(read) for read in reads] == [Skipped]


# csv and jsonl

TABLE = 'id,Question Text,answer,doctor\n1,"Why does, my eye twitch?",Sleep.,Dr Lee\n'


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_columns_are_told_by_their_names(delimiter: str) -> None:
    row = ["id", "Question_Text", "Answer", "Gender", "Date"]
    values = ["1", "Why twitch?", "Sleep.", "F", "2020-02-30"]
    content = f"{delimiter.join(row)}\r\n{delimiter.join(values)}\r\n".encode()
    (record,) = records(parse("csv", {"f.csv": content}))
    assert (record.ref, record.question, record.asker) == ("1", "Why twitch?", Asker(sex="female"))
    assert record.replies[0].author is not None
    assert record.replies[0].author.name == "The clinic"
    assert record.asked is None  # there is no 30 February


def test_csv_columns_are_told_by_the_operator() -> None:
    content = "no,txt,resp\n7,Why does it twitch?,Sleep.\n".encode("utf-16")
    columns = {"ref": "no", "question": "txt", "reply": "resp"}
    (record,) = records(parse("csv", {"f.csv": content}, **columns))
    assert (record.ref, record.replies[0].text) == ("7", "Sleep.")


def test_csv_without_an_id_gets_one_that_stays() -> None:
    content = b"question,answer\nWhy does it twitch?,Sleep.\nWhat is acne?,Spots.\n"
    first = records(parse("csv", {"f.csv": content}))
    moved = content.splitlines(keepends=True)
    again = records(parse("csv", {"f.csv": moved[0] + moved[2] + moved[1]}))
    assert {r.ref for r in first} == {r.ref for r in again}
    assert len({r.ref for r in first}) == 2


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        (TABLE + "2,only two\n", "f.csv:3", "2 columns"),
        (TABLE + "2,,Sleep.,Dr Lee\n", "f.csv:3", "neither a question"),
        (TABLE + "2,Why twitch?,,Dr Lee\n", "f.csv:3", "empty"),
        (TABLE + '2,"open quote,Sleep.,Dr Lee\n' + "x" * 300_000, "f.csv:3", "cannot be read"),
        (TABLE + f"{'9' * 201},Why twitch?,Sleep.,Dr Lee\n", "f.csv:3", "longer than 200"),
        ("", "f.csv", "empty"),
    ],
)
def test_csv_bad_rows_are_named(content: str, place: str, reason: str) -> None:
    reads = parse("csv", {"f.csv": content.encode()})
    assert [(one.place, reason in one.reason) for one in broken(reads)] == [(place, True)]
    assert len(records(reads)) == (1 if content else 0)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"qestion": "x"}, "no field 'qestion'"),
        ({"question": "nowhere"}, "no column 'nowhere'"),
        ({}, "which is the question or the reply"),
    ],
)
def test_a_mapping_that_cannot_be_is_one_sentence(columns: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        parse("csv", {"f.csv": b"a,b\n1,2\n"}, **columns)
    with pytest.raises(BadInput, match=said):
        parse("jsonl", {"f.jsonl": b'{"a": "1", "b": "2"}\n'}, **columns)


def test_jsonl_rows_need_not_have_the_same_fields() -> None:
    rows = [question(1), question(2, language="zh-TW", tags=["a", "b"]), {"note": "no question"}]
    reads = parse("jsonl", {"f.jsonl": lines(*rows)})
    assert [r.language for r in records(reads)] == ["en", "zh-hant"]
    assert records(reads)[1].hints == ("a", "b")
    assert [one.place for one in broken(reads)] == ["f.jsonl:3"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff", "not UTF-8 text"),
        (lines(question(9, question="x" * (limits.FIELD_CHARACTERS + 1))).strip(), "200,000"),
        (lines(question(9, answer=None)).strip(), "empty"),
        (b" " * (limits.LINE_CHARACTERS + 1), "longer than 10 MB"),
    ],
)
def test_jsonl_bad_lines_are_named_and_the_rest_goes_in(line: bytes, reason: str) -> None:
    content = lines(question(1)) + line + b"\n" + lines(question(2))
    reads = parse("jsonl", {"f.jsonl": content})
    assert [(one.place, reason in one.reason) for one in broken(reads)] == [("f.jsonl:2", True)]
    assert [record.ref for record in records(reads)] == ["q1", "q2"]


def test_only_web_addresses_are_links() -> None:
    for bad in ("javascript:alert(1)", "data:text/html,x", "https://x y", "//x", "http:///x"):
        (record,) = records(parse("jsonl", {"f.jsonl": lines(question(1, url=bad))}))
        assert record.url == ""


# sample


def test_sample_replies_name_doctors_of_the_other_file() -> None:
    doctor = {
        "slug": "dr-lee",
        "name_en": "Dr Ann Lee",
        "name_zh": "李安",
        "department": "neurology",
    }
    entry = {
        "id": "s1",
        "language": "en",
        "department": "neurology",
        "headline": "Lip twitching",
        "question": "My lip jumps.",
        "asker": {"form": "ms", "initial": "L", "age_band": "20-29", "sex": "female"},
        "asked": "2025-03-02",
        "replies": [{"doctor": "dr-lee", "date": "2025-03-03", "text": "> Sleep"}],
        "follow_ups": [{"by": "asker", "date": "2025-03-04", "text": "Thanks!"}],
    }
    files = {"doctors-a.jsonl": lines(doctor), "entries-a.jsonl": lines(entry)}
    (record,) = records(parse("sample", files))
    assert record.asker == Asker("ms", "L", "20-29", "female")
    assert record.asked == dt.date(2025, 3, 2)
    first, second = record.replies
    assert first.author is not None
    assert (first.author.slug, first.author.sample, first.text) == ("dr-lee", True, "> Sleep")
    assert second.author is None
    unknown = parse("sample", {"entries-a.jsonl": lines(entry)})
    assert "no file of doctors" in broken(unknown)[0].reason


def _qa() -> dict[str, Any]:
    return {"question": "why does it twitch?", "answer": "tired", "answer_author": "Dr Lee"}


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()
