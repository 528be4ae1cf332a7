"""The rules, pure: no input or output here; time and ids come in as arguments."""
