"""Photographs: shown back to who holds the form's address, refused calmly, removed."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from curbside.consult.models import Photo
from tests.web.ask.conftest import Asker

pytestmark = pytest.mark.django_db
SOURCE = re.compile(r'src="(/en/ask/[^"]+\.jpg)"')


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera that tells on its owner"
    Image.new("RGB", size, "teal").save(out, kind, exif=exif)
    return out.getvalue()


def upload(body: bytes, name: str = "arm.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, content_type="image/png")


def bomb() -> bytes:
    """A small file of a hundred million pixels."""
    out = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    return out.getvalue()


def test_added_shown_and_removed(asker: Asker, client: Client) -> None:
    asker.begin()
    chosen = [upload(picture()), upload(picture("JPEG"))]
    answer = asker.post("photos", {"photo": chosen, "go": "add"})
    assert answer["Location"] == f"{asker.root}photos/"
    page = asker.get("photos")
    addresses = SOURCE.findall(page)
    assert len(addresses) == 2
    assert "Up to 2" in page
    shown = client.get(addresses[0])
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Cache-Control"] == "private, no-store"
    assert b"tells on its owner" not in shown.content
    assert Image.open(io.BytesIO(shown.content)).size == (40, 30)
    asker.post("photos", {"remove": addresses[0].split("/")[-1].removesuffix(".jpg")})
    assert client.get(addresses[0]).status_code == 404
    assert len(SOURCE.findall(asker.get("photos"))) == 1


def test_continue_takes_what_was_chosen_along(asker: Asker) -> None:
    asker.begin()
    answer = asker.post("photos", {"photo": upload(picture("WEBP"))})
    assert answer["Location"] == f"{asker.root}wants/"
    assert Photo.objects.count() == 1
    assert asker.post("photos")["Location"] == f"{asker.root}wants/"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 not a picture", "This is no photograph we can read."),
        (b"<svg onload=alert(1)>", "This is no photograph we can read."),
        (picture()[:60], "The photograph"),
        (bomb(), "too many pixels"),
    ],
)
def test_what_is_no_photograph(asker: Asker, body: bytes, words: str) -> None:
    asker.begin()
    asker.post("photos", {"photo": upload(picture())})
    answer = asker.post("photos", {"photo": upload(body, "<b>evil</b>.jpg"), "go": "on"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "<b>evil" not in page
    assert len(SOURCE.findall(page)) == 1  # the good one stays


def test_a_fifth_is_refused_and_the_good_ones_kept(asker: Asker) -> None:
    asker.begin()
    answer = asker.post("photos", {"photo": [upload(picture(), f"{n}.png") for n in range(5)]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "4.png: A question can have 4 photographs." in page
    assert len(SOURCE.findall(page)) == 4
    assert 'type="file"' not in asker.get("photos")


def test_too_much_at_once_is_not_even_read(asker: Asker) -> None:
    asker.begin()
    answer = asker.client.post(f"{asker.root}photos/", {}, CONTENT_LENGTH=str(90 * 1024 * 1024))
    assert answer.status_code == 422
    assert "Add them one by one" in answer.content.decode()


def test_nobody_else_sees_them(asker: Asker, client: Client) -> None:
    asker.begin()
    asker.post("photos", {"photo": upload(picture())})
    address = SOURCE.findall(asker.get("photos"))[0]
    name = address.split("/")[-1]
    other = Asker()
    other.begin()
    assert client.get(f"{other.root}photos/{name}").status_code == 404
    assert client.get(f"/en/ask/{'a' * 30}/photos/{name}").status_code == 404
    assert client.post(address).status_code == 405
    other.post("photos", {"remove": name.removesuffix(".jpg")})
    assert client.get(address).status_code == 200


def test_they_go_with_the_question(asker: Asker, client: Client) -> None:
    asker.fill()
    asker.post("photos", {"photo": upload(picture())})
    draft_address = SOURCE.findall(asker.get("photos"))[0]
    assert "1 photograph" in asker.get("check")
    receipt = asker.post("answered", {"go": "send"})["Location"]
    page = client.get(receipt).content.decode()
    address = re.findall(r'<img src="([^"]+\.jpg)"', page)[0]
    assert client.get(address)["Content-Type"] == "image/jpeg"
    assert client.get(address.replace("/mine/", "/mine/x")).status_code == 404
    assert client.get(draft_address).status_code == 404
