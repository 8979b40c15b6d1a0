"""The steps of asking: their order, their forms, and what is still missing. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from curbside.web.forms import ask


@dataclass(frozen=True)
class Stage:
    """One step: its name in the address, its form (empty where files are chosen), its title."""

    name: str
    form: type[ask.Step]
    title: Any
    number: int
    of: int

    @property
    def bar(self) -> Sequence[bool]:
        """One part a step, true up to this one."""
        return [number < self.number for number in range(self.of)]


_ORDER: tuple[tuple[str, type[ask.Step], Any], ...] = (
    ("who", ask.Who, _("The person it is about")),
    ("matter", ask.Matter, _("What is the matter?")),
    ("photos", ask.Step, _("Would a photograph help?")),
    ("wants", ask.Wants, _("What would you like to know?")),
    ("publish", ask.Publish, _("May others read it, without your name?")),
    ("email", ask.Email, _("Your email address")),
)
STAGES = {
    name: Stage(name, form, title, number, len(_ORDER))
    for number, (name, form, title) in enumerate(_ORDER, start=1)
}
_NAMES = list(STAGES)
CHECK, PHOTOS = "check", "photos"


def following(name: str) -> str:
    """The page after the step: the next step, or the look over everything."""
    place = _NAMES.index(name) + 1
    return _NAMES[place] if place < len(_NAMES) else CHECK


def preceding(name: str) -> str:
    """The step before; "" before the first."""
    place = _NAMES.index(name)
    return _NAMES[place - 1] if place else ""


def asked_by(field: str) -> str:
    """The step that asks for the field; the first where none does."""
    return next(
        (stage.name for stage in STAGES.values() if field in stage.form.base_fields), _NAMES[0]
    )


def filled(stage: Stage, fields: Mapping[str, Any]) -> ask.Step:
    """The step's form as if the draft's fields had been sent with it."""
    return stage.form(initial_of(fields))


def initial_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A draft's fields as the forms name their choices: consent is yes, no, or not said."""
    out = dict(fields)
    if isinstance(out.get("may_publish"), bool):
        out["may_publish"] = "yes" if out["may_publish"] else "no"
    return out


def stored_of(typed: Mapping[str, str]) -> dict[str, Any]:
    """The other way round; a consent that was not said is not kept."""
    out: dict[str, Any] = dict(typed)
    if "may_publish" in out:
        said = out.pop("may_publish")
        if said in ("yes", "no"):
            out["may_publish"] = said == "yes"
    return out


def first_to_mend(fields: Mapping[str, Any]) -> str:
    """The first step with something missing or wrong; "" when everything can be sent."""
    wrong = (stage.name for stage in STAGES.values() if not filled(stage, fields).is_valid())
    return next(wrong, "")


@dataclass(frozen=True)
class Row:
    """A line of the look over everything."""

    label: Any
    text: str
    url: str
    photos: int = 0


def rows(fields: Mapping[str, Any], photos: int, url: Callable[[str], str]) -> list[Row]:
    """What was answered, in order; optional parts left empty are left out, but for the last."""
    found: list[Row] = []
    for stage in STAGES.values():
        if stage.name == PHOTOS:
            found.append(Row(_("Photographs"), "", url(stage.name), photos))
        form = filled(stage, fields)
        form.full_clean()
        for name, field in form.fields.items():
            text = str(form.cleaned_data.get(name, ""))
            words = dict(getattr(field, "choices", ())).get(text, text)
            if text or name not in ask.PARTS:
                found.append(Row(field.label, str(words), url(stage.name)))
    return found
