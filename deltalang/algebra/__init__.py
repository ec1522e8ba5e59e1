"""Scenes and their laws. Knows nothing of text files, references to resolve, or screens."""
