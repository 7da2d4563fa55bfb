# The boards' start-up code and layout on QEMU's mps2-an500, with no chip around the core.

set(CMAKE_SYSTEM_PROCESSOR cortex-m7)
set(ISOPEL_CPU_FLAGS "-mcpu=cortex-m7 -mthumb -mfloat-abi=hard -mfpu=fpv5-d16")
set(ISOPEL_BOARD emulated)
set(ISOPEL_CHIP emulated)
set(ISOPEL_CHIP_DEFINITIONS "")

include(${CMAKE_CURRENT_LIST_DIR}/../arm-none-eabi.cmake)
