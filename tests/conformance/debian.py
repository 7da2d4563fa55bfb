#!/usr/bin/env python3
"""Debian's own Python with libraries that are not to be had elsewhere, or not so small: arm64's OpenCV and Pillow, run
by QEMU's user mode; amd64's torchvision.  debian.py arm64|torchvision WORK_DIR [argument of Python]...

The system does not learn of other packages or of a second architecture: apt-get works on lists, a cache and a state of
its own, with the sources and the keys of the system, and the packages are unpacked into WORK_DIR/NAME/root, never
installed. Nothing needs root. About 200 MB to load, 800 MB on disk each; the second run finds all in place."""
import dataclasses
import pathlib
import shutil
import subprocess
import sys
import time

QEMU = "qemu-aarch64"


@dataclasses.dataclass(frozen=True)
class System:
    name: str
    architecture: str
    packages: tuple
    tools: tuple = ()  # that must be here

    def start(self, root):
        """The words that start its Python. -E and -s: no variable and no folder of this system's Python has a say."""
        python = [str(root / "usr/bin/python3"), "-E", "-s"]
        # Debian chooses among several BLAS with links that an installation makes; here nothing is installed.
        if self.architecture == "arm64":
            libraries = "/usr/lib/aarch64-linux-gnu"
            return [QEMU, "-L", str(root), "-E", f"LD_LIBRARY_PATH={libraries}/blas:{libraries}/lapack", *python]
        # Its own loader, since that belongs to its C library.
        libraries = f"{root}/usr/lib/x86_64-linux-gnu"
        loader = f"{root}/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"
        path = f"{root}/lib/x86_64-linux-gnu:{root}/usr/lib:{libraries}:{libraries}/blas:{libraries}/lapack"
        return [loader, "--library-path", path, *python]


ARM64 = System("arm64", "arm64", ("python3", "python3-numpy", "python3-opencv", "python3-pil"), (QEMU,))
# PyTorch's index is not everybody's, and PyPI's torch for x86-64 wants gigabytes of CUDA.
TORCHVISION = System("torchvision", "amd64", ("python3", "python3-torchvision"))


def fail(why):
    sys.exit(f"debian.py: {why}")


def apt_get(system, folder, *words):
    options = {"APT::Architecture": system.architecture, "APT::Architectures": system.architecture,
               "APT::Install-Recommends": "false", "APT::Sandbox::User": "", "Acquire::Retries": "3",
               "Dir::State": folder / "state", "Dir::State::status": folder / "status", "Dir::Cache": folder / "cache"}
    return subprocess.run(["apt-get", "-q", *(f"-o{name}={value}" for name, value in options.items()), *words],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def download(system, folder):
    """The packages and all that they depend on. A mirror in the middle of a sync fails for some minutes."""
    for name in ("state/lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "status").touch()
    for pause in (5, 30, 60, 0):
        update = apt_get(system, folder, "update")  # may fail for a list that nobody needs here
        done = apt_get(system, folder, "install", "--yes", "--download-only", *system.packages)
        if done.returncode == 0:
            return sorted((folder / "cache" / "archives").glob("*.deb"))
        if pause:
            print(f"debian.py: apt-get failed; trying again in {pause} s", file=sys.stderr)
            time.sleep(pause)
    fail(f"cannot load Debian's {system.architecture} packages {' '.join(system.packages)}; apt-get said:\n{update.stdout}{done.stdout}")


def unpack(package, root):
    """Without owners and special mode bits, and without what no library reads."""
    packed = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE)
    tar = subprocess.run(["tar", "-x", "-C", str(root), "--no-same-owner", "--no-same-permissions",
                          "--exclude=./usr/share", "--exclude=./var"], stdin=packed.stdout)
    packed.stdout.close()
    if packed.wait() != 0 or tar.returncode != 0:
        fail(f"cannot unpack {package}")


def prepare(system, work):
    """The root of that system, made if it is not there."""
    folder = work / system.name
    root, unfinished = folder / "root", folder / "root.unfinished"
    if not root.exists():
        for tool in (*system.tools, "apt-get", "dpkg-deb", "tar"):
            if not shutil.which(tool):
                fail(f"{tool} is missing (./dev setup installs it; this comparison needs Debian)")
        print(f"debian.py: loading Debian's {system.architecture} {' '.join(system.packages)}", file=sys.stderr)
        packages = download(system, folder)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for package in packages:
            unpack(package, unfinished)
        unfinished.rename(root)
        shutil.rmtree(folder / "cache")
    return root


def python(system, work):
    """The words that start that Python."""
    return system.start(prepare(system, pathlib.Path(work).resolve()))


if __name__ == "__main__":
    systems = {system.name: system for system in (ARM64, TORCHVISION)}
    if len(sys.argv) < 3 or sys.argv[1] not in systems:
        sys.exit(__doc__)
    sys.exit(subprocess.run([*python(systems[sys.argv[1]], sys.argv[2]), *sys.argv[3:]]).returncode)
