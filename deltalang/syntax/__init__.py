"""Text to tree and back: tokens, layout, parser, formatter. Knows nothing of meaning."""
