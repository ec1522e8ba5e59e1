"""Scenes as documents, and documents as text for people and models: one renderer, one file."""
