"""Making doctors and publishers known, one row a person."""

from __future__ import annotations

from collections.abc import Iterable

from curbside.core.ids import slugify
from curbside.people.models import Doctor
from curbside.people.rules import display_name, name_key


def ensure(names: Iterable[str], kind: Doctor.Kind = Doctor.Kind.DOCTOR) -> dict[str, Doctor]:
    """The doctor of each name as typed, made where unknown, in the caller's transaction.

    Names that fold to the same key are one doctor. Names with no letter are left out.
    """
    keys = {name: name_key(name) for name in names if name_key(name)}
    known = {d.name_key: d for d in Doctor.objects.filter(name_key__in=set(keys.values()))}
    for name, key in keys.items():
        if key not in known:
            shown = display_name(name) if kind == Doctor.Kind.DOCTOR else " ".join(name.split())
            known[key] = _make(shown[:120], key[:160], kind)
    return {name: known[key] for name, key in keys.items()}


def _make(name: str, key: str, kind: Doctor.Kind) -> Doctor:
    """Insert, or take the row that another process has just inserted."""
    base = slugify(name, 60) or "doctor"
    slug, number = base, 2
    while Doctor.objects.filter(slug=slug).exclude(name_key=key).exists():
        slug, number = f"{base}-{number}", number + 1
    made, _ = Doctor.objects.get_or_create(
        name_key=key, defaults={"slug": slug, "kind": kind, "name_en": name}
    )
    return made
