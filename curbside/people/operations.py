"""Making doctors and publishers known, one row a person."""

from __future__ import annotations

from collections.abc import Iterable

from curbside.catalog.models import Department
from curbside.core import generation
from curbside.core.ids import slugify
from curbside.people.models import Doctor
from curbside.people.profiles import Profile
from curbside.people.rules import display_name, name_key

TOLD = ("name_zh", "credential_en", "credential_zh", "bio_en", "bio_zh", "url")


def introduce(profiles: Iterable[Profile]) -> dict[Profile, Doctor]:
    """The doctor or publisher of each profile, made where unknown, in the caller's transaction.

    Profiles whose names fold to the same key are one person; what a profile says is kept, what it
    leaves empty is not touched. Profiles whose name has no letter are left out.
    """
    keys = {profile: name_key(profile.name)[:160] for profile in profiles}
    keys = {profile: key for profile, key in keys.items() if key}
    known = {d.name_key: d for d in Doctor.objects.filter(name_key__in=set(keys.values()))}
    departments = _departments(keys)
    for profile, key in keys.items():
        if key not in known:
            known[key] = _made(profile, key)
        _tell(known[key], profile, departments)
    return {profile: known[key] for profile, key in keys.items()}


def _departments(profiles: Iterable[Profile]) -> dict[str, int]:
    slugs = {profile.department for profile in profiles if profile.department}
    return dict(Department.objects.filter(slug__in=slugs).values_list("slug", "id"))


def _made(profile: Profile, key: str) -> Doctor:
    """Insert, or take the row that another process has just inserted."""
    name = " ".join(profile.name.split())
    name = (name if profile.publisher or profile.slug else display_name(name))[:120]
    base = profile.slug or slugify(name, 60) or "doctor"
    slug, number = base, 2
    while Doctor.objects.filter(slug=slug).exclude(name_key=key).exists():
        slug, number = f"{base}-{number}", number + 1
    kind = Doctor.Kind.PUBLISHER if profile.publisher else Doctor.Kind.DOCTOR
    made, _ = Doctor.objects.get_or_create(
        name_key=key,
        defaults={"slug": slug, "kind": kind, "name_en": name, "sample": profile.sample},
    )
    return made


def _tell(doctor: Doctor, profile: Profile, departments: dict[str, int]) -> None:
    """Bring the row up to date with what the profile says; write only what is new."""
    said: dict[str, object] = {name: getattr(profile, name) for name in TOLD}
    said["department_id"] = departments.get(profile.department)
    new = {name: value for name, value in said.items() if value and value != getattr(doctor, name)}
    for name, value in new.items():
        setattr(doctor, name, value)
    if new:
        doctor.save(update_fields=list(new))
        generation.bump()  # pages show what was said of them
