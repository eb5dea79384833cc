from django.urls import path

from folkmoot.work.outreach import views

app_name = "outreach"
urlpatterns = [
    path("", views.coverage, name="coverage"),
    path("coverage.csv", views.coverage_csv, name="coverage_csv"),
    path("log/", views.log, name="log"),
    path("not-reached/", views.not_reached, name="not_reached"),
    path("plan/", views.plan, name="plan"),
    path("log/<int:number>/", views.made, name="made"),
]
