from django.urls import path

from folkmoot.work.compact import views

app_name = "compact"
urlpatterns = [
    path("", views.accords, name="accords"),
    path("statements/", views.statements, name="statements"),
    path("statements/<slug:reference>/", views.state, name="state"),
    path("enter/", views.enter, name="enter"),
    path("agreements/<slug:slug>/", views.accord, name="accord"),
    path("agreements/<slug:slug>/change/", views.change, name="change"),
    path("agreements/<slug:slug>/side/", views.name_side, name="name_side"),
    path("agreements/<slug:slug>/sides/<int:number>/sign/", views.sign, name="sign"),
    path("agreements/<slug:slug>/promise/", views.promise, name="promise"),
    path("agreements/<slug:slug>/promises/<int:number>/", views.evidence, name="evidence"),
    path("agreements/<slug:slug>/look-back/", views.review, name="review"),
]
