"""Economy: what a scene costs in tokens, in every form, and how to fit a prompt into a budget."""
