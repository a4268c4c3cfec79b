"""What may stand in the tree: no address of a registry, no path of a machine, nothing left over."""

import re

import pytest

# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = "|".join(
    ["pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs", "deb" + r"\.debian\.org"]
)
MACHINE = r"(?<![\w.<])/(?:" + "|".join(["work", "farm", "home/" + r"\w+", "Users/" + r"\w+"]) + r")(?:/|\b)"
LEFT_OVER = (
    r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b|no" + r"qa\b|type: ig" + "nore"
)
LONGEST = 400  # lines; a longer module would be easier as two


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (REGISTRIES, "https://" + "pypi" + ".org/simple"),
        (MACHINE, "see /" + "work/main"),
        (MACHINE, "(/" + "home/lee/talks)"),
        (LEFT_OVER, "# TO" + "DO later"),
    ],
)
def test_the_searches_below_would_find_it(pattern, found):
    assert re.search(pattern, found)


def test_no_tracked_file_names_a_registry(tracked):
    assert {name for name, text in tracked.items() if re.search(REGISTRIES, text)} == set()


def test_no_tracked_file_names_a_place_on_some_machine(tracked):
    assert {name for name, text in tracked.items() if re.search(MACHINE, text)} == set()


def test_the_constraints_pin_every_package_and_hold_no_address(tracked):
    lines = [line for line in tracked["constraints.txt"].splitlines() if line]

    assert len(lines) > 40
    for line in lines:
        assert re.match(r"[a-z0-9][\w.-]*==\S+( ; .+)?$", line), line
        assert "://" not in line


def test_no_lock_file_that_records_addresses_is_tracked(tracked):
    names = {name.split("/")[-1] for name in tracked}

    assert not names & {"uv.lock", "poetry.lock", "pdm.lock"}
    assert not any(re.fullmatch(r"pylock.*\.toml", name) for name in names)


def test_nothing_is_left_for_later_in_the_sources(tracked):
    sources = {name: text for name, text in tracked.items() if name.startswith("src/")}

    assert len(sources) > 10
    assert {name for name, text in sources.items() if re.search(LEFT_OVER, text)} == set()


def test_no_except_catches_everything(tracked):
    """What undoes its own work and raises again may; what swallows may not."""
    for name, text in tracked.items():
        if not (name.startswith("src/") and name.endswith(".py")):
            continue
        for broad in re.finditer(r"^( *)except(?: Exception| BaseException)?:\n((?:\1 +.*\n)+)", text, re.M):
            assert broad[2].rstrip().endswith("raise"), f"{name}: {broad[0].strip()}"


def test_modules_stay_small(tracked):
    long = {
        name: text.count("\n")
        for name, text in tracked.items()
        if name.startswith("src/") and name.endswith(".py") and text.count("\n") > LONGEST
    }

    assert long == {}
