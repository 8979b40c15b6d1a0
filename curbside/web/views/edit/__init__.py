"""The editor's views; each makes one call into the publishing room."""
