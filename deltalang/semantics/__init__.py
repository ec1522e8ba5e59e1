"""From tree to scene: names are looked up, formulas expanded, expectations checked."""
