"""Pages of administrators, and the pages of an account that allauth does not bring."""

from __future__ import annotations

from django.urls import URLPattern, path

from curbside.web.views.manage import (
    account,
    applications,
    doctors,
    invitation,
    invitations,
    mails,
    own_data,
    people,
    questions,
    sign_in,
)

urlpatterns: list[URLPattern] = [
    path("accounts/", account.home, name="account-home"),
    path("accounts/details/", account.details, name="account-details"),
    path("accounts/questions/", questions.questions, name="account-questions"),
    path("accounts/data/", own_data.data, name="account-data"),
    path("accounts/data/download/", own_data.download, name="account-download"),
    path("accounts/data/erase/", own_data.erase, name="account-erase"),
    path("accounts/mails/", mails.mails, name="account-mails"),
    path("accounts/erased/", own_data.erased, name="account-erased"),
    path("accounts/sign-in/<str:token>/", sign_in.by_link, name="sign-in-by-link"),
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
