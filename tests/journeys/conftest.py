from tests.browser.conftest import browser, page, sign_in

__all__ = ["browser", "page", "sign_in"]
