from tests.browser.conftest import browser, page, sign_in, static_files

__all__ = ["browser", "page", "sign_in", "static_files"]
