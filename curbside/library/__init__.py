"""The public library: entries, their replies, and the one query that says what may be seen."""
