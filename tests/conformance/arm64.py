#!/usr/bin/env python3
"""Debian's own arm64 Python with OpenCV and Pillow, run by QEMU's user mode.  arm64.py WORK_DIR [argument of Python]...

The system does not learn of a second architecture: apt-get works on lists, a cache and a state of its own, with the
sources and the keys of the system, and the packages are unpacked into WORK_DIR/arm64/root, never installed. Nothing
needs root. About 200 MB to load, 800 MB on disk; the second run finds all in place."""
import pathlib
import shutil
import subprocess
import sys
import time

PACKAGES = ["python3", "python3-numpy", "python3-opencv", "python3-pil"]
QEMU = "qemu-aarch64"
LIBRARIES = "/usr/lib/aarch64-linux-gnu"
# Debian chooses among several BLAS with links that an installation makes; here nothing is installed.
LIBRARY_PATH = f"{LIBRARIES}/blas:{LIBRARIES}/lapack"


def fail(why):
    sys.exit(f"arm64.py: {why}")


def apt_get(folder, *words):
    options = {"APT::Architecture": "arm64", "APT::Architectures": "arm64", "APT::Install-Recommends": "false",
               "APT::Sandbox::User": "", "Acquire::Retries": "3", "Dir::State": folder / "state",
               "Dir::State::status": folder / "status", "Dir::Cache": folder / "cache"}
    return subprocess.run(["apt-get", "-q", *(f"-o{name}={value}" for name, value in options.items()), *words],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def download(folder):
    """The packages and all that they depend on. A mirror in the middle of a sync fails for some minutes."""
    for name in ("state/lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "status").touch()
    for pause in (5, 30, 60, 0):
        update = apt_get(folder, "update")  # may fail for a list that nobody needs here
        done = apt_get(folder, "install", "--yes", "--download-only", *PACKAGES)
        if done.returncode == 0:
            return sorted((folder / "cache" / "archives").glob("*.deb"))
        if pause:
            print(f"arm64.py: apt-get failed; trying again in {pause} s", file=sys.stderr)
            time.sleep(pause)
    fail(f"cannot load Debian's arm64 packages {' '.join(PACKAGES)}; apt-get said:\n{update.stdout}{done.stdout}")


def unpack(package, root):
    """Without owners and special mode bits, and without what no library reads."""
    packed = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE)
    tar = subprocess.run(["tar", "-x", "-C", str(root), "--no-same-owner", "--no-same-permissions",
                          "--exclude=./usr/share", "--exclude=./var"], stdin=packed.stdout)
    packed.stdout.close()
    if packed.wait() != 0 or tar.returncode != 0:
        fail(f"cannot unpack {package}")


def prepare(work):
    """The root of the arm64 system, made if it is not there."""
    folder = work / "arm64"
    root, unfinished = folder / "root", folder / "root.unfinished"
    if not root.exists():
        for tool in (QEMU, "apt-get", "dpkg-deb", "tar"):
            if not shutil.which(tool):
                fail(f"{tool} is missing (./dev setup installs it; this comparison needs Debian)")
        print("arm64.py: loading Debian's arm64 OpenCV and Pillow", file=sys.stderr)
        packages = download(folder)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for package in packages:
            unpack(package, unfinished)
        unfinished.rename(root)
        shutil.rmtree(folder / "cache")
    return root


def python(work):
    """The words that start that Python."""
    root = prepare(pathlib.Path(work).resolve())
    # -E and -s: no variable and no folder of this system's Python has a say.
    return [QEMU, "-L", str(root), "-E", f"LD_LIBRARY_PATH={LIBRARY_PATH}", str(root / "usr/bin/python3"), "-E", "-s"]


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(subprocess.run([*python(sys.argv[1]), *sys.argv[2:]]).returncode)
