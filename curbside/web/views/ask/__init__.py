"""Asking, one thing at a time. The address of a form holds its key; no cookie is needed. The one
that is set counts forms, and its loss costs nobody anything: see ``visitor``.
"""
