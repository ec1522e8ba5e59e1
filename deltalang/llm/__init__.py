"""Models: any OpenAI-compatible endpoint.

    Request ── endpoint (deadline, retries) ── connection ── events ── pieces ── Answer, whole,
                                  └ watch                                        or NoAnswerError

Nothing here knows of scenes. The client is loaded by the first call, not before.
"""
