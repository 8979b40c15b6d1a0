"""Measuring each engine against its baselines. Nothing in the product imports this."""
