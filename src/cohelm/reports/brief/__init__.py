"""The pack for the board: ten pages from one plan, in the same order each time, in several forms."""
