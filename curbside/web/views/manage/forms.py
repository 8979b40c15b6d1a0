"""The forms of accounts and of administrators: what can be typed. The rooms decide what may be."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from curbside.catalog import queries as catalog
from curbside.catalog.models import Department
from curbside.people.applications import Application
from curbside.people.availabilities import MOST_A_WEEK, Choice
from curbside.people.models import Role

FREE_ABSENCES = 3  # empty rows offered beside those that are there
LANGUAGES = [("en", _("English")), ("zh", _("Chinese"))]
ROLES = [
    (Role.Kind.DOCTOR.value, _("Doctor")),
    (Role.Kind.LEAD.value, _("Lead of a department")),
    (Role.Kind.EDITOR.value, _("Editor")),
    (Role.Kind.ADMINISTRATOR.value, _("Administrator")),
]


def day_input() -> forms.DateInput:
    """A date in the browser's own picker, which wants ISO dates."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Details(forms.Form):
    """How to address a person, and in which language to write."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of our mails"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class Apply(forms.Form):
    """A registration, with evidence."""

    name = forms.CharField(
        label=_("The name you sign with"), max_length=100, help_text=_("Readers see it.")
    )
    registration_number = forms.CharField(label=_("Registration number"), max_length=60)
    authority = forms.CharField(
        label=_("Who registered you"),
        max_length=120,
        help_text=_("The ministry, council or board, with its country."),
    )
    specialty = forms.CharField(label=_("Specialty"), max_length=120)
    expires_on = forms.DateField(label=_("Valid until"), widget=day_input())
    evidence = forms.FileField(
        label=_("Evidence"),
        help_text=_(
            "A scan or photograph of the certificate: PDF, JPEG or PNG, 5 MB at most. "
            "Only administrators see it."
        ),
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def application(self) -> Application:
        """What was typed, for the room."""
        typed = dict(self.cleaned_data)
        typed.pop("evidence")
        return Application(**typed)


class Answering(forms.Form):
    """Where, in which languages and how much a doctor answers, and when not."""

    departments = forms.MultipleChoiceField(
        label=_("Departments"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you answer in"),
        required=False,
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    weekly_cap = forms.IntegerField(
        label=_("Questions a week, at most"),
        required=False,
        min_value=0,
        max_value=MOST_A_WEEK,
        help_text=_("Empty: as many as you take."),
    )

    def __init__(self, *args: Any, departments: list[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["departments"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(one.slug, one.name) for one in departments]

    @classmethod
    def showing(cls, choice: Choice) -> Answering:
        """The form with what stands."""
        initial = {
            "departments": sorted(choice.departments),
            "languages": choice.languages,
            "weekly_cap": choice.weekly_cap,
        }
        return cls(initial=initial, departments=list(catalog.departments()))


class Absence(forms.Form):
    """Days away; a row left empty is none."""

    first = forms.DateField(label=_("From"), required=False, widget=day_input())
    last = forms.DateField(label=_("To"), required=False, widget=day_input())

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors and bool(typed.get("first")) != bool(typed.get("last")):
            raise forms.ValidationError(_("An absence has a first and a last day."))
        return typed


Absences = forms.formset_factory(Absence, extra=FREE_ABSENCES, max_num=30, validate_max=True)


def days(formset: Any) -> tuple[tuple[dt.date, dt.date], ...]:
    """The absences of a valid set of forms."""
    rows = (form.cleaned_data for form in formset if form.cleaned_data)
    return tuple((row["first"], row["last"]) for row in rows if row.get("first"))


class GiveRole(forms.Form):
    """A role, and of a lead the department."""

    kind = forms.ChoiceField(label=_("Role"), choices=ROLES)
    department = forms.ChoiceField(
        label=_("Department"), required=False, help_text=_("For a lead only.")
    )

    def __init__(self, *args: Any, departments: list[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", "–"), *((one.slug, one.name) for one in departments)]


class Invite(forms.Form):
    """Whom to invite, and in which language to write."""

    email = forms.EmailField(label=_("Email address"), max_length=254)
    language = forms.ChoiceField(
        label=_("Language of the mail"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class Reason(forms.Form):
    """Why something is refused or taken back; whom it is about reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The doctor reads it."),
        widget=forms.Textarea({"rows": 3}),
    )
