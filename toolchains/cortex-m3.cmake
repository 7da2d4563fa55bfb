# Cortex-M3: no FPU, no DSP instructions. Programs run on QEMU's mps2-an385.
#
# -Wno-psabi          silences notes about an ABI change of GCC 7; they are not about our code.

set(CMAKE_SYSTEM_PROCESSOR cortex-m3)
set(ISOPEL_CPU_FLAGS "-mcpu=cortex-m3 -mthumb -mfloat-abi=soft -Wno-psabi")
set(ISOPEL_BOARD mps2-an385)

include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
