"""Vaults: notes whose `delta` blocks are expanded in place, and whose references are looked after."""
