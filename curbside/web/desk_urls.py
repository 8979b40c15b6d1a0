"""The desk's pages. A question is named by its public id, a reply by the round it ended."""

from __future__ import annotations

from django.urls import path

from curbside.web.views.desk import (
    acts,
    drafts,
    opinions,
    photos,
    question,
    queue,
    reviews,
    snippets,
)

ONE = "desk/q/<slug:public_id>/"

urlpatterns = [
    path("desk/", queue.queue, name="desk"),
    path("desk/mine/", queue.mine, name="desk-mine"),
    path("desk/snippets/", snippets.snippets, name="desk-snippets"),
    path("desk/review/<slug:public_id>/", reviews.review, name="desk-review"),
    path("desk/preview/", drafts.preview, name="desk-preview"),
    path(ONE, question.question, name="desk-question"),
    path(f"{ONE}draft/", drafts.draft, name="desk-draft"),
    path(f"{ONE}claim/", acts.claim, name="desk-claim"),
    path(f"{ONE}hand-back/", acts.hand_back, name="desk-hand-back"),
    path(f"{ONE}ask-back/", acts.ask_back, name="desk-ask-back"),
    path(f"{ONE}refer/", acts.refer, name="desk-refer"),
    path(f"{ONE}decline/", acts.decline, name="desk-decline"),
    path(f"{ONE}place/", acts.place, name="desk-place"),
    path(f"{ONE}level/", acts.set_level, name="desk-level"),
    path(f"{ONE}revise/<int:round_number>/", opinions.revise, name="desk-revise"),
    path(f"{ONE}opinion/<int:round_number>/", opinions.opinion, name="desk-opinion"),
    path(f"{ONE}photos/<slug:photo>.jpg", photos.photo, name="desk-photo"),
]
