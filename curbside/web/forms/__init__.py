"""What people fill in: fields, their limits and the words for what is wrong. No writes."""
