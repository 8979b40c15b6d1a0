"""The desk's forms, but for the reply, which is a draft and kept as one.

They say in plain words what is missing; the consult room decides once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curbside.catalog.models import Department
from curbside.consult import texts
from curbside.safety.triage import Level
from curbside.web.forms.ask import Step, Words, choice

INSIDE, OUTSIDE = "inside", "outside"
LEVELS = [
    (str(int(Level.ROUTINE)), pgettext_lazy("level", "Routine")),
    (str(int(Level.URGENT)), pgettext_lazy("level", "Urgent")),
    (str(int(Level.EMERGENCY)), pgettext_lazy("level", "Emergency")),
]
STANCES = [
    ("agree", _("I agree")),
    ("dissent", _("I see it differently")),
]


class OneLine(forms.CharField):
    """A short text on one line; no ``maxlength``, as in ``forms.ask``."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No ``maxlength``: a browser would cut a pasted text silently."""
        return {"autocomplete": "off"}


class AskBack(Step):
    """What the doctor must know before replying."""

    text = Words(
        rows=6,
        max_length=texts.CLARIFICATION,
        label=_("What do you need to know?"),
        help_text=_(
            "Ask for what would change your advice, in plain words. The asker answers on their own"
            " page; until then your time does not run."
        ),
        error_messages={"required": _("Write what you want to ask.")},
    )
    form_id = forms.CharField(widget=forms.HiddenInput, max_length=texts.FORM_ID)


class Decline(Step):
    """Why it cannot be answered here."""

    reason = Words(
        rows=6,
        max_length=texts.REASON,
        label=_("What should the asker know?"),
        help_text=_(
            "They read this as you write it: why it cannot be answered here, and what they can do"
            " instead."
        ),
        error_messages={"required": _("Say why, so that the asker knows what to do.")},
    )


class Refer(Step):
    """To whom it goes, and why."""

    where = choice(
        _("Who should answer it?"),
        [
            (INSIDE, _("Another department here; it keeps its place in the queue")),
            (OUTSIDE, _("Somebody outside this service; this ends the question here")),
        ],
        _("Choose one of the two."),
    )
    department = forms.ChoiceField(label=_("Department"), required=False)
    reason = Words(
        rows=5,
        max_length=texts.REASON,
        label=_("Why?"),
        help_text=_(
            "Outside: the asker reads it, so say where to turn to and how soon. Another department:"
            " only colleagues read it."
        ),
        error_messages={"required": _("Give a reason.")},
    )

    def __init__(self, *args: Any, departments: Sequence[Department], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["department"]
        chosen.choices = [("", _("Choose a department")), *((d.slug, d.name) for d in departments)]

    def clean_department(self) -> str:
        """A department, where it stays inside."""
        slug: str = self.cleaned_data["department"]
        if self.cleaned_data.get("where") == INSIDE and not slug:
            raise forms.ValidationError(_("Choose a department."))
        return slug


class Place(Step):
    """Where a question belongs that routing was unsure about; the likeliest are listed first."""

    department = forms.ChoiceField(
        label=_("Department"), error_messages={"required": _("Choose a department.")}
    )

    def __init__(
        self, *args: Any, departments: Sequence[Department], first: Sequence[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        named = {one.slug: one.name for one in departments}
        likely = [(slug, named[slug]) for slug in first if slug in named]
        others = [(slug, name) for slug, name in named.items() if slug not in first]
        chosen: Any = self.fields["department"]
        chosen.choices = [(_("Most likely"), likely), (_("Others"), others)] if likely else others


class SetLevel(Step):
    """How soon it must be answered, by hand."""

    level = choice(_("How soon does this person need care?"), LEVELS, _("Choose a level."))
    reason = Words(
        rows=3,
        max_length=texts.REASON,
        label=_("Why?"),
        help_text=_("Kept with your name; colleagues read it."),
        error_messages={"required": _("Give a reason.")},
    )


class Revise(Step):
    """A correction of a reply that was sent."""

    text = Words(
        rows=14,
        max_length=texts.REPLY,
        label=_("The reply as it should stand"),
        error_messages={"required": _("Write the reply.")},
    )
    reason = OneLine(
        max_length=texts.REVISION_REASON,
        label=_("What was wrong?"),
        help_text=_("Everyone who reads the reply sees this, and what stood before."),
        error_messages={"required": _("Say what you have corrected.")},
    )
    revisions = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Opinion(Step):
    """A colleague's word on a reply."""

    stance = choice(_("Your opinion"), STANCES, _("Choose one of the two."))
    text = Words(
        rows=4,
        required=False,
        max_length=texts.OPINION,
        label=_("In your own words"),
        help_text=_("The asker reads it under your name. Needed where you see it differently."),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever sees it differently says why."""
        given = super().clean() or self.cleaned_data
        missing = "text" not in self.errors and not given.get("text")
        if given.get("stance") == "dissent" and missing:
            self.add_error("text", _("Say how you see it."))
        return given


class Snippet(Step):
    """A text that is used again."""

    title = OneLine(
        max_length=texts.SNIPPET_TITLE,
        label=_("Name"),
        help_text=_("How you find it. The same name again replaces the text."),
        error_messages={"required": _("Give it a name.")},
    )
    text = Words(
        rows=5,
        max_length=texts.SNIPPET,
        label=_("Text"),
        error_messages={"required": _("Write the text.")},
    )
