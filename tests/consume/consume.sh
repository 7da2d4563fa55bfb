#!/usr/bin/env bash
# Builds the consumer projects as their authors would.  consume.sh SOURCE_DIR BUILD_DIR WORK_DIR C_COMPILER CXX_COMPILER
set -euo pipefail
source=$1 build=$2 work=$3 cc=$4 cxx=$5
rm -rf "$work"
mkdir -p "$work"

echo "== installed: find_package"
cmake --install "$build" --prefix "$work/prefix" >/dev/null
cmake -S "$source/tests/consume/find_package" -B "$work/find_package" -G Ninja \
  -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_CXX_COMPILER="$cxx" >/dev/null
cmake --build "$work/find_package" >/dev/null
"$work/find_package/program"

echo "== installed: C99 with pkg-config"
export PKG_CONFIG_PATH=$work/prefix/lib/pkgconfig
[ -d "$PKG_CONFIG_PATH" ] || PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name isopel.pc)")
# shellcheck disable=SC2046  # the flags are words
"$cc" -std=c99 -pedantic -Wall -Wextra -Werror "$source/tests/consume/c99/program.c" -o "$work/c99" \
  $(pkg-config --cflags --libs isopel)
"$work/c99"
"$cc" -std=c99 -pedantic -Wall -Wextra -Werror -ffreestanding -fsyntax-only -I "$source/engine/include" -x c - \
  <<<'#include <isopel/isopel.h>'

echo "== contained: add_subdirectory"
cmake -S "$source/tests/consume/add_subdirectory" -B "$work/add_subdirectory" -G Ninja -DISOPEL_SOURCE="$source" \
  -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" >/dev/null
cmake --build "$work/add_subdirectory" >/dev/null
"$work/add_subdirectory/program"

echo "== shared library"
cmake -S "$source/tests/consume/add_subdirectory" -B "$work/shared" -G Ninja -DISOPEL_SOURCE="$source" \
  -DISOPEL_SHARED=ON -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" >/dev/null
cmake --build "$work/shared" >/dev/null
"$work/shared/program"
