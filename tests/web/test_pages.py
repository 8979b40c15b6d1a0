"""Every page answers, has its parts, and says where things went."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from curbside.catalog.models import FormerSlug
from curbside.core import clock
from curbside.library.models import Entry
from curbside.library.operations import withdraw
from curbside.people.models import Doctor
from curbside.web.views.question import render_question
from tests.factories import (
    Said,
    make_departments,
    make_doctor,
    make_entry,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db
ALWAYS = {"headline", "question", "asker", "reply", "share", "seek-care", "related-topics"}


def parts(page: str) -> list[str]:
    return re.findall(r'data-part="([a-z-]+)"', page)


def body(page: str) -> str:
    """The page without its head, which holds the texts again for search engines."""
    return page.split("<body>")[1]


def rendered(entry: Entry, language: str = "en") -> str:
    with translation.override(language):
        return render_question(entry.pk, language)


def address(entry: Entry, language: str = "en") -> str:
    return f"/{language}/q/{entry.public_id}/{entry.slug}/"


def test_question_page_has_every_part_once(client: Client) -> None:
    topic = make_topic()
    first = make_entry(
        topics=[topic],
        title="lip keeps jumping",
        asker_form="ms",
        sex="female",
        asker_initial="L",
        age_band="20-29",
    )
    make_entry("Lower lip twitching for three days", "My lower lip jumps. Facial nerve?")
    page = client.get(address(first)).content.decode()
    found = parts(page)
    assert set(found) == ALWAYS | {"similar"}
    assert len(found) == len(set(found))
    assert "more-info" not in found
    assert "lip keeps jumping" in page
    assert "Ms L., woman of 20–29, asked on" in page
    assert "Lower lip twitching for three days" in page


def test_question_page_with_hardly_anything_known(client: Client) -> None:
    entry = make_entry(
        "Only a headline", "", asked=None, replies=[Said(make_doctor(), "Yes.", date=None)]
    )
    page = client.get(address(entry)).content.decode()
    assert set(parts(page)) == ALWAYS - {"asker"} - ({"related-topics"} - set(parts(page)))
    assert "<time" not in page.split('data-part="similar"')[0]


def test_several_doctors_and_their_threads() -> None:
    amara, ben = make_doctor("Dr Amara Osei"), make_doctor("Dr Ben Adler")
    entry = make_entry(
        replies=[
            Said(amara, "First."),
            Said(ben, "Second."),
            Said(None, "Thank you"),
            Said(amara, "Welcome."),
        ]
    )
    page = body(rendered(entry))
    assert parts(page).count("reply") == 2
    assert (
        page.index("First.")
        < page.index("Thank you")
        < page.index("Welcome.")
        < page.index("Second.")
    )
    assert page.count('class="follow-ups"') == 1
    assert "The answers" in page


@pytest.mark.parametrize(("years", "noticed"), [(4, False), (6, True), (18, True)])
def test_an_old_reply_says_so_before_it_is_read(years: int, noticed: bool) -> None:
    moment = dt.datetime(2025, 12, 13, 12, tzinfo=dt.UTC)
    said = Said(make_doctor(), "Rest more.", date=dt.date(2025 - years, 12, 13))
    with clock.frozen(moment):
        page = body(rendered(make_entry(replies=[said])))
    assert (f"This answer is {years} years old." in page) == noticed
    if noticed:
        assert page.index("years old") < page.index("Rest more.")


def test_a_reply_that_is_only_a_link() -> None:
    publisher = make_doctor("MedlinePlus", kind=Doctor.Kind.PUBLISHER)
    entry = make_entry(replies=[Said(publisher, link="https://medlineplus.gov/x.html")])
    page = rendered(entry)
    assert "MedlinePlus keeps this answer on a page of its own." in page
    assert 'href="https://medlineplus.gov/x.html"' in page
    assert 'rel="nofollow noopener external"' in page


def test_source_sample_and_routing_are_said() -> None:
    sample = make_source("sample", sample=True)
    assert "Sample data, not medical advice." in rendered(make_entry(source=sample))
    source = make_source("medquad", name="MedQuAD", licence="CC BY 4.0")
    page = rendered(
        make_entry(
            source=source, source_url="https://example.org/1", department_by=Entry.RoutedBy.ROUTING
        )
    )
    assert "Sample data" not in page
    assert "CC BY 4.0" in page
    assert 'href="https://example.org/1"' in page
    assert "Filed under Neurology automatically" in page


def test_related_topics_are_filled_to_ten_from_the_department() -> None:
    own = make_topic("own-topic")
    for number in range(12):
        make_topic(f"other-{number}")
    page = rendered(make_entry(topics=[own]))
    section = page.split('data-part="related-topics"')[1].split("</section>")[0]
    assert section.count("<li>") == 10
    assert section.index("own-topic") < section.index("other-0")


def test_what_was_typed_cannot_become_markup() -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    doctor = make_doctor(f"Dr {evil[:40]}")
    page = rendered(make_entry(evil, evil, [Said(doctor, evil)], title=evil, asker_initial="<"))
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "style=" not in page


def test_fragments_in_another_language_are_marked() -> None:
    chinese = make_entry("左眼下眼皮跳了一個月", "左眼一直跳。", ["多休息。"], language="zh-hant")
    english = make_entry("Upper lip twitching")
    assert '<h1 lang="zh-Hant">' in rendered(chinese)
    assert "<h1>" in rendered(chinese, "zh-hant")
    assert '<h1 lang="en">' in rendered(english, "zh-hant")
    assert '<html lang="zh-Hant">' in rendered(english, "zh-hant")
    assert "2025年3月2日" in rendered(chinese, "zh-hant")


def test_question_page_queries_and_size() -> None:
    topics = [make_topic(f"topic-{number}") for number in range(4)]
    entries = [
        make_entry(
            f"Lip twitching for {number} days", f"My lip jumps since {number} days.", topics=topics
        )
        for number in range(8)
    ]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = rendered(entries[0])
    assert len(queries) <= 9, "one more to find that nothing is explained"
    assert len(page.encode()) < 40_000
    assert parts(page).count("similar") == 1


def test_slugs_lead_to_the_one_address(client: Client) -> None:
    entry = make_entry("左眼下眼皮跳了一個月", "左眼一直跳。", language="zh-hant")
    for wrong in (f"/en/q/{entry.public_id}/", f"/en/q/{entry.public_id}/other-words/"):
        answer = client.get(wrong)
        assert answer.status_code == 301
        assert client.get(answer["Location"]).status_code == 200
    assert client.get("/en/q/zzzzzzzzzz/").status_code == 404
    withdraw(entry.public_id, "tests", "asked to")
    answer = client.get(address(entry))
    assert answer.status_code == 410
    assert b'data-part="seek-care"' in answer.content


@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "departments/",
        "departments/neurology/",
        "topics/",
        "topics/facial-twitching/",
        "doctors/amara-osei/",
        "search/",
        "search/?q=twitching",
        "about/",
        "how-it-works/",
        "privacy/",
    ],
)
def test_every_page_answers(client: Client, language: str, path: str) -> None:
    make_departments()
    make_entry(topics=[make_topic()])
    answer = client.get(f"/{language}/{path}")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert "style=" not in page
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("", 9),
        ("departments/", 5),
        ("departments/neurology/", 9),
        ("topics/", 5),
        ("topics/facial-twitching/", 11),
        ("doctors/amara-osei/", 7),
        ("search/?q=twitching", 13),
    ],
)
def test_lists_do_not_ask_per_row(client: Client, path: str, most: int) -> None:
    make_departments()
    topics = [make_topic(), make_topic("eyelid-twitching")]
    for number in range(9):
        make_entry(f"Twitching {number}", f"It is twitching since {number} days.", topics=topics)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/en/{path}").status_code == 200
    assert len(queries) <= most, [query["sql"][:90] for query in queries]


@pytest.mark.parametrize(
    "path",
    [
        "departments/none/",
        "topics/none/",
        "doctors/none/",
        "nothing/",
        "departments/neurology/?page=9",
        "departments/neurology/?page=x",
        "q/abc/def/",
    ],
)
def test_what_is_not_there_helps(client: Client, path: str) -> None:
    make_departments()
    answer = client.get(f"/en/{path}")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert 'role="search"' in page
    assert "/en/departments/" in page
    assert 'href="tel:119"' in page


def test_renamed_things_redirect(client: Client) -> None:
    make_departments()
    make_entry(topics=[make_topic()])
    for kind, slug in (
        ("department", "neurology"),
        ("topic", "facial-twitching"),
        ("doctor", "amara-osei"),
    ):
        FormerSlug.objects.create(kind=kind, slug=f"old-{slug}", current=slug)
        answer = client.get(f"/en/{kind}s/old-{slug}/")
        assert answer.status_code == 301
        assert answer["Location"] == f"/en/{kind}s/{slug}/"


def test_search_finds_marks_and_filters(client: Client) -> None:
    neurology, dermatology, _ = make_departments()
    make_entry("Eyelid twitching at night", "My eyelid keeps twitching.", department=neurology)
    make_entry("Itchy rash on the arm", "A rash that itches.", department=dermatology)
    page = client.get("/en/search/", {"q": "eyelid twitching"}).content.decode()
    assert "Eyelid twitching at night" in page
    assert "<mark>" in page
    empty = client.get("/en/search/", {"q": "eyelid", "department": "dermatology"}).content.decode()
    assert "Nothing close enough" in empty
    assert "search all departments and languages" in empty
    chinese = client.get(
        "/en/search/", {"q": "eyelid twitching", "language": "zh"}
    ).content.decode()
    assert "Eyelid twitching at night" not in chinese


def test_search_by_htmx_is_the_results_only(client: Client) -> None:
    make_entry("Eyelid twitching at night", "My eyelid keeps twitching.")
    page = client.get(
        "/en/search/", {"q": "eyelid"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in page
    assert "Eyelid twitching at night" in page


def test_search_offers_the_word_that_was_meant(client: Client) -> None:
    for number in range(3):
        make_entry(f"Palpitations {number}", "I have palpitations at night.")
    page = client.get("/en/search/", {"q": "palpatations"}).content.decode()
    assert "Did you mean" in page
    assert ">palpitations</a>" in page


def test_a_doctor_without_public_answers_has_no_page(client: Client) -> None:
    make_doctor("Dr Quiet One")
    assert client.get("/en/doctors/quiet-one/").status_code == 404


def test_the_library_empty_is_still_a_page(client: Client) -> None:
    page = client.get("/en/").content.decode()
    assert "No answers yet." in page
    assert "Sample data" not in page


def test_the_page_for_a_failure_needs_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        page = render_to_string("500.html")
    assert len(queries) == 0
    assert "tel:119" in page
