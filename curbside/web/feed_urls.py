"""The addresses of the feeds, under each language beside the pages."""

from django.urls import path

from curbside.web.views import feeds

urlpatterns = [
    path("feed/", feeds.everything, name="feed"),
    path("departments/<slug:slug>/feed/", feeds.department, name="department-feed"),
]
