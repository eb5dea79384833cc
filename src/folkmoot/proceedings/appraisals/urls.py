from django.urls import path

from folkmoot.proceedings.appraisals.views import appraisals, deciding

app_name = "appraisals"
urlpatterns = [
    path("", appraisals.appraisals, name="appraisals"),
    path("write/", appraisals.write, name="write"),
    path("<slug:reference>/", appraisals.appraisal, name="appraisal"),
    path("<slug:reference>/rewrite/", appraisals.rewrite, name="rewrite"),
    path("<slug:reference>/try/", deciding.run, name="run"),
    path("<slug:reference>/publish/", deciding.publish, name="publish"),
    path("<slug:reference>/say/", deciding.say, name="say"),
    path("<slug:reference>/decide/", deciding.decide, name="decide"),
    path("<slug:reference>/look-back/", deciding.look_back, name="look_back"),
    path("<slug:reference>/placements.csv", appraisals.placements, name="placements"),
    path("<slug:reference>/paper/<slug:form>/", appraisals.paper, name="paper"),
]
