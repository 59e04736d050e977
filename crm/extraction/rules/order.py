"""Stretches of a text in the order of their beginnings: looked up by halving, so that long reports cost no more a page."""

from bisect import bisect_left, bisect_right


def beginning_of(item) -> int:
    return item.start


def first_of(item) -> int:
    return item[0]


def between(items, start: int, end: int, key=beginning_of):
    """Those that begin in start <= place < end."""
    return items[bisect_left(items, start, key=key) : bisect_left(items, end, key=key)]


def last_before(items, place: int, key=first_of):
    """The last that begins at the place or before it."""
    number = bisect_right(items, place, key=key)
    return items[number - 1] if number else None
