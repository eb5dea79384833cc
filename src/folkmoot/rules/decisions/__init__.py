"""How members decide: by consensus, by a vote, and between meetings."""
