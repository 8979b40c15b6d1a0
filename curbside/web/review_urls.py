"""The pages on which explainers are reviewed."""

from __future__ import annotations

from django.urls import path

from curbside.web.views.review import changing, looking

ONE = "review/<slug:public_id>/"

urlpatterns = [
    path("review/", looking.waiting, name="review"),
    path("review/-/begin/", changing.begin, name="review-begin"),
    path(ONE, looking.one, name="review-one"),
    path(f"{ONE}versions/<int:number>/", looking.version, name="review-version"),
    path(f"{ONE}lines/<int:line>/", changing.line, name="review-line"),
    path(f"{ONE}add/", changing.add, name="review-add"),
    path(f"{ONE}move/", changing.move, name="review-move"),
]
