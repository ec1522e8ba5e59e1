"""Manual pages, made from the help of the commands: `roff` writes text, `pages` puts a page together."""
