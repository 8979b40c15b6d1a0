"""One visit to a page, and the people whose browsers pages are visited in.

Made in a process beside the server's, in its database; see ``tests.browser.rows.table``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from curbside.catalog.models import Department
from curbside.people.models import User
from curbside.people.person import Person
from tests.people import accounts

NOBODY = "nobody"
PASSWORD = "a long enough phrase"  # noqa: S105


@dataclass(frozen=True)
class Visit:
    """Open an address (in English; ``path`` is under /en/) as somebody, press through ``steps``,
    and the page is there.

    A step is a selector and what is typed there; with nothing to type it is clicked. ``bodies`` are
    what the page says, by language, where no server would say it now; ``saved`` is a file that
    people open; ``only`` the one language it can be visited in, where pressing changes something.
    """

    who: str
    path: str
    status: int = 200
    steps: Sequence[tuple[str, str]] = ()
    bodies: Mapping[str, str] = field(default_factory=dict)
    saved: bool = False
    only: str = ""


@dataclass
class World:
    """Who visits; the value of each one's session cookie by what they are called."""

    sessions: dict[str, str] = field(default_factory=lambda: {NOBODY: ""})

    def visit(self, who: str, name: str, *args: object, query: str = "", **how: Any) -> Visit:
        """A visit to the page of a URL name. ``how`` are the fields of ``Visit``."""
        if who not in self.sessions:
            self.let_in(who, signed_in(getattr(self, who)))
        with override("en"):
            return Visit(who, reverse(name, args=args) + query, **how)

    def let_in(self, who: str, client: Client) -> str:
        """Somebody by the session of a test's client; what they are called."""
        self.sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return who

    @cached_property
    def nerves(self) -> Department:
        return Department.objects.get(slug="neurology")

    @cached_property
    def doctor(self) -> User:
        """A neurologist with a public signature."""
        return accounts.make_doctor_account(self.nerves, name="Dr Amara Osei")

    @cached_property
    def colleague(self) -> User:
        """Another neurologist, who has done nothing yet."""
        return accounts.make_doctor_account(self.nerves, name="Dr Second")

    @cached_property
    def newcomer(self) -> User:
        """A doctor for whom every list is empty."""
        return accounts.make_doctor_account(Department.objects.get(slug="diving-medicine"))

    @cached_property
    def lead(self) -> User:
        return accounts.make_user(lead_of=[self.nerves], name="Lin Lead")

    @cached_property
    def editor(self) -> User:
        return accounts.make_user("editor", name="Ed Itor")

    @cached_property
    def administrator(self) -> User:
        return accounts.make_user("administrator", name="Ada Min")

    @cached_property
    def asker(self) -> User:
        """Somebody with an account and a password, and nothing else."""
        return accounts.make_user(name="Ann Asker", password=PASSWORD)

    def person(self, who: str) -> Person:
        """One of them as the rooms see them."""
        return accounts.person(getattr(self, who))


def signed_in(user: User) -> Client:
    """The user's client, not asked to show who it is again, however long the visits take."""
    client = accounts.sign_in(Client(), user)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] += 24 * 3600
    session.save()
    return client


Row = Callable[[World], Sequence[Visit]]
