"""What decisions tell the meetings below them: motions, lines of notes, votes that are open."""

from folkmoot.proceedings.decisions.queries.between import lines_of_urgent, news_of_urgent
from folkmoot.proceedings.decisions.queries.items import (
    lines_of_notes,
    motions_with_items,
    open_vote_on,
)
from folkmoot.proceedings.meetings.queries.beyond import (
    drafts_notes,
    may_hinder_the_end,
    shows_with_items,
    tells_news,
)

shows_with_items(motions_with_items)
drafts_notes(lines_of_notes)
may_hinder_the_end(open_vote_on)
drafts_notes(lines_of_urgent)
tells_news(news_of_urgent)
