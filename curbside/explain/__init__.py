"""Explanations in which every sentence shows where it comes from: composed, reviewed, published."""
