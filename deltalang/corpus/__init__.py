"""The corpus: notes, texts and scripts as scenes with exact provenance."""
