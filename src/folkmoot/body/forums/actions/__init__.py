from folkmoot.body.forums.actions.belonging import (
    end_belonging,
    end_part,
    join_forum,
    leave_forum,
    resume_belonging,
    take_part,
)
from folkmoot.body.forums.actions.choices import (
    appoint_interim,
    fill_casual_vacancy,
    record_choice,
    seat_chosen,
)
from folkmoot.body.forums.actions.composition import (
    co_opt,
    end_co_option,
    set_side,
    take_in,
    take_out,
)
from folkmoot.body.forums.actions.forums import (
    accept_administration,
    approve_forum,
    close_forum,
    open_offices,
    place_forum,
    propose_forum,
    recognise_forum,
    review_forum,
)
from folkmoot.body.forums.actions.mergers import (
    leave_part,
    pass_on_belonging,
    pass_on_support,
    pass_on_term,
)
from folkmoot.body.forums.actions.offices import begin_term, end_term, question_term, settle_term
from folkmoot.body.forums.actions.origins import meet_mandate, register_mandate, tell_origins
from folkmoot.body.forums.actions.routes import recognise_route
from folkmoot.body.forums.actions.speaking import (
    agree_advocacy,
    describe_member,
    end_advocacy,
    want_seats,
)
from folkmoot.body.forums.actions.table import (
    Chair,
    Fault,
    Line,
    Report,
    Told,
    import_register,
)

__all__ = [
    "Chair",
    "Fault",
    "Line",
    "Report",
    "Told",
    "accept_administration",
    "agree_advocacy",
    "appoint_interim",
    "approve_forum",
    "begin_term",
    "close_forum",
    "co_opt",
    "describe_member",
    "end_advocacy",
    "end_belonging",
    "end_co_option",
    "end_part",
    "end_term",
    "fill_casual_vacancy",
    "import_register",
    "join_forum",
    "leave_forum",
    "leave_part",
    "meet_mandate",
    "open_offices",
    "pass_on_belonging",
    "pass_on_support",
    "pass_on_term",
    "place_forum",
    "propose_forum",
    "question_term",
    "recognise_forum",
    "recognise_route",
    "record_choice",
    "register_mandate",
    "resume_belonging",
    "review_forum",
    "seat_chosen",
    "set_side",
    "settle_term",
    "take_in",
    "take_out",
    "take_part",
    "tell_origins",
    "want_seats",
]
