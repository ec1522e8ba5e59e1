"""Models: any OpenAI-compatible endpoint.

    Request ── endpoint (streaming, deadline, retries) ── Answer, whole, or NoAnswerError

Nothing here knows of scenes. The client is loaded by the first call, not before.
"""
