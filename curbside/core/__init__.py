"""What every room stands on: errors, clock, ids, audit, database, generation. Knows no room."""
