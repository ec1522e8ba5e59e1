"""The rules that patterns pass before they are proposed: one rule, one file; see `deltalang.mining.rules.all_rules`."""
