from django.urls import path

from folkmoot.work.compact.views import accords, backing

app_name = "compact"
urlpatterns = [
    path("", accords.accords, name="accords"),
    path("statements/", accords.statements, name="statements"),
    path("statements/<slug:reference>/", accords.state, name="state"),
    path("enter/", accords.enter, name="enter"),
    path("agreements/<slug:slug>/", accords.accord, name="accord"),
    path("agreements/<slug:slug>/change/", accords.change, name="change"),
    path("agreements/<slug:slug>/side/", accords.name_side, name="name_side"),
    path("agreements/<slug:slug>/sides/<int:number>/sign/", accords.sign, name="sign"),
    path("agreements/<slug:slug>/promise/", accords.promise, name="promise"),
    path("agreements/<slug:slug>/promises/<int:number>/", accords.evidence, name="evidence"),
    path("agreements/<slug:slug>/look-back/", accords.review, name="review"),
    path("agreements/<slug:slug>/backing/", backing.backing, name="backing"),
    path("agreements/<slug:slug>/backing/enter/", backing.backer, name="backer"),
    path("agreements/<slug:slug>/backing/<int:number>/passed/", backing.succeed, name="succeed"),
    path("agreements/<slug:slug>/backing/owner/", backing.owner, name="owner"),
    path("agreements/<slug:slug>/backing/told/", backing.told, name="told"),
]
