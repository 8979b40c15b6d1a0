"""Curbside: people ask a health question, a doctor answers, the answer helps the next thousand."""

__version__ = "0.1.0"
