"""What the sector knows, told to the meetings below: views under items, lines of notes, risks."""

from folkmoot.proceedings.meetings.queries.beyond import (
    drafts_notes,
    shows_with_items,
    tells_news,
)
from folkmoot.scrutiny.insight.queries.bank import lines_of_views, views_with_items
from folkmoot.scrutiny.insight.queries.risks import news_of_risks, risks_with_items

shows_with_items(views_with_items)
drafts_notes(lines_of_views)
shows_with_items(risks_with_items)
tells_news(news_of_risks)
