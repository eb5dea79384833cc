"""Which of the things of the small world each address is asked for."""

from typing import Any

from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.meetings.models import Meeting
from tests.security.world_meetings import Moot

Arguments = dict[str, dict[str, Any]]
# Pages of a meeting that is over, by the stage of its notes; all others are of the one ahead.
OF_NOW = (
    *("check_in", "room", "open", "close", "start_item", "end_item", "speak", "take_back_turn"),
    *("end_turn", "call_speaker", "move_person", "let_in", "enter"),
)
OF_DRAFTED = ("notes_draw", "notes_add", "notes_send", "notes_change", "notes_move", "notes_remove")
OF_SENT = (
    *("notes", "notes_correct", "notes_answer", "notes_pdf", "notes_large", "notes_txt"),
    *("notes_docx", "notes_approve"),
)


def of_meetings(moot: Moot, held: dict[str, Meeting]) -> Arguments:
    keys, items = moot.keys, moot.items
    drafted = held["drafted"].lines.order_by("pk")[0].pk
    found: Arguments = {
        "meetings": {"reference": moot.ahead.reference, "slug": moot.forum.slug},
        **{f"meetings:{name}": {"reference": moot.now.reference} for name in OF_NOW},
        **{f"meetings:{name}": {"reference": held["drafted"].reference} for name in OF_DRAFTED},
        **{f"meetings:{name}": {"reference": held["sent"].reference} for name in OF_SENT},
    }
    numbers = {
        "interest": keys["interest"], "close_interest": keys["interest"],
        "close_standing": keys["standing"], "answer_deputy": keys["deputy"],
        "move_person": keys["there"], "message": keys["message"],
        "start_item": items["next"].pk, "end_item": items["taken"].pk,
        "take_back_turn": keys["turn"], "end_turn": keys["turn"], "call_speaker": keys["there"],
        "notes_change": drafted, "notes_move": drafted, "notes_remove": drafted,
        "notes_correct": keys["line"], "notes_answer": keys["correction"],
        "referral": keys["referral"], "answer_referral": keys["referral"],
        "answer_request": keys["request"], "take_back": keys["request"],
        "paper": keys["file"], "share_paper": keys["paper"], "withdraw_paper": keys["paper"],
        **{f"action_{deed}": keys["action sent"] for deed in ("change", "done", "drop")},
        **{f"{deed}_item": items["members'"].pk
           for deed in ("change", "move", "keep", "withdraw", "refer")},
        "open_item": items["full"].pk,
    }  # fmt: skip
    for name, number in numbers.items():
        found.setdefault(f"meetings:{name}", {})["number"] = number
    found["meetings:move_person"]["deed"] = "out"
    found["meetings"] |= {
        "others": [moot.now.reference, *(meeting.reference for meeting in held.values())],
        "papers": [keys[word] for word in keys if word.endswith("paper")],
        "referrals": [keys["left referral"]],
    }
    return found


def of_decisions(moot: Moot, found: dict[str, Motion]) -> Arguments:
    planned, urgent = found["planned"].reference, found["urgent"].reference
    position = found["settled"].positions.order_by("pk")[0].pk
    return {
        "decisions": {
            "reference": found["left"].reference,
            "number": position,
            "slug": "other",
            "item": moot.items["members'"].pk,
            "kind": "parameter",
            "others": [motion.reference for motion in found.values()],
        },
        "decisions:ask_urgently": {"slug": moot.forum.slug},
        "decisions:adopt_position": {"reference": found["settled"].reference},
        **{
            f"decisions:{name}": {"reference": urgent}
            for name in ("count_urgent", "note_urgent", "enter_vote")
        },
        **{
            f"decisions:{name}": {"reference": planned}
            for name in ("enactments", "drop_enactment", "enactment", "enact_again")
        },
    }


def of_cases(found: dict[str, Case]) -> Arguments:
    return {
        "cases": {
            "reference": found["dispute"].reference,
            "forum": "moot",
            "deed": "talk",
            "others": [case.reference for case in found.values()],
        }
    }
