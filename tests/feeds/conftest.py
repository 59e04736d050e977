from tests.feeds.world import world

__all__ = ["world"]
