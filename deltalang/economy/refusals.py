"""Why a tokenizer cannot be had: one error whose words are in both languages."""

from deltalang.messages import template


class TokenizerError(Exception):
    """A tokenizer that was asked for cannot count; `message` says what to install or to put where."""

    def __init__(self, message_id: str, **arguments: object) -> None:
        self.message_id, self.arguments = message_id, arguments
        super().__init__(self.message("en"))

    def message(self, lang: str) -> str:
        """Say in one line what is missing and what to do, in "en" or "ru".

        >>> TokenizerError("ui.tokenizer-extra", package="tiktoken").message("en")
        "tiktoken is not installed: pip install 'deltalang[tokens]', or leave --tokenizer out"
        """
        return template(self.message_id, lang).format(**self.arguments)
