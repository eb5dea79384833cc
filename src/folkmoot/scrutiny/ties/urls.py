from django.urls import path

from folkmoot.scrutiny.ties import views

app_name = "ties"
urlpatterns = [
    path("", views.organisations, name="organisations"),
    path("<slug:reference>/", views.organisation, name="organisation"),
]
