from django.urls import path

from folkmoot.scrutiny.reports.views import acts, clock, kinds, linking, report

app_name = "reports"
urlpatterns = [
    path("", kinds.reports, name="reports"),
    path("clock/", clock.clock, name="clock"),
    path("clock.csv", clock.table, name="clock_csv"),
    path("tags/", linking.tags, name="tags"),
    path("tags/add/", linking.tag, name="tag"),
    path("tags/<int:number>/remove/", linking.untag, name="untag"),
    path("engagement-group/", linking.group, name="group"),
    path("engagement-group/provider/", linking.provide, name="provide"),
    path("engagement-group/providers/<int:number>/left/", linking.let_go, name="let_go"),
    path("how-it-fits-together/", linking.model, name="model"),
    path("now/<slug:kind>/", kinds.now, name="now"),
    path("now/<slug:kind>/begin/", kinds.begin, name="begin"),
    path("now/<slug:kind>/<slug:key>/", kinds.figure, name="figure_now"),
    path("now/<slug:kind>/<slug:key>.csv", kinds.table, name="figure_now_csv"),
    path("on/<slug:reference>/", report.report, name="report"),
    path("on/<slug:reference>/file/<slug:form>/", report.file, name="file"),
    path("on/<slug:reference>/write/<slug:key>/", acts.write, name="write"),
    path("on/<slug:reference>/approve/", acts.approve, name="approve"),
    path("on/<slug:reference>/submit/", acts.submit, name="submit"),
    path("on/<slug:reference>/publish/", acts.publish, name="publish"),
    path("on/<slug:reference>/say/", acts.say, name="say"),
    path("on/<slug:reference>/judge/", acts.judge, name="judge"),
    path("on/<slug:reference>/judgements/<int:number>/done/", acts.finish, name="finish"),
    path("on/<slug:reference>/figures/<slug:key>/", report.figure, name="figure"),
    path("on/<slug:reference>/figures/<slug:key>.csv", report.table, name="figure_csv"),
]
