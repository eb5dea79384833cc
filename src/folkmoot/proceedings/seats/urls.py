from django.urls import path

from folkmoot.proceedings.seats.views import (
    filling,
    importing,
    inviting,
    keeping,
    leaving,
    register,
    routing,
    seat,
)

app_name = "seats"
# The last entries are those that begin with the reference of a seat; a seat's reference ends
# in its number, so that no word before them can be one.
urlpatterns = [
    path("", register.seats, name="seats"),
    path("register.csv", register.register_csv, name="register_csv"),
    path("popolo.json", register.popolo, name="popolo"),
    path("spread/", register.concentration, name="spread"),
    path("parity/", register.parity, name="parity"),
    path("levels/", register.levels, name="levels"),
    path("exceptions/", register.exceptions, name="exceptions"),
    path("local-fit/", register.local, name="local"),
    path("without-a-forum/", routing.queue, name="queue"),
    path("import/", importing.bring, name="import"),
    path("circulate/", importing.circulate, name="circulate"),
    path("add-body/", keeping.add_body, name="add_body"),
    path("bodies/", seat.bodies, name="bodies"),
    path("bodies/<slug:body>/", seat.body, name="body"),
    path("bodies/<slug:body>/change/", keeping.change_body, name="change_body"),
    path("bodies/<slug:body>/table/", keeping.table, name="table"),
    path("bodies/<slug:body>/answers/", keeping.answers, name="answers"),
    path("bodies/<slug:body>/answers/end/", keeping.end_answers, name="end_answers"),
    path("bodies/<slug:body>/add-seat/", keeping.add_seat, name="add_seat"),
    path("invitations/", inviting.invitations, name="invitations"),
    path("invitations/ask/", inviting.ask, name="ask"),
    path("invitations/<slug:reference>/", inviting.invitation, name="invitation"),
    path("invitations/<slug:reference>/route/", inviting.route, name="route"),
    path("invitations/<slug:reference>/assess/", inviting.assess, name="assess"),
    path("invitations/<slug:reference>/answer/", inviting.answer, name="answer"),
    path("invitations/<slug:reference>/withdraw/", inviting.withdraw, name="withdraw"),
    path("<slug:reference>/", seat.seat, name="seat"),
    path("<slug:reference>/history/", seat.history, name="history"),
    path("<slug:reference>/change/", keeping.change_seat, name="change_seat"),
    path("<slug:reference>/put/", keeping.put, name="put"),
    path("<slug:reference>/forums/", routing.forums, name="forums"),
    path("<slug:reference>/call/", filling.call, name="call"),
    path("<slug:reference>/elected-in-the-room/", filling.elected_in_room, name="elected_in_room"),
    path("<slug:reference>/positions/", filling.positions, name="positions"),
    path("<slug:reference>/apply/", filling.apply, name="apply"),
    path("<slug:reference>/hand-over/", filling.hand_over, name="hand_over"),
    path("<slug:reference>/holders/<int:number>/guidance/", filling.guidance, name="guidance"),
    path(
        "<slug:reference>/holders/<int:number>/positions/<int:binding>/",
        filling.position,
        name="position",
    ),
    path(
        "<slug:reference>/holders/<int:number>/stand-down/", leaving.stand_down, name="stand_down"
    ),
    path("<slug:reference>/holders/<int:number>/remove/", leaving.remove, name="remove"),
    path("<slug:reference>/holders/<int:number>/aside/", leaving.aside, name="aside"),
    path(
        "<slug:reference>/holders/<int:number>/aside/<int:aside>/back/", leaving.back, name="back"
    ),
]
