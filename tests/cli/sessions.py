"""Runs commands one after the other, and prints for each its exit code, stdout and stderr.

usage: sessions.py COMMANDS, a list of lists of arguments, as JSON
"""

from __future__ import annotations

import contextlib
import io
import json
import sys

from cohelm.cli import main

if __name__ == "__main__":
    answers = []
    for arguments in json.loads(sys.argv[1]):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
        answers.append((code, out.getvalue(), err.getvalue()))
    print(json.dumps(answers))
