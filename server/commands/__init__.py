"""What can be done from a terminal, one file a noun; `server/__main__.py` lists them."""
