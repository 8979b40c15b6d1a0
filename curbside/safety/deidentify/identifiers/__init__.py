"""One file a family of identifiers; each gives ``find(document)``, candidates in any order."""
