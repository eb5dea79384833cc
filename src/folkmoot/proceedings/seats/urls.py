from django.urls import path

from folkmoot.proceedings.seats.views import leaving

app_name = "seats"
# The last entries are those that begin with the reference of a seat; a seat's reference ends
# in its number, so that no word before them can be one.
urlpatterns = [
    path(
        "<slug:reference>/holders/<int:number>/stand-down/", leaving.stand_down, name="stand_down"
    ),
    path("<slug:reference>/holders/<int:number>/remove/", leaving.remove, name="remove"),
    path("<slug:reference>/holders/<int:number>/aside/", leaving.aside, name="aside"),
    path(
        "<slug:reference>/holders/<int:number>/aside/<int:aside>/back/", leaving.back, name="back"
    ),
]
