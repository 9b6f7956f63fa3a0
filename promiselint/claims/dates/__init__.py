"""Dates and timing in English and Swedish business text, as windows of days; no third party is needed."""

from promiselint.claims.dates.almanac import Calendar
from promiselint.claims.dates.finding import find
from promiselint.claims.dates.occasions import occasion_of

__all__ = ["Calendar", "find", "occasion_of"]
