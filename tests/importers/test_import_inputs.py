"""Opening inputs: what is bad is said with its place, the rest goes on, nothing escapes."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from curbside.core.errors import BadInput
from curbside.importers import limits
from curbside.importers.encodings import detect
from curbside.importers.inputs import Part, Refused, open_input
from curbside.importers.lines import lines
from curbside.importers.record import Broken
from tests.importers.files import make_zip, part

XML = (".xml",)


def opened(path: Path) -> list[Part | Broken]:
    return list(open_input(path, XML))


def test_a_folder_and_its_zip_give_the_same_parts_in_order(tmp_path: Path) -> None:
    files = {"b/2.xml": b"two", "a/1.xml": b"one", "a/readme.txt": b"-"}
    for name, content in files.items():
        (tmp_path / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "folder" / name).write_bytes(content)
    zipped = make_zip(tmp_path / "all.zip", files)
    for path in (tmp_path / "folder", zipped):
        parts = [p for p in opened(path) if isinstance(p, Part)]
        assert [(p.name, p.read()) for p in parts] == [("a/1.xml", b"one"), ("b/2.xml", b"two")]


@pytest.mark.parametrize("keep", [10, 60, -30])
def test_a_cut_off_zip_is_one_sentence(tmp_path: Path, keep: int) -> None:
    whole = make_zip(tmp_path / "whole.zip", {f"{n}.xml": b"text" * 50 for n in range(5)})
    cut_off = tmp_path / "cut.zip"
    cut_off.write_bytes(whole.read_bytes()[:keep])
    with pytest.raises(BadInput, match="not a whole zip file"):
        opened(cut_off)


def test_a_damaged_member_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "x.zip", {"1.xml": b"first", "2.xml": b"second"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"first", b"fir5t"))
    first, second = (p for p in opened(path) if isinstance(p, Part))
    with pytest.raises(Refused, match="cannot be read"):
        first.read()
    assert second.read() == b"second"


@pytest.mark.parametrize("name", ["../out.xml", "/etc/out.xml", "a/../../out.xml", "C:out.xml"])
def test_names_that_lead_out_are_not_read(tmp_path: Path, name: str) -> None:
    path = make_zip(tmp_path / "x.zip", {name: b"bad", "ok.xml": b"good"})
    assert [type(p) for p in opened(path)].count(Part) == 1
    assert any(isinstance(p, Broken) and "leads out" in p.reason for p in opened(path))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "x.zip", {"1.xml": b"\0" * (8 * limits.MIB), "2.xml": b"fine"})
    found = opened(path)
    assert isinstance(found[0], Broken)
    assert "zip bomb" in found[0].reason
    assert isinstance(found[1], Part)


def test_too_much_in_all_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TOTAL_BYTES", 100)
    with pytest.raises(BadInput, match="unpacks to more"):
        opened(make_zip(tmp_path / "x.zip", {"1.xml": b"x" * 101}))


def test_a_zip_in_a_zip_is_said_not_opened(tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "inner.zip", {"1.xml": b"x"}).read_bytes()
    (found,) = opened(make_zip(tmp_path / "outer.zip", {"inner.zip": inner}))
    assert isinstance(found, Broken)
    assert "inside a zip" in found.reason


def test_an_encrypted_member_is_said_to_be(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "x.zip", {"1.xml": b"x"}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flag in the central directory
    path.write_bytes(content)
    (found,) = opened(path)
    assert isinstance(found, Broken)
    assert "encrypted" in found.reason


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_bytes(b"secret")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link.xml").symlink_to(tmp_path / "secret.xml")
    (found,) = opened(tmp_path / "folder")
    assert isinstance(found, Broken)


@pytest.mark.parametrize("make", ["nothing", "empty folder", "wrong folder"])
def test_nothing_to_read_is_one_sentence(tmp_path: Path, make: str) -> None:
    path = tmp_path / "there"
    if make != "nothing":
        path.mkdir()
    if make == "wrong folder":
        (path / "x.pdf").write_bytes(b"x")
    with pytest.raises(BadInput):
        opened(path)


def test_a_document_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DOCUMENT_BYTES", 10)
    with pytest.raises(Refused, match="larger"):
        part("x.xml", b"x" * 11).read()


# Lines


def read(content: bytes) -> list[tuple[int, str] | Broken]:
    return list(lines(part("f", content)))


def test_a_line_that_is_too_long_is_named_and_the_next_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "LINE_CHARACTERS", 100)
    found = read(b"one\n" + b"x" * 350 + b"\nthree\n" + b"y" * 100)
    assert found[0] == (1, "one\n")
    assert found[1] == Broken("f:2", "The line is longer than 0 MB.")
    assert found[2:] == [(3, "three\n"), (4, "y" * 100)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(encoding: str) -> None:
    text = "id,問題\n1,嘴角一直抽動\n"
    assert [line[1] for line in read(text.encode(encoding)) if not isinstance(line, Broken)] == [
        "id,問題\n",
        "1,嘴角一直抽動\n",
    ]


TRADITIONAL = "醫師您好，我最近兩天嘴角一直抽動，請問需要看哪一科？謝謝您的回覆。"
SIMPLIFIED = "医生您好，我最近两天嘴角一直抽动，请问需要看哪一科？谢谢您的回复。"
CAFE = "id,question\n1,the patient’s café naïve “test”\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(TRADITIONAL, "big5"), (SIMPLIFIED, "gb18030"), (CAFE, "cp1252")],
)
def test_legacy_encodings_are_told_apart(text: str, encoding: str) -> None:
    (line, *_) = read(text.encode(encoding))
    assert not isinstance(line, Broken)
    assert line[1].rstrip("\n") == text.partition("\n")[0]
    assert detect(io.BytesIO(text.encode(encoding))).startswith(encoding[:4])


def test_one_line_in_another_encoding_is_broken_alone() -> None:
    good = "嘴角一直抽動怎麼辦\n".encode() * 30
    found = read(good + "醫師".encode("big5") + b"\n" + good)
    assert [f.place for f in found if isinstance(f, Broken)] == ["f:31"]
    assert len(found) == 61


def test_a_late_character_decides_the_encoding() -> None:
    found = read(b"plain\n" * 60_000 + "café\n".encode())
    assert found[-1] == (60_001, "café\n")


def test_gzip_by_content_and_when_cut_off(tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(b"line %d\n" % n for n in range(50_000)))
    (tmp_path / "a.jsonl").write_bytes(packed)
    (tmp_path / "b.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (whole,) = open_input(tmp_path / "a.jsonl", (".jsonl",))
    (cut_off,) = open_input(tmp_path / "b.jsonl.gz", (".jsonl",))
    assert isinstance(whole, Part)
    assert isinstance(cut_off, Part)
    assert len(list(lines(whole))) == 50_000
    *some, last = lines(cut_off)
    assert isinstance(last, Broken)
    assert "ends early" in last.reason
    assert not any(isinstance(line, Broken) for line in some)
