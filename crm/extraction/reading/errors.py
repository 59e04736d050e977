class ReadingError(Exception):
    """`code` says why a file gives no text.

    empty, unknown_format, damaged, no_text, encrypted, too_large, zip_bomb, old_word, not_russian, wrong_kind.
    """

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
