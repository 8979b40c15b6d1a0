"""Finding texts: analyser, BM25 and vectors inside PostgreSQL, fusion, routing, topic linking.

Works on documents with a number and texts; knows no entry, no page and no person.
"""
