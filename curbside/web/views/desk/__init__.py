"""The desk: where doctors find, take and answer questions. Each view makes one call into a room."""
