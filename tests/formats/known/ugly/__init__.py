"""Ugly files with a known truth, for every known shape.

**To add a shape**, write one file `tests/formats/known/ugly/<shape>.py` with one function
`clean(rng) -> Clean` that makes a random clean table, and one line in `catalogue.py`. All the rest
is done to it by `mess.ugly(clean, seed)`: columns are shuffled, left out and added, headers
respelt (typing errors, short forms, other case, units), rows of totals, blanks and notes are put
between, amounts and days written as people write them, and the whole is packed as CSV or XLSX.
`judge.judged(file)` then reads the file and says what was right.

What `clean` has to keep to:

* Headers are patterns (`grammar`) in words of its own, in several languages, never imported from a
  reader; `tests/contract/test_unseen_headers.py` proves that none stands in one word for word. Give
  eight and more for each column: every other one is kept back from the files readers are tuned by.
* `Column.role` is the role of the known shape, or the field of the kind, that the column plays;
  `""` for one that plays none. `also` names what is right too.
* `Column.always` is set where the shape is nothing without the column. The others are left out at times.
* The cells are plain: `str`, `int`, `Decimal`, `date` or None. How they are written is the mess's.
* `measures` names the columns of amounts whose sums must come out to the cent: column → the metric of
  the observations or the field of the documents that it becomes; `-actual` is taken off `actual`.
* A matrix (RACI) gives one column a person, with `verbatim` headers, all of one role.
* `limits=Limits(sums=False)` and the like switch off a mess that the shape cannot have.
"""
