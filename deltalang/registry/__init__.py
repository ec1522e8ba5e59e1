"""Formulas on disk: records in folders, read one by one as they are asked for."""
