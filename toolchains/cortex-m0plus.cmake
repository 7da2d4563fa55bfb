# Cortex-M0+: no FPU, no division, no unaligned access. QEMU has no board of that kind with enough memory, so programs run
# on its mps2-an385, whose Cortex-M3 has all instructions of a Cortex-M0+; unaligned accesses are made a fault there.
#
# -Wno-psabi          silences notes about an ABI change of GCC 7; they are not about our code.

set(CMAKE_SYSTEM_PROCESSOR cortex-m0plus)
set(ISOPEL_CPU_FLAGS "-mcpu=cortex-m0plus -mthumb -mfloat-abi=soft -Wno-psabi")
set(ISOPEL_BOARD mps2-an385)

include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
