# What every Linux cross target shares. Included by the toolchain files, after they have set
#   CMAKE_SYSTEM_PROCESSOR
#   ISOPEL_CROSS_PREFIX   aarch64-linux-gnu, ...
#   ISOPEL_QEMU           qemu-aarch64, ...
#   ISOPEL_CROSS_FLAGS    extra compile flags (may be empty)

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_C_COMPILER ${ISOPEL_CROSS_PREFIX}-gcc)
set(CMAKE_CXX_COMPILER ${ISOPEL_CROSS_PREFIX}-g++)

set(CMAKE_C_FLAGS_INIT "${ISOPEL_CROSS_FLAGS}")
set(CMAKE_CXX_FLAGS_INIT "${ISOPEL_CROSS_FLAGS}")

# Nothing is timed here, and -O3 takes half as long again to compile.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "C++ flags of Release")

# Static programs need no sysroot when QEMU runs them.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static")

# Programs come from the host; libraries and packages never do.
set(CMAKE_FIND_ROOT_PATH /usr/${ISOPEL_CROSS_PREFIX})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

set(ISOPEL_QEMU_CPU max CACHE STRING "CPU model for QEMU: max, cortex-a53 (no SVE), cortex-a7 (Armv7), ...")
set(CMAKE_CROSSCOMPILING_EMULATOR "${ISOPEL_QEMU};-cpu;${ISOPEL_QEMU_CPU}")
