"""Screener: an eligibility screening chat for a clinic's website."""

__version__ = "0.1.0"
