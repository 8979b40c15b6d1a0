"""Bringing existing corpora in: formats are pure parsers behind one runner."""
