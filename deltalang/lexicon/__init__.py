"""The lexicon: one entry an idea, with its names in Russian and English and how it looks and sounds."""
