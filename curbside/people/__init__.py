"""Doctors, and the publishers whose texts stand as replies. Accounts come with asking."""
