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

# One build for five questions.
echo "== contained: add_subdirectory, as a shared library, with u8 only, without vector kernels, for debugging"
cmake -S "$source/tests/consume/add_subdirectory" -B "$work/contained" -G Ninja -DISOPEL_SOURCE="$source" \
  -DCMAKE_BUILD_TYPE=Debug -DISOPEL_SHARED=ON -DISOPEL_FORMATS=u8 -DISOPEL_SIMD=OFF -DISOPEL_PRECOMPILED=ON -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" >/dev/null
cmake --build "$work/contained" >/dev/null
"$work/contained/program"
"$work/contained/program" left-out

# The FPU that all Cortex-M7 have, so that tests/boards can link it for each board.
echo "== contained in a firmware project with a toolchain file of its own, with one filter"
cat >"$work/toolchain.cmake" <<'END'
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_C_COMPILER arm-none-eabi-gcc)
set(CMAKE_CXX_COMPILER arm-none-eabi-g++)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_CXX_FLAGS_INIT "-mcpu=cortex-m7 -mthumb -mfloat-abi=hard -mfpu=fpv5-sp-d16 -ffunction-sections -fdata-sections")
END
cmake -S "$source" -B "$work/firmware" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$work/toolchain.cmake" -DISOPEL_BUILD_TESTS=OFF \
  -DISOPEL_BUILD_TOOLS=OFF -DISOPEL_BUILD_BENCH=OFF -DISOPEL_BUILD_EXAMPLES=OFF -DISOPEL_FILTERS=bilinear \
  -DISOPEL_FORMATS=u8 -DISOPEL_ARITHMETICS=contract-1 >/dev/null
cmake --build "$work/firmware" >/dev/null
"$source/tests/laws/check_archive.py" "$work/firmware/libisopel.a" arm-none-eabi-nm arm-none-eabi-readelf
