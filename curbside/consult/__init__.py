"""The heart of the service: a question, who answers it, and the rules that let none get lost.

Knows no page and no mail: what happened is an ``Event``, which others read.
"""
