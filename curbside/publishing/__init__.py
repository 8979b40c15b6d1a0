"""From an answered question to an entry: de-identified, confirmed by a person, agreed to, public.

No path leads around these steps, and whatever an asker or an editor takes back is gone at once.
"""
