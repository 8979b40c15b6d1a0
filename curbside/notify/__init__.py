"""Who is told what, by email: never a word about health, never twice, in the person's language."""
