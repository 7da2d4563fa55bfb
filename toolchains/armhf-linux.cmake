# Armv7 Linux with NEON and VFPv4, hard float. Programs run under qemu-arm.
#
# -mfp16-format=ieee  Highway's arm_neon-inl.h needs float16_t.
# -Wno-psabi          silences notes about an ABI change of GCC 7; they are not about our code.

set(CMAKE_SYSTEM_PROCESSOR armv7l)
set(ISOPEL_CROSS_PREFIX arm-linux-gnueabihf)
set(ISOPEL_QEMU qemu-arm)
set(ISOPEL_CROSS_FLAGS "-march=armv7-a+neon-vfpv4 -mfloat-abi=hard -mfp16-format=ieee -Wno-psabi")

include(${CMAKE_CURRENT_LIST_DIR}/linux-cross.cmake)
