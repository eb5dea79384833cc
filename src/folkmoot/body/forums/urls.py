from django.urls import path

from folkmoot.body.forums import views

app_name = "forums"
urlpatterns = [
    path("", views.forums, name="forums"),
    path("structure/", views.structure, name="structure"),
    path("appendix/", views.appendix, name="appendix"),
    path("appendix.csv", views.appendix_csv, name="appendix_csv"),
    path("interim/", views.interim, name="interim"),
    path("speaks/", views.speaks, name="speaks"),
    path("group/", views.group, name="group"),
    path("routes/", views.routes, name="routes"),
    path("routes/recognise/", views.recognise_route, name="recognise_route"),
    path("origins/", views.origins, name="origins"),
    path("origins/asked/", views.register_mandate, name="register_mandate"),
    path("origins/asked/<int:number>/met/", views.meet_mandate, name="meet_mandate"),
    path("import/", views.bring_table, name="bring"),
    path("propose/", views.propose, name="propose"),
    path("<slug:slug>/", views.forum, name="forum"),
    path("<slug:slug>/join/", views.join, name="join"),
    path("<slug:slug>/leave/", views.leave, name="leave"),
    path("<slug:slug>/administration/", views.administration, name="administration"),
    path("<slug:slug>/approve/", views.approve, name="approve"),
    path("<slug:slug>/recognise/", views.recognise, name="recognise"),
    path("<slug:slug>/review/", views.review, name="review"),
    path("<slug:slug>/close/", views.close, name="close"),
    path("<slug:slug>/grew-from/", views.tell_origins, name="tell_origins"),
    path("<slug:slug>/places/", views.places, name="places"),
    path("<slug:slug>/takes-part/", views.take_part, name="take_part"),
    path("<slug:slug>/leaves-part/", views.end_part, name="end_part"),
    path("<slug:slug>/<slug:role>/", views.office, name="office"),
    path("<slug:slug>/<slug:role>/interim/", views.appoint_interim, name="appoint_interim"),
    path("<slug:slug>/<slug:role>/chosen/", views.chosen, name="chosen"),
    path("<slug:slug>/<slug:role>/vacancy/", views.vacancy, name="vacancy"),
    path("<slug:slug>/<slug:role>/end/", views.end, name="end"),
    path("<slug:slug>/<slug:role>/settle/", views.settle, name="settle"),
]
