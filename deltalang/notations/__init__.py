"""Notations of image models: weighted prompts read as scenes."""
