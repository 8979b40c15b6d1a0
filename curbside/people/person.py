"""A person as the rest of the service sees one: what they may do, today. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

DOCTOR, LEAD, EDITOR, ADMINISTRATOR = "doctor", "lead", "editor", "administrator"
STAFF = frozenset({DOCTOR, LEAD, EDITOR, ADMINISTRATOR})


@dataclass(frozen=True)
class Person:
    """A signed-in person. ``departments`` are ids of those they chose to answer in, ``lead_of`` of
    those they lead; ``may_answer`` holds on the day it was asked for. ``second_factor`` says that
    one is set up (or waived for a sample account), ``sample`` that the account is a sample one.
    """

    user_id: int
    public_id: str
    name: str
    email: str
    language: str = "en"
    roles: frozenset[str] = frozenset()
    departments: frozenset[int] = frozenset()
    lead_of: frozenset[int] = frozenset()
    doctor_id: int | None = None
    may_answer: bool = False
    second_factor: bool = False
    sample: bool = field(default=False, compare=False)

    def has(self, *roles: str) -> bool:
        """Whether the person has one of these roles."""
        return not self.roles.isdisjoint(roles)

    def may_answer_in(self, department: int) -> bool:
        """Whether the person may take a question of this department."""
        return self.may_answer and department in self.departments

    @property
    def cares_for(self) -> frozenset[int]:
        """The departments the person looks after: where they may answer, and what they lead."""
        return (self.departments if self.may_answer else frozenset()) | self.lead_of

    @property
    def actor(self) -> str:
        """How the audit trail names the person: an id, never a name or an address."""
        return f"user:{self.public_id}"
