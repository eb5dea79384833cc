from django.urls import path

from folkmoot.scrutiny.priorities import views

app_name = "priorities"
urlpatterns = [
    path("<slug:slug>/", views.places, name="places"),
    path("<slug:slug>/places.csv", views.places_csv, name="places_csv"),
]
