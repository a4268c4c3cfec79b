"""Compiled code is kept from printing, and only while it is asked to be."""

import subprocess
import sys
from threading import Barrier, Thread

from parley.ground.hush import hushed

SAYS = """
import ctypes, sys
from parley.ground.hush import hushed
say = ctypes.CDLL(None).puts
say(b"before")
print("Python before", flush=True)
with hushed():
    say(b"inside")
    with hushed():
        say(b"further inside")
    say(b"still inside")
say(b"after")
print("Python after")
"""


def said(text, **kwargs):
    return subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, check=True, **kwargs
    ).stdout


def test_what_compiled_code_prints_inside_is_gone_and_the_rest_is_there():
    assert set(said(SAYS).splitlines()) == {"before", "Python before", "after", "Python after"}


def test_a_process_without_standard_output_goes_on():
    assert said("import os; os.close(1)\nfrom parley.ground.hush import hushed\nwith hushed(): pass") == ""


def test_an_error_inside_comes_out_and_so_does_what_is_printed_later():
    text = """
from parley.ground.hush import hushed
try:
    with hushed():
        raise KeyError
except KeyError:
    print("later")
"""
    assert said(text) == "later\n"


def test_threads_that_overlap_leave_the_output_as_it_was(capfd):
    both = Barrier(2)

    def work():
        with hushed():
            both.wait(timeout=10)

    threads = [Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()

    print("there", flush=True)
    assert capfd.readouterr().out == "there\n"
