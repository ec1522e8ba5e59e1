"""The REPL: scenes typed one after another, and answered."""
