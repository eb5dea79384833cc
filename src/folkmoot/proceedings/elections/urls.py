from django.urls import path

from folkmoot.proceedings.elections import views

app_name = "elections"
urlpatterns = [
    path("", views.contests, name="contests"),
    path("call/", views.call, name="call"),
    path("<slug:reference>/", views.contest, name="contest"),
    path("<slug:reference>/roll/", views.roll, name="roll"),
    path("<slug:reference>/ballots/", views.ballots, name="ballots"),
    path("<slug:reference>/result.json", views.result, name="result"),
    path("<slug:reference>/recount.py", views.recount_script, name="recount"),
    path("<slug:reference>/nominate/", views.nominate, name="nominate"),
    path("<slug:reference>/nominations/<int:number>/accept/", views.accept, name="accept"),
    path("<slug:reference>/nominations/<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:reference>/publish/", views.publish, name="publish"),
    path("<slug:reference>/key/", views.key, name="key"),
    path("<slug:reference>/vote/", views.vote, name="vote"),
    path("<slug:reference>/receipt/", views.receipt, name="receipt"),
    path("<slug:reference>/gather/", views.gather, name="gather"),
    path("<slug:reference>/open/", views.open_ballots, name="open"),
    path("<slug:reference>/verify/", views.verify, name="verify"),
    path("<slug:reference>/run-off/", views.run_off, name="run_off"),
    path("<slug:reference>/agreed/", views.agreed, name="agreed"),
    path("<slug:reference>/declare/", views.declare, name="declare"),
    path("<slug:reference>/abandon/", views.abandon, name="abandon"),
]
