"""The check digits of identity, card and bank numbers; each takes the number without separators."""

from __future__ import annotations

# Taiwan's letters by the two digits they stand for: Ministry of the Interior's table of localities.
_TAIWAN = {letter: 10 + n for n, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO")}
_CHINA = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def luhn(digits: str) -> bool:
    """Payment cards: ISO/IEC 7812-1, annex B."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def iban(number: str) -> bool:
    """Bank accounts: ISO 13616, the remainder by 97 is 1 with the first four characters last."""
    moved = number[4:] + number[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def taiwan_id(number: str) -> bool:
    """National ID (letter, 1 or 2, eight digits), and the resident certificates (8, 9 or A-D)."""
    number = number.upper()
    tens, ones = divmod(_TAIWAN[number[0]], 10)
    second = _TAIWAN[number[1]] % 10 if number[1].isalpha() else int(number[1])
    digits = [tens, ones, second, *map(int, number[2:])]
    return (
        sum(d * w for d, w in zip(digits, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0
    )


def china_id(number: str) -> bool:
    """Resident identity numbers of 18 places: GB 11643-1999."""
    total = sum(int(d) * w for d, w in zip(number, _CHINA, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def nhs(number: str) -> bool:
    """NHS numbers: modulus 11 over nine digits (NHS Data Dictionary)."""
    rest = 11 - sum(int(d) * w for d, w in zip(number, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == int(number[9]) and rest != 10
