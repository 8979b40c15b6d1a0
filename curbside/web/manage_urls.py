"""Pages of administrators, and the pages of an account that allauth does not bring."""

from __future__ import annotations

from django.urls import URLPattern, path

from curbside.web.views.manage import (
    account,
    applications,
    doctors,
    invitation,
    invitations,
    people,
)

urlpatterns: list[URLPattern] = [
    path("accounts/", account.home, name="account-home"),
    path("accounts/details/", account.details, name="account-details"),
    path("accounts/doctor/", doctors.application, name="doctor-application"),
    path("accounts/doctor/availability/", doctors.availability, name="doctor-availability"),
    path("accounts/invitation/<str:link>/", invitation.invitation, name="invitation"),
    path("manage/people/", people.people, name="manage-people"),
    path("manage/people/<slug:public_id>/", people.person, name="manage-person"),
    path("manage/applications/", applications.applications, name="manage-applications"),
    path(
        "manage/applications/<slug:public_id>/",
        applications.application,
        name="manage-application",
    ),
    path(
        "manage/applications/<slug:public_id>/evidence/",
        applications.evidence,
        name="manage-evidence",
    ),
    path("manage/invitations/", invitations.invitations, name="manage-invitations"),
]
