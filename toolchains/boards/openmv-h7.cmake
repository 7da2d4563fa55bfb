# OpenMV Cam H7, whose core is supplied by the chip's LDO alone. Built, not run on silicon.

set(CMAKE_SYSTEM_PROCESSOR cortex-m7)
set(ISOPEL_CPU_FLAGS "-mcpu=cortex-m7 -mthumb -mfloat-abi=hard -mfpu=fpv5-d16")
set(ISOPEL_BOARD openmv-h7)
set(ISOPEL_CHIP stm32h7)
set(ISOPEL_CHIP_DEFINITIONS ISOPEL_BOARD_COUNT_DWT ISOPEL_BOARD_LDO)

include(${CMAKE_CURRENT_LIST_DIR}/../arm-none-eabi.cmake)
