"""The editor's pages: what waits to be published, going through it, taking an entry down."""

from __future__ import annotations

from django.urls import path

from curbside.web.views.edit import changing, looking, reports, take_down, topics

ONE = "edit/<slug:ref>/"

urlpatterns = [
    path("edit/", looking.waiting, name="edit"),
    path("edit/take-down/", take_down.take_down, name="edit-take-down"),
    path("edit/reports/", reports.reports, name="edit-reports"),
    path("edit/reports/<slug:public_id>/", reports.act, name="edit-report"),
    path("edit/topics/", topics.topics, name="edit-topics"),
    path("edit/topics/<slug:public_id>/", topics.decide, name="edit-topic"),
    path(ONE, looking.one, name="edit-one"),
    path(f"{ONE}marks/<int:mark>/", changing.decide, name="edit-decide"),
    path(f"{ONE}accept-rest/", changing.accept_rest, name="edit-accept-rest"),
    path(f"{ONE}words/", changing.add_words, name="edit-words"),
    path(f"{ONE}choice/", changing.add_choice, name="edit-choice"),
    path(f"{ONE}filing/", changing.describe, name="edit-filing"),
    path(f"{ONE}confirm/", changing.confirm, name="edit-confirm"),
    path(f"{ONE}take-back/", changing.take_back, name="edit-take-back"),
]
