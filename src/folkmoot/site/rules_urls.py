from django.urls import path

from folkmoot.site.views import rules

app_name = "rules"
urlpatterns = [
    path("", rules.rules, name="documents"),
    path("obligations/", rules.obligations, name="obligations"),
    path("<slug:document>/", rules.document, name="document"),
    path("<slug:document>/what-if/", rules.what_if, name="what-if"),
    path("<slug:document>/<slug:key>/", rules.clause, name="clause"),
]
