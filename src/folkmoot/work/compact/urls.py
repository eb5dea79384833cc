from django.urls import path

from folkmoot.work.compact.views import accords, backing, champions, filing

app_name = "compact"
urlpatterns = [
    path("", accords.accords, name="accords"),
    path("statements/", accords.statements, name="statements"),
    path("statements/<slug:reference>/", accords.state, name="state"),
    path("themes/", filing.themes, name="themes"),
    path("themes/<slug:slug>/", filing.theme, name="theme"),
    path("principles/", filing.principles, name="principles"),
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
    path("agreements/<slug:slug>/champions/", champions.champions, name="champions"),
    path("agreements/<slug:slug>/champions/<int:number>/ask/", champions.ask, name="ask"),
    path("agreements/<slug:slug>/champions/<int:number>/told/", champions.tell, name="tell"),
    path("agreements/<slug:slug>/questions/<int:number>/", champions.question, name="question"),
    path("agreements/<slug:slug>/questions/<int:number>/answer/", champions.answer, name="answer"),
    path("agreements/<slug:slug>/taken-up/", champions.adopt, name="adopt"),
    path("agreements/<slug:slug>/sign/", champions.join, name="join"),
]
