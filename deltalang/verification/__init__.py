"""Verification: what of a scene an answer holds.

    document ─ wanted ─┐
    answer ── index ───┴─ judging ── verification (score, table, JSON) ── contest (many answers)

Words are looked for, never meanings: a paraphrase is "not found by words".
"""
