"""The forms of asking: one a step, and those of the asker's own page.

They keep what was typed and say in plain words what is missing; the choices and limits are those of
the consult room, which decides once more. No field has a ``maxlength``: a browser would cut a
pasted text silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curbside.consult import texts
from curbside.consult.form import AGE_BANDS, DETAILS, LIMITS

FOR_WHOM = [
    ("myself", _("Myself")),
    ("child", _("My child")),
    ("other", _("Someone I care for")),
]
SEX = [
    ("female", _("Female")),
    ("male", _("Male")),
    ("other", _("Neither, or I would rather not say")),
]
PUBLISH = [
    ("yes", _("Yes, once I have seen it")),
    ("no", _("No, keep it private")),
]
HOW = [
    ("withdraw", _("Withdraw it. The words are erased after %(days)s.")),
    ("erase", _("Withdraw it and erase every word now. This cannot be undone.")),
]
PARTS = tuple(name for name in DETAILS if name != "wants")


@dataclass(frozen=True)
class Mistake:
    """One line of the summary of what is wrong: the id of the field, and the words."""

    target: str
    words: str


class Words(forms.CharField):
    """Text of several lines; every line end is one sign, so that the limit is the same anywhere."""

    def __init__(self, rows: int = 2, **options: Any) -> None:
        options.setdefault("max_length", texts.DETAIL)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)
        del self.widget.attrs["cols"]  # the style sheet says how wide

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No ``maxlength``: see the module's docstring."""
        return {}

    def to_python(self, value: Any) -> str:
        """The text as it can be stored, with nothing around it."""
        return texts.storable(super().to_python(value) or "").strip()

    def run_validators(self, value: Any) -> None:
        """The one limit, in words that say how much too long a text is."""
        if len(value) > (self.max_length or 0):
            too_long = _("This can be %(most)s characters long; yours has %(length)s.")
            told = {"most": f"{self.max_length:,}", "length": f"{len(value):,}"}
            raise forms.ValidationError(too_long, code="max_length", params=told)


def choice(label: Any, choices: Any, missing: Any, hint: Any = "") -> forms.ChoiceField:
    """A choice by radio buttons, none of them set beforehand."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
    )


class Step(forms.Form):
    """What every form here can do: its mistakes as a list, and what was typed for the draft."""

    use_required_attribute = False  # our words, in the reader's language, not the browser's

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **{"auto_id": "%s", **options})

    def mistakes(self) -> list[Mistake]:
        """What is wrong, in the order of the fields; a choice is met at its first button."""
        found = []
        for field in self:
            chosen = isinstance(field.field, forms.ChoiceField)
            target = f"{field.auto_id}_0" if chosen else field.auto_id
            found += [Mistake(target, str(words)) for words in field.errors]
        return found

    def only_missing(self) -> bool:
        """Whether nothing is wrong but that something was left empty."""
        problems = (one for found in self.errors.as_data().values() for one in found)
        return all(problem.code == "required" for problem in problems)

    def typed(self) -> dict[str, str]:
        """Every field as far as it can be kept: what is right, and what was left empty."""
        kept = {name: "" for name in self.fields if name not in self.errors}
        kept |= {name: str(value) for name, value in self.cleaned_data.items()}
        return {name: value for name, value in kept.items() if name in self.fields}


class Who(Step):
    """Whom the question is about."""

    for_whom = choice(_("Who is it for?"), FOR_WHOM, _("Choose who it is for."))
    age_band = choice(
        _("Age"),
        [(band, _("under 10") if band == "0-9" else band.replace("-", "–")) for band in AGE_BANDS],
        _("Choose an age."),
    )
    sex = choice(
        pgettext_lazy("form", "Sex"), SEX, _("Choose one, or say that you would rather not.")
    )


class Matter(Step):
    """What is the matter, and what may be added to it."""

    text = Words(
        rows=9,
        max_length=texts.QUESTION,
        label=_("What is the matter?"),
        help_text=_(
            "In your own words, as you would tell someone you trust: what you notice, where, how"
            " often, and what worries you most. No names are needed. For a baby or a small child,"
            " say how many months or years old."
        ),
        error_messages={"required": _("Tell the doctor what is the matter. A few words will do.")},
    )
    since = Words(
        required=False,
        label=_("Since when?"),
        help_text=_("For example: for three days, or since the spring."),
    )
    onset = Words(
        required=False,
        label=_("How did it start?"),
        help_text=_("All at once or slowly, and what you were doing."),
    )
    better_worse = Words(
        required=False,
        label=_("What makes it better or worse?"),
        help_text=_("For example: rest, food, a position, a time of day."),
    )
    conditions = Words(
        required=False,
        label=_("Other illnesses, now or before"),
        help_text=_("Also operations, allergies, and whether there is a pregnancy."),
    )
    medicines = Words(
        required=False,
        label=_("Medicines, and what they are for"),
        help_text=_("Also what was bought without a prescription, herbs and supplements."),
    )
    tried = Words(
        required=False,
        label=_("What has been tried already"),
        help_text=_("Doctors seen, tests made, treatments, and whether they helped."),
    )


class Wants(Step):
    """What the asker wants to know."""

    wants = Words(
        rows=4,
        required=False,
        label=_("What would you like to know?"),
        help_text=_(
            "For example: is this serious, should I see somebody, what can I do myself? You may"
            " leave it empty."
        ),
    )


class Publish(Step):
    """Whether a de-identified version may be published; nothing is chosen beforehand."""

    may_publish = choice(
        _("May others read it, without your name?"),
        PUBLISH,
        _("Choose yes or no. A doctor answers you either way."),
    )


def address(hint: Any = "") -> forms.EmailField:
    """Where mail goes."""
    return forms.EmailField(
        label=_("Your email address"),
        help_text=hint,
        max_length=LIMITS["email"],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Give an email address, so that we can tell you of the answer."),
            "invalid": _("This does not look like an email address, such as name@example.org."),
        },
    )


class Email(Step):
    """Where the news of an answer goes."""

    email = address(
        _(
            "We send you a link to confirm it, and tell you when there is an answer. The doctor"
            " does not see it, and our mails say nothing of what you asked."
        )
    )


class Resend(Step):
    """The address once more, in case it was mistyped."""

    email = address()


class Turn(Step):
    """The asker's own words on their page: an answer to the doctor, or a follow-up."""

    text = Words(
        rows=7,
        max_length=texts.FOLLOW_UP,
        label=_("Your words"),
        error_messages={"required": _("Write something first.")},
    )
    form_id = forms.CharField(widget=forms.HiddenInput, max_length=texts.FORM_ID)


class Withdraw(Step):
    """How to end a question; nothing is chosen beforehand. ``days``: how long words are kept."""

    how = choice(
        _("What should happen to what you wrote?"),
        HOW,
        _("Choose one of the two."),
    )
    keep_entry = forms.BooleanField(
        required=False,
        label=_("Leave the published page, which does not tell who I am, for others to read"),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, days: str = "", **options: Any
    ) -> None:
        super().__init__(data, **options)
        how = self.fields["how"]
        assert isinstance(how, forms.ChoiceField)  # noqa: S101 - for the type checker
        how.choices = [(name, str(label) % {"days": days}) for name, label in HOW]
