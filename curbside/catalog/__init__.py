"""Departments and topics: the vocabulary of the service, and its default content."""
