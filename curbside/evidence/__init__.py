"""Vetted texts the service trusts: sources, cut into passages that can be cited."""
