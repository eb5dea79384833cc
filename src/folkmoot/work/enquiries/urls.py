from django.urls import path

from folkmoot.work.enquiries.views import door, items

app_name = "enquiries"
urlpatterns = [
    path("", door.door, name="door"),
    path("bring/", door.bring, name="bring"),
    path("answers/", door.answers, name="answers"),
    path("follow/", door.follow, name="follow"),
    path("contact/", door.contact, name="contact"),
    path("year/", door.year, name="year"),
    path("item/<slug:reference>/", items.enquiry, name="enquiry"),
    path("item/<slug:reference>/owner/", items.take_on, name="take_on"),
    path("item/<slug:reference>/reply/", items.answer, name="answer"),
    path("item/<slug:reference>/news/", items.news, name="news"),
    path("item/<slug:reference>/close/", items.close, name="close"),
    path("item/<slug:reference>/back/", items.back, name="back"),
    path("item/<slug:reference>/among-the-answers/", items.among_answers, name="among_answers"),
]
