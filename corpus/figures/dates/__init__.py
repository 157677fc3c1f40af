"""Points in time as printed and the eras that count them (years.py tells what they are), times of day and weekdays."""

from .eras import era_begun, era_in, era_mentioned, western
from .moments import HEAD, Moment, moment_at

__all__ = ["HEAD", "Moment", "era_begun", "era_in", "era_mentioned", "moment_at", "western"]
