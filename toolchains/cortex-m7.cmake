# Cortex-M7 with the double-precision FPU. Programs run on QEMU's mps2-an500.

set(CMAKE_SYSTEM_PROCESSOR cortex-m7)
set(ISOPEL_CPU_FLAGS "-mcpu=cortex-m7 -mthumb -mfloat-abi=hard -mfpu=fpv5-d16")
set(ISOPEL_BOARD mps2-an500)

include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
