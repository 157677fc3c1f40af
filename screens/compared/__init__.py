"""計画をくらべる: a batch report as a screen, made in a process apart, to be looked at and taken away as files."""

from .routes import add_compared

__all__ = ["add_compared"]
