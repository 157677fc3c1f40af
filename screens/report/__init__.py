"""A report as files that people open: a page and a workbook."""

from .writing import CannotWriteReport, write_report

__all__ = ["CannotWriteReport", "write_report"]
