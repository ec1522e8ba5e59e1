"""Editing: what the REPL, the language server and the notebook know about a text while it is typed."""
