"""Pages of administrators, and of doctors about themselves."""
