# AArch64 Linux, Debian's g++-aarch64-linux-gnu. Programs run under qemu-aarch64.

set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(ISOPEL_CROSS_PREFIX aarch64-linux-gnu)
set(ISOPEL_QEMU qemu-aarch64)

include(${CMAKE_CURRENT_LIST_DIR}/linux-cross.cmake)
