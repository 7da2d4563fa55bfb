# Cortex-M33 with the DSP extension and the single-precision FPU. Programs run on QEMU's mps2-an505.

set(CMAKE_SYSTEM_PROCESSOR cortex-m33)
set(ISOPEL_CPU_FLAGS "-mcpu=cortex-m33 -mthumb -mfloat-abi=hard -mfpu=fpv5-sp-d16")
set(ISOPEL_BOARD mps2-an505)

include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
