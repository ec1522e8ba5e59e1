"""From proposals of the miner to formulas of the registry: what a person decides, and its memory."""
