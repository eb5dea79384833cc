from django.urls import path

from folkmoot.ground.ledger import views

app_name = "record"
urlpatterns = [
    path("", views.record, name="entries"),
    path("export/", views.export, name="export"),
    path("chain.py", views.checker, name="checker"),
    path("<int:number>/", views.entry, name="entry"),
]
