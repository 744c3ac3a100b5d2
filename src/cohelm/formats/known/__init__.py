"""The files that organisations already have, known by what is in them: one module a shape."""
