"""Characters of a text that would steer what it is printed on."""

from typing import Final

# Controls but tab and line feed, which text has of right, and those that turn the direction of writing.
STEERING: Final = (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
