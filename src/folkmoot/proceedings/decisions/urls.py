from django.urls import path

from folkmoot.proceedings.decisions.views import (
    enacting,
    motions,
    polls,
    positions,
    register,
    talking,
    urgent,
    weighing,
)

app_name = "decisions"
urlpatterns = [
    # The register, positions and urgent decisions
    path("", register.register, name="register"),
    path("decisions.csv", register.register_csv, name="register_csv"),
    path("decisions.json", register.register_json, name="register_json"),
    path("record/", register.record, name="record"),
    path("positions/", positions.look_up, name="positions"),
    path("positions/<int:number>/", positions.position, name="position"),
    path("positions/<int:number>/review/", positions.review, name="review_position"),
    path("positions/<int:number>/end/", positions.end, name="end_position"),
    path("urgent/<slug:slug>/", urgent.ask, name="ask_urgently"),
    path("<slug:reference>/count/", urgent.count, name="count_urgent"),
    path("<slug:reference>/noted/", urgent.note, name="note_urgent"),
    path("<slug:reference>/enter-vote/", urgent.enter_vote, name="enter_vote"),
    path("<slug:reference>/position/", positions.adopt, name="adopt_position"),
    path("<slug:reference>/options/", weighing.options, name="options"),
    path("<slug:reference>/chosen/", weighing.choose, name="choose_option"),
    path("<slug:reference>/forums/", weighing.ask_forums, name="ask_forums"),
    path("<slug:reference>/forums/<slug:slug>/", weighing.answer, name="answer_forum"),
    path("<slug:reference>/changes/", enacting.kinds, name="enactments"),
    path("<slug:reference>/changes/none/", enacting.drop, name="drop_enactment"),
    path("<slug:reference>/changes/again/", enacting.again, name="enact_again"),
    path("<slug:reference>/changes/<slug:kind>/", enacting.enactment, name="enactment"),
    # Motions and votes at meetings
    path("propose/<int:item>/", motions.propose, name="propose"),
    path("<slug:reference>/", motions.motion, name="motion"),
    path("<slug:reference>/say/", talking.say, name="say"),
    path("<slug:reference>/reword/", talking.reword, name="reword"),
    path("<slug:reference>/withdraw/", talking.withdraw, name="withdraw"),
    path("<slug:reference>/agree/", talking.agree, name="agree"),
    path("<slug:reference>/debated/", talking.debated, name="debated"),
    path("<slug:reference>/call-vote/", polls.call_vote, name="call_vote"),
    path("<slug:reference>/vote/", polls.vote, name="vote"),
    path("<slug:reference>/hands/", polls.hands, name="hands"),
    path("<slug:reference>/papers/", polls.papers, name="papers"),
    path("<slug:reference>/close/", polls.close_poll, name="close_poll"),
]
