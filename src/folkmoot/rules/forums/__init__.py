"""How forums are made up, recognised and supported."""
