from django.conf import settings
from django.urls import include, path

from folkmoot.proceedings.meetings.views.calendar import person_feed
from folkmoot.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("account/", include("folkmoot.config.account_urls")),
    path("second-factor/", views.second_factor, name="second-factor"),
    path("acting/", views.acting, name="acting"),
    path("calendar/<str:key>.ics", person_feed, name="person-calendar"),
    *([path("outbox/", views.outbox, name="outbox")] if settings.FOLKMOOT_DEMO else []),
    *(
        [path("gallery/", views.gallery, name="gallery")]
        if settings.DEBUG or settings.FOLKMOOT_DEMO
        else []
    ),
    path("<assembly:assembly>/", views.assembly_home, name="assembly"),
    path("<assembly:assembly>/desk/", views.desk, name="desk"),
    path("<assembly:assembly>/take-part/", views.taking_part, name="taking_part"),
    path("<assembly:assembly>/record/", include("folkmoot.ground.ledger.urls")),
    path("<assembly:assembly>/rules/", include("folkmoot.site.rules_urls")),
    path("<assembly:assembly>/organisations/", include("folkmoot.body.organisations.urls")),
    path("<assembly:assembly>/membership/", include("folkmoot.body.membership.urls")),
    path("<assembly:assembly>/forums/", include("folkmoot.body.forums.urls")),
    path("<assembly:assembly>/meetings/", include("folkmoot.proceedings.meetings.urls")),
    path("<assembly:assembly>/decisions/", include("folkmoot.proceedings.decisions.urls")),
    path("<assembly:assembly>/elections/", include("folkmoot.proceedings.elections.urls")),
    path("<assembly:assembly>/seats/", include("folkmoot.proceedings.seats.urls")),
    path("<assembly:assembly>/recruiting/", include("folkmoot.proceedings.recruiting.urls")),
    path("<assembly:assembly>/voice/", include("folkmoot.proceedings.voice.urls")),
    path("<assembly:assembly>/appraisals/", include("folkmoot.proceedings.appraisals.urls")),
    path("<assembly:assembly>/cases/", include("folkmoot.proceedings.cases.urls")),
    path("<assembly:assembly>/consultations/", include("folkmoot.work.consultations.urls")),
    path("<assembly:assembly>/emergency/", include("folkmoot.work.emergency.urls")),
    path("<assembly:assembly>/door/", include("folkmoot.work.enquiries.urls")),
    path("<assembly:assembly>/funding/", include("folkmoot.work.funding.urls")),
    path("<assembly:assembly>/outreach/", include("folkmoot.work.outreach.urls")),
    path("<assembly:assembly>/plans/", include("folkmoot.work.plan.urls")),
    path("<assembly:assembly>/documents/", include("folkmoot.work.documents.urls")),
    path("<assembly:assembly>/ties/", include("folkmoot.scrutiny.ties.urls")),
    path("<assembly:assembly>/programmes/", include("folkmoot.work.programmes.urls")),
    path("<assembly:assembly>/volunteering/", include("folkmoot.work.volunteering.urls")),
    path("<assembly:assembly>/who-is-who/", views.resource_library, name="resource-library"),
    path("<assembly:assembly>/practice/", include("folkmoot.work.practice.urls")),
    path("<assembly:assembly>/fairness/", include("folkmoot.scrutiny.equity.urls")),
    path("<assembly:assembly>/priorities/", include("folkmoot.scrutiny.priorities.urls")),
    path("<assembly:assembly>/reports/", include("folkmoot.scrutiny.reports.urls")),
    path("<assembly:assembly>/insight/", include("folkmoot.scrutiny.insight.urls")),
    path("<assembly:assembly>/compact/", include("folkmoot.work.compact.urls")),
]
handler404 = "folkmoot.site.views.not_found"
handler500 = "folkmoot.site.middleware.fault"
