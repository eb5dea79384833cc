from django.urls import path

from folkmoot.proceedings.recruiting.views import boards, finding, members

app_name = "recruiting"
urlpatterns = [
    path("", finding.people, name="people"),
    path("offer/", finding.offer, name="offer"),
    path("offer/withdraw/", finding.withdraw, name="withdraw"),
    path("find/", finding.find, name="find"),
    path("searches/<slug:reference>/", finding.search, name="search"),
    path("searches/<slug:reference>/ask/", finding.ask, name="ask"),
    path("searches/<slug:reference>/send/", finding.send, name="send"),
    path("searches/<slug:reference>/close/", finding.close, name="close"),
    path("searches/<slug:reference>/answer/", finding.answer, name="answer"),
    path("boards/", boards.audits, name="boards"),
    path("boards/enter/", boards.enter, name="enter"),
    path("boards/members/<slug:slug>/", members.board, name="board"),
    path("boards/<int:number>/", boards.audit, name="audit"),
    path("boards/<int:number>/need/", boards.need, name="need"),
    path("needs/<int:number>/advertise/", boards.advertise, name="advertise"),
    path("calls/<slug:reference>/", boards.advert, name="advert"),
    path("calls/<slug:reference>/apply/", boards.apply, name="apply"),
    path("calls/<slug:reference>/take-back/", boards.take_back, name="take_back"),
    path("calls/<slug:reference>/applications/", boards.applications, name="applications"),
    path("calls/<slug:reference>/shortlist/", boards.shortlist, name="shortlist"),
    path("calls/<slug:reference>/applications/<int:number>/decide/", boards.decide, name="decide"),
    path("calls/<slug:reference>/announce/", boards.announce, name="announce"),
]
