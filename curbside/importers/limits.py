"""How much an importer takes, in one place. Beyond a limit a thing is reported, never cut.

Cutting would publish half of what a doctor said; a record that is too long is more likely a
broken file than a long answer.
"""

from __future__ import annotations

MIB = 1024 * 1024

LINE_CHARACTERS = 10 * MIB  # one line of a CSV or JSON lines file
FIELD_CHARACTERS = 200_000  # one question, one reply
DOCUMENT_BYTES = 64 * MIB  # one file that has to be read whole: a JSON array, an XML document
TOTAL_BYTES = 16 * 1024 * MIB  # everything unpacked from one archive
MEMBERS = 1_000_000  # files in one archive or folder
RATIO = 200  # unpacked to packed; text packs 3 to 20 times, a bomb a thousand times
RATIO_FROM = 4 * MIB  # below this size a ratio says nothing
NESTING = 100  # elements inside elements of an XML document
REPLIES = 500  # turns under one question
REF_CHARACTERS = 200
URL_CHARACTERS = 500
TITLE_CHARACTERS = 300
