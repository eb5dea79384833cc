from django.urls import path

from folkmoot.work.funding.views import awards, funds, judging

app_name = "funding"
urlpatterns = [
    path("", funds.funds, name="funds"),
    path("plan/", funds.plan, name="plan"),
    path("funds/<slug:slug>/", funds.fund, name="fund"),
    path("funds/<slug:slug>/change/", funds.change, name="change"),
    path("funds/<slug:slug>/publish/", funds.publish, name="publish"),
    path("funds/<slug:slug>/ask/", funds.ask, name="ask"),
    path("funds/<slug:slug>/questions/<int:number>/", funds.answer, name="answer"),
    path("funds/<slug:slug>/apply/", funds.apply, name="apply"),
    path("funds/<slug:slug>/applications/", judging.applications, name="applications"),
    path("funds/<slug:slug>/assessor/", judging.name_assessor, name="name_assessor"),
    path("funds/<slug:slug>/declare/", judging.declare, name="declare"),
    path("funds/<slug:slug>/applications/<int:number>/mark/", judging.mark, name="mark"),
    path("funds/<slug:slug>/applications/<int:number>/decide/", judging.decide, name="decide"),
    path("awards/", awards.awards, name="awards"),
    path("awards/enter/", awards.make, name="make"),
    path("awards/read/", awards.read, name="read"),
    path("awards/360giving.json", awards.as_360giving, name="as_360giving"),
    path("awards/<int:number>/", awards.award, name="award"),
    path("awards/<int:number>/report/", awards.report, name="report"),
    path("awards/<int:number>/end/", awards.end, name="end"),
    path("awards/<int:number>/reply/", awards.reply, name="reply"),
    path("endings/", awards.endings, name="endings"),
    path("spending/", awards.spending, name="spending"),
]
