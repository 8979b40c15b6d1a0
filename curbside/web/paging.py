"""Pages of a list, by number: what to fetch, and where the neighbours are. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from curbside.core.errors import NotFound

SIZE = 20


@dataclass(frozen=True)
class Paging:
    """One page of a list of ``total``; numbers begin at 1."""

    number: int
    total: int
    size: int = SIZE

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def pages(self) -> int:
        return max((self.total + self.size - 1) // self.size, 1)

    @property
    def previous(self) -> int:
        """The page before, 0 where there is none."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The page after, 0 where there is none."""
        return self.number + 1 if self.number < self.pages else 0


def paging(asked: str, total: int, size: int = SIZE) -> Paging:
    """The page asked for ("" is the first). Raises NotFound where there is no such page."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    page = Paging(1 if asked == "" else number, total, size)
    if not 1 <= page.number <= page.pages:
        raise NotFound("There is no such page of this list.", "Start at its first page.")
    return page
