"""The `curbside` command: one file a sub-command, each making one call into a room."""
