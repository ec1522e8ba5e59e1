"""Verification: what of a scene an answer holds."""
