"""A report as files that people open: a page and a workbook."""

from .writing import check_folder, write_report

__all__ = ["check_folder", "write_report"]
