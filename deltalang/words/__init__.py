"""Words: lemmas, endings, terms in running text, glued words. The core language knows none of this."""
