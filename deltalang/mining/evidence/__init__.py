"""Evidence: how much a pattern says, beyond what chance, margins and luck would give."""
