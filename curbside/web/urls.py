"""The pages, under each language of the interface. Feeds are in ``feed_urls``."""

from __future__ import annotations

from django.urls import include, path

from curbside.web.views import (
    catalogue,
    doctor,
    evidence,
    feedback,
    home,
    post,
    question,
    reviews,
    search,
    words,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("q/<slug:public_id>/", question.question_short, name="question-short"),
    path("q/<slug:public_id>/-/helped/", feedback.helped, name="entry-helped"),
    path("q/<slug:public_id>/-/report/", feedback.report, name="entry-report"),
    path("q/<slug:public_id>/<str:slug>/", question.question, name="question"),
    path("departments/", catalogue.departments, name="departments"),
    path("departments/<slug:slug>/", catalogue.department, name="department"),
    path("topics/", catalogue.topics, name="topics"),
    path("topics/<slug:slug>/", catalogue.topic, name="topic"),
    path("doctors/<slug:slug>/", doctor.doctor, name="doctor"),
    path("evidence/<slug:public_id>/", evidence.evidence, name="evidence"),
    path("search/", search.search, name="search"),
    path("about/", words.about, name="about"),
    path("how-it-works/", words.how_it_works, name="how-it-works"),
    path("privacy/", words.privacy, name="privacy"),
    path("unsubscribe/<str:token>/", post.unsubscribe, name="unsubscribe"),
    path("read-again/<str:token>/", reviews.by_mail, name="review-by-mail"),
    path("outbox/", post.letters, name="outbox"),
    path("", include("curbside.web.ask_urls")),
    path("", include("curbside.web.desk_urls")),
    path("", include("curbside.web.edit_urls")),
    path("", include("curbside.web.review_urls")),
]
