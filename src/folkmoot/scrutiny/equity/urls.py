from django.urls import path

from folkmoot.scrutiny.equity.views import fairness, parity, reference, ways

app_name = "equity"
urlpatterns = [
    path("", fairness.fairness, name="fairness"),
    path("count/", fairness.count, name="count"),
    path("<int:year>/", fairness.fairness, name="year"),
    path("<int:year>/fairness.csv", fairness.table, name="table"),
    path("<int:year>/gaps/<slug:way>/<slug:kind>/", fairness.act_on, name="act_on"),
    path("<int:year>/gaps/<slug:way>/<slug:kind>/done/", fairness.finish, name="finish"),
    path("<int:year>/report/", fairness.report, name="report"),
    path("<int:year>/report.pdf", fairness.report_pdf, name="report_pdf"),
    path("<int:year>/present/", fairness.present, name="present"),
    path("reference-group/", reference.group, name="group"),
    path("reference-group/member/", reference.name_member, name="name_member"),
    path("reference-group/members/<int:number>/leave/", reference.let_go, name="let_go"),
    path("reference-group/send/", reference.send, name="send"),
    path("reference-group/drafts/<slug:slug>/", reference.draft, name="draft"),
    path("reference-group/drafts/<slug:slug>/comment/", reference.comment, name="comment"),
    path("reference-group/drafts/<slug:slug>/settle/", reference.settle, name="settle"),
    path("reference-group/drafts/<slug:slug>/<int:number>/", reference.reply, name="reply"),
    path("ways/", ways.ways, name="ways"),
    path("ways/enter/", ways.widen, name="widen"),
    path("ways/<int:number>/look-again/", ways.look_again, name="look_again"),
    path("ways/statement/", ways.state, name="state"),
    path("ways/training/", ways.training, name="training"),
    path("ways/days/", ways.days, name="days"),
    path("ways/days/plan/", ways.plan_day, name="plan_day"),
    path("parity/", parity.parity, name="parity"),
    path("trust/", ways.trust, name="trust"),
    path("trust/rate/", ways.rate, name="rate"),
    path("trust/rate-ourselves/", ways.rate_ourselves, name="rate_ourselves"),
]
