"""The asker's own page, which whoever holds its private link may read and act on."""
