#!/usr/bin/env bash
# Builds MicroPython's Unix port with the module and runs try.py in it.  run_in_unix_port.sh MICROPYTHON_SOURCE LIBISOPEL.a
#
# The source is MicroPython's own, unpacked; `apt-get source micropython` of Debian 13 gives 1.25.0. It is built in place.
set -euo pipefail
[ $# -eq 2 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
source=$(realpath "$1") library=$(realpath "$2")
here=$(dirname "$(realpath "$0")")

# What the module does not need is left out: nothing is frozen, and libraries that a source package may lack are not linked.
touch "$source/lib/micropython-lib/README.md"
nothing=$source/isopel_manifest.py
: >"$nothing"
make -C "$source/mpy-cross" >/dev/null
make -C "$source/ports/unix" USER_C_MODULES="$(dirname "$here")" ISOPEL_LIBRARY="$library" FROZEN_MANIFEST="$nothing" \
  MICROPY_PY_FFI=0 MICROPY_PY_SSL=0 MICROPY_PY_BTREE=0 >/dev/null
"$source/ports/unix/build-standard/micropython" "$here/try.py" | diff "$here/try.expected" -
echo "MicroPython's Unix port prints what $here/try.expected says"
