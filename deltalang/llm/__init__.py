"""Models: any OpenAI-compatible endpoint, and what was said to and by it, kept on disk."""
