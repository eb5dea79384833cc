from django.urls import path

from folkmoot.work.emergency.views import calling, emergencies, helping, ready

app_name = "emergency"
urlpatterns = [
    path("", emergencies.emergencies, name="emergencies"),
    path("open/", emergencies.open_it, name="open"),
    path("ready/", ready.ready, name="ready"),
    path("ready/take-back/", ready.take_back, name="take_back"),
    path("ready/cover/", ready.cover, name="cover"),
    path("ready/cover.csv", ready.cover_csv, name="cover_csv"),
    path("ready/list/", ready.all_ready, name="all_ready"),
    path("answer/<slug:key>/", calling.answer, name="answer"),
    path("<slug:reference>/", emergencies.emergency, name="emergency"),
    path("<slug:reference>/small/", emergencies.small, name="small"),
    path("<slug:reference>/news/", emergencies.news, name="news"),
    path("<slug:reference>/share/", emergencies.share, name="share"),
    path("<slug:reference>/stand-down/", emergencies.stand_down, name="stand_down"),
    path("<slug:reference>/learn/", emergencies.learn, name="learn"),
    path("<slug:reference>/call/", calling.call, name="call"),
    path("<slug:reference>/call/<int:number>/", calling.called, name="called"),
    path("<slug:reference>/call/<int:number>/for/<slug:key>/", calling.by_phone, name="by_phone"),
    path("<slug:reference>/needs/", helping.needs, name="needs"),
    path("<slug:reference>/needs/tell/", helping.tell, name="tell"),
    path("<slug:reference>/needs/<int:number>/", helping.need, name="need"),
    path("<slug:reference>/needs/<int:number>/send/<int:offer>/", helping.send, name="send"),
    path("<slug:reference>/needs/<int:number>/end/<int:match>/", helping.end, name="end"),
    path("<slug:reference>/offer/", helping.offer, name="offer"),
    path("<slug:reference>/worries/raise/", helping.worry, name="worry"),
    path("<slug:reference>/worries/<int:number>/reply/", helping.reply, name="reply"),
]
