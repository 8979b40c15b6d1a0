"""Everything held about a person, over all rooms: handed out whole, and erased. Has no table.

Asks each room for its own part; knows no page, and writes nothing of its own but the audit line.
"""
