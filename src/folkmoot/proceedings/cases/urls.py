from django.urls import path

from folkmoot.proceedings.cases.views import case, deeds, opening, public

app_name = "cases"
urlpatterns = [
    path("", public.cases, name="cases"),
    path("outside-routes/", public.outside_routes, name="outside_routes"),
    path("open/", opening.start, name="start"),
    path("open/dispute/", opening.dispute, name="dispute"),
    path("open/commitment/", opening.compact, name="compact"),
    path("open/concern/", opening.concern, name="concern"),
    path("open/breach/<slug:forum>/", opening.breach, name="breach"),
    path("open/ending/<slug:forum>/", opening.termination, name="termination"),
    path("<slug:reference>/", case.case, name="case"),
    path("<slug:reference>/<slug:deed>/", deeds.deed, name="deed"),
]
