"""Warnings about a script: one rule, one file."""
