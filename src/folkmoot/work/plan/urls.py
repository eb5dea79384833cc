from django.urls import path

from folkmoot.work.plan import views

app_name = "plan"
urlpatterns = [
    path("", views.plans, name="plans"),
    path("enter/", views.keep, name="keep"),
    path("plan/<slug:slug>/", views.plan, name="plan"),
    path("plan/<slug:slug>/sign-off/", views.sign_off, name="sign_off"),
    path("plan/<slug:slug>/look-at/", views.look_at, name="look_at"),
    path("plan/<slug:slug>/add/", views.add, name="add"),
    path("plan/<slug:slug>/<int:number>/change/", views.change, name="change"),
    path("plan/<slug:slug>/<int:number>/tell/", views.tell, name="tell"),
    path("plan/<slug:slug>/<int:number>/move/", views.move, name="move"),
]
