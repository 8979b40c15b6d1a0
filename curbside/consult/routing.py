"""Which department a question goes to, and why. Decides nothing an asker has chosen."""

from __future__ import annotations

from dataclasses import dataclass

from curbside.core.errors import Misconfigured
from curbside.search import confidence
from curbside.search.linking import Linker
from curbside.search.operations import encoder
from curbside.search.routing import DepartmentProbability, route

REASONS = 3  # topics that are named as the reason
CHOICES = 3  # departments a person chooses among first, where routing is unsure


@dataclass(frozen=True)
class Routed:
    """Departments, the likeliest first, and the slugs of the topics that speak for the first."""

    departments: list[DepartmentProbability]
    topics: list[str]

    @property
    def unsure(self) -> bool:
        """Whether a person should say where the question belongs."""
        return confidence.unsure(self.departments[0].probability)

    @property
    def choices(self) -> list[str]:
        """The likeliest departments' slugs, the first ones a person would think of."""
        return [one.slug for one in self.departments[:CHOICES]]


def routed(text: str, language: str) -> Routed:
    """Where the text belongs. Raises Misconfigured when the catalogue is empty."""
    vectors = encoder().encode([text])
    links = Linker.load().link([text], [language], vectors)
    departments = route(links, [text], [language], vectors)[0]
    if not departments:
        raise Misconfigured("There is no department.", "Say: curbside catalog load")
    first = departments[0].department
    topics = [link.slug for link in links[0] if link.department == first]
    return Routed(departments, topics[:REASONS])
