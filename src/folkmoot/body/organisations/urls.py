from django.urls import path

from folkmoot.body.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.directory, name="directory"),
    path("download/", views.download, name="download"),
    path("types/", views.types, name="types"),
    path("support/", views.support, name="support"),
    path("support/ask/", views.ask_for_help, name="ask-for-help"),
    path("add/", views.add, name="add"),
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.bring, name="bring"),
    path("imports/new/<int:key>/", views.look, name="look"),
    path("imports/<int:key>/", views.report, name="report"),
    path("imports/<int:key>/report.csv", views.report_csv, name="report-csv"),
    path("<slug:reference>/", views.profile, name="profile"),
    path("<slug:reference>/change/", views.change, name="change"),
    path("<slug:reference>/claim/", views.claim, name="claim"),
    path("<slug:reference>/confirm/", views.confirm, name="confirm"),
    path("<slug:reference>/people/", views.people, name="people"),
    path("<slug:reference>/people/<int:key>/end/", views.end, name="end"),
    path("<slug:reference>/contacts/", views.contacts, name="contacts"),
    path("<slug:reference>/contacts/<int:key>/end/", views.contact_end, name="contact-end"),
    path("<slug:reference>/close/", views.close, name="close"),
    path("<slug:reference>/merge/", views.merge, name="merge"),
    path("<slug:reference>/support-body/", views.support_body, name="support-body"),
]
