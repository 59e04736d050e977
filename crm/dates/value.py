"""The approximate date itself: a value that sorts, compares, speaks EDTF and both languages."""

from dataclasses import dataclass, field
from datetime import date
from functools import total_ordering

from crm.dates import edtf, periods, reading, writing
from crm.dates.periods import ApproximateDateError, Period, Precision


@total_ordering
@dataclass(frozen=True)
class ApproximateDate:
    """Sorts by the first day, then the exact before the vague; unknown comes last. The words do not count."""

    earliest: date | None
    latest: date | None
    precision: Precision
    words: str = field(default="", compare=False)

    def __post_init__(self):
        known = self.precision != Precision.unknown
        if known != (self.earliest is not None) or known != (self.latest is not None):
            raise ApproximateDateError("not_understood")
        if known and self.earliest > self.latest:
            raise ApproximateDateError("backwards", f"{self.earliest} – {self.latest}")

    @classmethod
    def of(cls, period: Period, words: str = "") -> "ApproximateDate":
        return cls(*period, words)

    @classmethod
    def day(cls, on: date, words: str = "") -> "ApproximateDate":
        return cls.of(periods.day(on), words)

    @classmethod
    def days(cls, first: date, last: date, words: str = "") -> "ApproximateDate":
        return cls.of(periods.spanning(periods.day(first), periods.day(last)), words)

    @classmethod
    def month(cls, year: int, month: int, words: str = "") -> "ApproximateDate":
        return cls.of(periods.month(year, month), words)

    @classmethod
    def months(cls, first: tuple[int, int], last: tuple[int, int], words: str = "") -> "ApproximateDate":
        return cls.of(periods.spanning(periods.month(*first), periods.month(*last)), words)

    @classmethod
    def quarter(cls, year: int, number: int, words: str = "") -> "ApproximateDate":
        return cls.of(periods.quarter(year, number), words)

    @classmethod
    def season(cls, year: int, number: int, words: str = "") -> "ApproximateDate":
        """1 spring, 2 summer, 3 autumn, 4 the winter that begins in December of the year."""
        return cls.of(periods.season(year, number), words)

    @classmethod
    def half_year(cls, year: int, number: int, words: str = "") -> "ApproximateDate":
        return cls.of(periods.half_year(year, number), words)

    @classmethod
    def year(cls, year: int, words: str = "") -> "ApproximateDate":
        return cls.of(periods.year(year), words)

    @classmethod
    def years(cls, first: int, last: int, words: str = "") -> "ApproximateDate":
        return cls.of(periods.spanning(periods.year(first), periods.year(last)), words)

    @classmethod
    def unknown(cls, words: str = "") -> "ApproximateDate":
        return cls.of(periods.UNKNOWN, words)

    @property
    def period(self) -> Period:
        return Period(self.earliest, self.latest, self.precision)

    @property
    def edtf(self) -> str:
        return edtf.to_edtf(self.period)

    @property
    def is_known(self) -> bool:
        return self.precision != Precision.unknown

    @property
    def is_exact(self) -> bool:
        """True when the days are known: nothing is left to settle."""
        return self.precision in (Precision.day, Precision.days)

    def overlaps(self, start: date | None, end: date | None) -> bool:
        """Whether any day of the period lies between the two days; None leaves that side open."""
        if not self.is_known:
            return False
        return (end is None or self.earliest <= end) and (start is None or self.latest >= start)

    def format(self, language: str = "ru") -> str:
        return writing.write(self.period, language)

    def __bool__(self) -> bool:
        return self.is_known or bool(self.words)

    def __str__(self) -> str:
        return self.format()

    def __lt__(self, other: "ApproximateDate") -> bool:
        if not isinstance(other, ApproximateDate):
            return NotImplemented
        return self.sort_key < other.sort_key

    @property
    def sort_key(self) -> tuple[date, int, date]:
        return self.earliest or date.max, self.precision.rank, self.latest or date.max


def from_edtf(text: str, words: str = "") -> ApproximateDate:
    return ApproximateDate.of(edtf.from_edtf(text), words)


def parse(text: str, *, today: date | None = None, year: int | None = None) -> ApproximateDate:
    """What was typed, as a date that remembers the words. Raises ApproximateDateError with a code."""
    words = " ".join(text.split())
    return ApproximateDate.of(reading.read(text, today=today, year=year), words)
