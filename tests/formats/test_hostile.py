"""Files made to harm are refused with a plain sentence, soon and in little memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.formats.hostile import REFUSED

MOST_SECONDS, MOST_MEGABYTES = 20, 256
"""The bar is two seconds of a processor of its own; a busy one takes longer for the same."""
HARDEST = ("entities that grow", "anchors that grow", "a ZIP bomb", "deep JSON")
"""These are tried in every run, the others where there is time."""
TRY = """
import json, os, pathlib, re, resource, sys, time
from cohelm.core.errors import CohelmError
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.formats.hostile import REFUSED

def most_megabytes():
    # what rusage says holds for the process before its exec too, which has the tests' own memory
    status = pathlib.Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) // 1024

def take(name):
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    content = REFUSED[name][0]()
    begun = time.process_time()
    try:
        read_files([("file.txt", content)], schema)
        said = ""
    except CohelmError as error:
        said = error.message
    memory = most_megabytes()
    print(json.dumps({"said": said, "seconds": time.process_time() - begun, "megabytes": memory,
                      "bytes": len(content)}), flush=True)

schema = built_in_schema()
for line in sys.stdin:
    child = os.fork()
    if not child:
        take(line.strip())
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print("{}", flush=True)
"""

Tried = Callable[[str], dict[str, float | str]]


@pytest.fixture(scope="module")
def tried() -> Iterator[Tried]:
    """How a process of its own takes a file, and what it needs besides the file itself.

    All of them are forks of one process, which has nothing but the program in its memory.
    """
    with subprocess.Popen(
        [sys.executable, "-c", TRY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        asked, answers = program.stdin, program.stdout

        def ask(name: str) -> dict[str, float | str]:
            print(name, file=asked, flush=True)
            found: dict[str, float | str] = json.loads(answers.readline())
            assert found, f"{name}: the process ended before it answered"
            return found

        yield ask
        asked.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in HARDEST else pytest.mark.slow)
        for name in REFUSED
    ],
)  # fmt: skip
def test_a_file_made_to_harm_is_refused(name: str, tried: Tried) -> None:
    found = tried(name)
    assert re.search(REFUSED[name][1], str(found["said"])), found
    assert float(found["seconds"]) < MOST_SECONDS, found
    assert float(found["megabytes"]) - float(found["bytes"]) / 2**20 < MOST_MEGABYTES, found
