#!/usr/bin/env bash
# Installs what isopel needs from Debian 12's own packages. Run it as often as you like.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: toolchains/setup.sh [--host-only] [--peers] [--tidy] [--check]

Installs the packages that build and test isopel on Debian 12. With nothing missing it does
nothing. Needs root or sudo.

  (no option)   everything: host, clang-22, AArch64, Armv7, IBM Z, Cortex-M, QEMU (0.8 GB to load)
  --host-only   the small set: g++, CMake, GoogleTest, libraries of the tools
  --peers       the libraries that the benchmarks compare with as well; builds and tests need none of them
  --tidy        clang-tidy-22 as well
  --check       install nothing; list what is missing

Exit code: 0 all is there, 1 something is missing or failed, 2 wrong option.
TEXT
}

# One package a word. Every name is a package of Debian 12 (bookworm).
host=(
    g++ cmake ninja-build git python3 python3-venv pkg-config
    libhwy-dev                   # Highway; only its headers are used, by the cross builds too
    libgtest-dev googletest      # the second one: sources, for targets without a package
    libbenchmark-dev
    libpng-dev libjpeg62-turbo-dev libcli11-dev
    libtbb-dev                   # for an example
)
full=(
    clang-22 libclang-rt-22-dev  # the second compiler, sanitizers and libFuzzer
    llvm-22                      # llvm-mca, models of the Cortex-M7 and M55; another version has other ones
    clang-format-22              # the formatter; another version formats differently
    g++-aarch64-linux-gnu g++-arm-linux-gnueabihf g++-s390x-linux-gnu
    libc6-dev-arm64-cross libc6-dev-armhf-cross libc6-dev-s390x-cross
    qemu-user qemu-system-arm
    valgrind
    gcc-arm-none-eabi libnewlib-arm-none-eabi
    libstdc++-arm-none-eabi-newlib   # large, but GoogleTest on a board needs it
)

peer_libraries=(
    libopencv-imgproc-dev libzimg-dev libyuv-dev libswscale-dev libvips-dev libstb-dev
    python3-matplotlib           # the plots of the benchmark page
    libbenchmark-tools python3-scipy  # Google Benchmark's comparison of two runs
)

packages=("${host[@]}" "${full[@]}")
check_only=false
peers=false
tidy=false
while [ $# -gt 0 ]; do
    case $1 in
    --host-only) packages=("${host[@]}") ;;
    --peers) peers=true ;;
    --tidy) tidy=true ;;
    --check) check_only=true ;;
    -h | --help)
        usage
        exit 0
        ;;
    *)
        echo "setup.sh: unknown option $1" >&2
        usage >&2
        exit 2
        ;;
    esac
    shift
done
if $peers; then
    packages+=("${peer_libraries[@]}")
fi
if $tidy; then
    packages+=(clang-tidy-22)
fi

warn_unless_debian_12() {
    local id='' version=''
    if [ -r /etc/os-release ]; then
        # shellcheck disable=SC1091
        id=$(. /etc/os-release && echo "${ID:-}")
        # shellcheck disable=SC1091
        version=$(. /etc/os-release && echo "${VERSION_ID:-}")
    fi
    if [ "$id" != debian ] || [ "$version" != 12 ]; then
        echo "setup.sh: warning: this is ${id:-an unknown system} ${version:-}, not Debian 12." \
            "The package names may not fit; going on." >&2
    fi
}

if ! command -v dpkg-query >/dev/null; then
    echo "setup.sh: no dpkg here; this script knows only Debian. The packages are listed in it." >&2
    exit 1
fi
warn_unless_debian_12

find_missing() {
    local package
    missing=()
    for package in "${packages[@]}"; do
        if ! grep -qxF "$package" <<<"$installed"; then
            missing+=("$package")
        fi
    done
}

list_installed() {
    # dpkg-query fails when it does not know one of the names; that is an answer too.
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null |
        sed -n 's/^installed //p') || true
}

list_installed
find_missing
if [ ${#missing[@]} -eq 0 ]; then
    echo "setup.sh: all ${#packages[@]} packages are installed; nothing to do."
    exit 0
fi
echo "setup.sh: missing: ${missing[*]}"
if $check_only; then
    exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "setup.sh: run this as root, or install sudo." >&2
        exit 1
    fi
    as_root=(sudo)
fi

apt() {
    # env: sudo does not pass the variable on.
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 "$@"
}

# Mirrors in the middle of a sync answer with errors for some minutes. The lists are read again at
# each try, for they may be what is wrong. An update that fails is no reason to stop: often the
# broken list is one that nobody needs here, and apt goes on with the others.
try_install() {
    apt update || echo "setup.sh: apt-get update failed; trying to install all the same." >&2
    apt install -y --no-install-recommends "${missing[@]}"
}

for pause in 5 15 30 60 0; do
    if try_install; then
        list_installed
        find_missing
        if [ ${#missing[@]} -eq 0 ]; then
            echo "setup.sh: done."
            exit 0
        fi
    fi
    if [ "$pause" -gt 0 ]; then
        echo "setup.sh: that failed; trying again in $pause s." >&2
        sleep "$pause"
    fi
done
echo "setup.sh: could not install: ${missing[*]}" >&2
exit 1
