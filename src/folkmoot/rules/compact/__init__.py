"""Who may mediate when a compact was not followed, under what things are filed, what an agreement says."""
