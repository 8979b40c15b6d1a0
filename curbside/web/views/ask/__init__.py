"""Asking, one thing at a time. The address of a form holds its key; no cookie is needed."""
