"""Filling: the holes of scenes filled by rule, by a model and by a person, within a budget."""
