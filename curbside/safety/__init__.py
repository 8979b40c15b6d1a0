"""Red flags and de-identification: two pure engines of rules and data files.

Knows no database, no network and no model server; imports ``core`` only.
"""
