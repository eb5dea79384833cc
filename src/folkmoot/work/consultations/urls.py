from django.urls import path

from folkmoot.work.consultations.views import answering, asking, following, planning, publishing

app_name = "consultations"
urlpatterns = [
    path("", planning.consultations, name="consultations"),
    path("plan/", planning.plan, name="plan"),
    path("method/", following.method, name="method"),
    path("method/change/", following.change_method, name="change_method"),
    path("about/<slug:reference>/", planning.consultation, name="consultation"),
    path("about/<slug:reference>/change/", planning.about, name="about"),
    path("about/<slug:reference>/scope/", planning.scope, name="scope"),
    path("about/<slug:reference>/days/", planning.days, name="days"),
    path("about/<slug:reference>/together/", planning.together, name="together"),
    path("about/<slug:reference>/way/", planning.way, name="way"),
    path("about/<slug:reference>/remark/", planning.remark, name="remark"),
    path("about/<slug:reference>/publish/", publishing.publish, name="publish"),
    path("about/<slug:reference>/take-back/", publishing.take_back, name="take_back"),
    path("about/<slug:reference>/question/", asking.question, name="question"),
    path("about/<slug:reference>/questions/<int:number>/drop/", asking.drop, name="drop"),
    path("about/<slug:reference>/statement/", asking.state, name="state"),
    path("about/<slug:reference>/offer/", asking.offer, name="offer"),
    path("about/<slug:reference>/statements/<int:number>/", asking.look_at, name="look_at"),
    path("about/<slug:reference>/format/", asking.promise, name="promise"),
    path("about/<slug:reference>/formats/<int:number>/", asking.out, name="out"),
    path("about/<slug:reference>/wish/", asking.wish, name="wish"),
    path("about/<slug:reference>/wishes/<int:number>/", asking.deliver, name="deliver"),
    path("about/<slug:reference>/answer/", answering.answer, name="answer"),
    path("about/<slug:reference>/answer/<str:link>/", answering.by_link, name="by_link"),
    path("about/<slug:reference>/for-myself/", answering.as_person, name="as_person"),
    path("about/<slug:reference>/write-down/", answering.write_down, name="write_down"),
    path("about/<slug:reference>/group/", answering.write_group, name="write_group"),
    path("about/<slug:reference>/receipts/<str:word>/", answering.receipt, name="receipt"),
    path("about/<slug:reference>/voices/", publishing.voices, name="voices"),
    path("about/<slug:reference>/voices/<slug:body>/", publishing.reach, name="reach"),
    path("about/<slug:reference>/extend/", publishing.extend, name="extend"),
    path("about/<slug:reference>/close/", publishing.close, name="close"),
    path("about/<slug:reference>/results/", following.results, name="results"),
    path("about/<slug:reference>/results.csv", following.results_csv, name="results_csv"),
    path("about/<slug:reference>/words/", following.texts, name="texts"),
    path("about/<slug:reference>/words/file/", following.file_under, name="file_under"),
    path("about/<slug:reference>/point/", following.enter_point, name="enter_point"),
    path(
        "about/<slug:reference>/points/<int:number>/", following.answer_point, name="answer_point"
    ),
    path("about/<slug:reference>/points/<int:number>/follow/", following.follow, name="follow"),
    path("about/<slug:reference>/answer-back/", following.answer_back, name="answer_back"),
]
