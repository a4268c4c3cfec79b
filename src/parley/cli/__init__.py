"""The command `parley`: one module a sub-command, each of which reads, asks one room and prints.

Room: cli. May use every other room; no room uses it. `main` is the door and the one place where errors are
printed, `options` and `printing` hold what the commands share.
"""
