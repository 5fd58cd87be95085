"""Each question is asked in a process of its own: this one stays as it is."""

import json
import subprocess
import sys

LOOK = """
import ctypes, json, os, sys
from app.hardening import harden
harden({how})
seen = {{"mask": os.umask(0)}}
if sys.platform == "linux":
    seen["dumpable"] = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
if sys.platform != "win32":
    import resource
    seen["core"] = resource.getrlimit(resource.RLIMIT_CORE)[0]
print(json.dumps(seen))
"""


def after(how: str) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK.format(how=how)], capture_output=True, text=True, check=True
    )
    seen: dict[str, int] = json.loads(done.stdout)
    return seen


def test_new_files_are_for_their_owner_alone() -> None:
    assert after("")["mask"] == 0o077


def test_no_image_of_the_memory_is_ever_written() -> None:
    assert after("").get("core", 0) == 0


def test_no_program_of_the_same_user_reads_the_memory() -> None:
    assert after("").get("dumpable", 0) == 0


def test_a_test_of_the_memory_can_leave_it_readable() -> None:
    if sys.platform == "linux":
        assert after("dumpable=True")["dumpable"] == 1
