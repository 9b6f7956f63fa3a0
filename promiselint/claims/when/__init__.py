"""Dates and timing in English and Swedish text, as windows of days (contract §4 and §5.1)."""

from __future__ import annotations

from promiselint.claims.when.finding import Calendar, find
from promiselint.claims.when.occasions import occasion_of

__all__ = ["Calendar", "find", "occasion_of"]
