"""The URLs of the service: pages under a language, and what has none."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from curbside.web import admin
from curbside.web.views import language, service, sitemaps

urlpatterns: list[URLPattern | URLResolver] = [
    path("", language.front_door, name="front-door"),
    path("language/<slug:code>/", language.set_language, name="set-language"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<slug:section>-<int:page>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", service.robots, name="robots"),
    path("healthz", service.healthz, name="healthz"),
    path("favicon.ico", service.favicon, name="favicon"),
    path("admin/", admin.site.urls),
    # Without a language, because the address of the return is registered with the other server.
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    *i18n_patterns(
        path("", include("curbside.web.urls")),
        path("", include("curbside.web.feed_urls")),
        path("", include("curbside.web.manage_urls")),
        path("accounts/", include("allauth.account.urls")),
        path("accounts/second-factor/", include("allauth.mfa.urls")),
        path("accounts/single-sign-on/", include("allauth.socialaccount.urls")),
        path("accounts/sessions/", include("allauth.usersessions.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "curbside.web.views.service.handle"
handler403 = "curbside.web.views.service.handle"
handler404 = "curbside.web.views.service.handle"
handler500 = "curbside.web.views.service.handle_broken"
