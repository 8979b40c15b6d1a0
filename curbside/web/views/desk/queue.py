"""The queue of a doctor's departments, and the doctor's own questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from curbside.catalog.models import Department
from curbside.catalog.queries import departments
from curbside.consult import availability, desk_list, queries
from curbside.consult.desk_list import MINE, TAKEN_BY_OTHERS, UNPLACED, WAITING, Filters
from curbside.core import clock
from curbside.people.person import Person
from curbside.safety.triage import Level
from curbside.web import head
from curbside.web.forms import ask
from curbside.web.forms.desk import LEVELS
from curbside.web.guards import person_of, staff_page
from curbside.web.paging import Paging
from curbside.web.views.desk import notices, own, spans
from curbside.web.views.desk.rights import ROLES

SHOWS = (
    (WAITING, gettext_lazy("Waiting")),
    (TAKEN_BY_OTHERS, gettext_lazy("Taken by colleagues")),
    (MINE, gettext_lazy("Taken by me")),
)
LEADS_SHOWS = (*SHOWS, (UNPLACED, gettext_lazy("To be placed")))
FAMILIES = ("en", "zh")
NUMBERED = {level for level, _name in LEVELS}


@dataclass(frozen=True)
class Row:
    """A question in a list: what the room tells of it, its department, and times in words."""

    row: desk_list.Row
    department: Department
    about: list[str]
    waiting: str
    left: str


@require_safe
@staff_page(*ROLES)
def queue(request: HttpRequest) -> HttpResponse:
    """The questions of the doctor's departments, the most urgent first."""
    person, known = person_of(request), {one.pk: one for one in departments()}
    shows = LEADS_SHOWS if person.lead_of else SHOWS
    filters = _filters(request, known, dict(shows))
    found = queries.desk(person, filters)
    chosen = {name: request.GET.get(name, "") for name in ("department", "level", "language")}
    kept = {name: value for name, value in chosen.items() if value}
    context = {
        "head": head.for_private(_("The desk")),
        "rows": _rows(found.rows, known),
        "total": found.total,
        "page": Paging(found.page, found.total, desk_list.SIZE),
        "query_part": urlencode({"show": filters.show, **kept}) + "&",
        "show": filters.show,
        "tabs": [(name, words, urlencode({"show": name, **kept})) for name, words in shows],
        "departments": _own_departments(person, known),
        "levels": LEVELS,
        "chosen": chosen,
        "filtered": bool(kept),
        "notice": notices.told(request),
        "standing": availability.standing(person),
        "here": "queue",
    }
    return render(request, "curbside/desk/queue.html", context)


@require_safe
@staff_page(*ROLES)
def mine(request: HttpRequest) -> HttpResponse:
    """What the doctor has taken, what was answered lately, and what is to be read again."""
    person, known = person_of(request), {one.pk: one for one in departments()}
    taken = _rows(queries.desk(person, Filters(show=MINE)).rows, known)
    context = {
        "head": head.for_private(_("My questions")),
        "taken": [one for one in taken if one.row.state == "claimed"],
        "asked": [one for one in taken if one.row.state == "clarifying"],
        "reserved": own.reserved(person),
        "answered": own.answered(person),
        "due": own.due(person),
        "notice": notices.told(request),
        "here": "mine",
    }
    return render(request, "curbside/desk/mine.html", context)


def _filters(
    request: HttpRequest, known: Mapping[int, Department], shows: Mapping[str, object]
) -> Filters:
    """What the address asks for; what it cannot mean is left out."""
    asked = request.GET
    slugs = {department.slug: number for number, department in known.items()}
    level, page = asked.get("level", ""), asked.get("page", "")
    return Filters(
        show=asked.get("show", "") if asked.get("show") in shows else WAITING,
        department=slugs.get(asked.get("department", "")),
        level=int(Level(int(level))) if level in NUMBERED else None,
        language=asked.get("language", "") if asked.get("language") in FAMILIES else "",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def _own_departments(person: Person, known: Mapping[int, Department]) -> list[Department]:
    numbers = person.departments | person.lead_of
    return [department for number, department in known.items() if number in numbers]


def _rows(rows: list[desk_list.Row], known: Mapping[int, Department]) -> list[Row]:
    now, sexes = clock.now(), dict(ask.SEX)
    return [
        Row(
            row,
            known[row.department],
            [words for words in (row.age_band.replace("-", "–"), _sex(row.sex, sexes)) if words],
            spans.since(row.queued_at, now),
            spans.until(row.expires_at, now),
        )
        for row in rows
    ]


def _sex(sex: str, names: Mapping[str, object]) -> str:
    """In a list only what says something: not that somebody would rather not say."""
    return str(names[sex]) if sex in ("female", "male") else ""
