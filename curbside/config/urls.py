"""The URLs of the service: pages under a language, and what has none."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from curbside.web.views import language, service, sitemaps

urlpatterns: list[URLPattern | URLResolver] = [
    path("", language.front_door, name="front-door"),
    path("language/<slug:code>/", language.set_language, name="set-language"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<slug:section>-<int:page>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", service.robots, name="robots"),
    path("healthz", service.healthz, name="healthz"),
    path("favicon.ico", service.favicon, name="favicon"),
    *i18n_patterns(
        path("", include("curbside.web.urls")),
        path("", include("curbside.web.feed_urls")),
        prefix_default_language=True,
    ),
]

handler400 = "curbside.web.views.service.handle"
handler403 = "curbside.web.views.service.handle"
handler404 = "curbside.web.views.service.handle"
handler500 = "curbside.web.views.service.handle_broken"
