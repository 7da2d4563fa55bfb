"""What the examples' scripts share: programs run on this machine or in an emulator, and the hash of what they wrote."""
import os
import shutil
import subprocess


class Failure(Exception):
    """What went wrong, in one sentence."""


def execute(command, what):
    """The command's output. On emulated boards instructions are counted."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ISOPEL_")}
    environment["ISOPEL_ICOUNT"] = "1"
    if shutil.which(command[0]) is None:
        raise Failure(f"{command[0]} is missing")
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    except subprocess.TimeoutExpired:
        raise Failure(f"{what} took more than 600 s") from None
    if done.returncode != 0:
        reason = (done.stderr or done.stdout).strip().splitlines() or [""]
        raise Failure(f"{what} ended with code {done.returncode}: {reason[-1]}")
    return done.stdout


def fnv1a(data):
    value = 0x811C9DC5
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{value:08x}"
