# Cortex-M4 with the single-precision FPU. Programs run on QEMU's mps2-an386.

set(CMAKE_SYSTEM_PROCESSOR cortex-m4)
set(ISOPEL_CPU_FLAGS "-mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16")
set(ISOPEL_BOARD mps2-an386)

include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
