"""The pages on which explainers are reviewed; each makes one call into the explain room."""
