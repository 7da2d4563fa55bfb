# STM32F746G-DISCO, whose FPU has no doubles. Built, not run on silicon.

set(CMAKE_SYSTEM_PROCESSOR cortex-m7)
set(ISOPEL_CPU_FLAGS "-mcpu=cortex-m7 -mthumb -mfloat-abi=hard -mfpu=fpv5-sp-d16")
set(ISOPEL_BOARD stm32f746g-disco)
set(ISOPEL_CHIP stm32f7)
set(ISOPEL_CHIP_DEFINITIONS ISOPEL_BOARD_COUNT_DWT)

include(${CMAKE_CURRENT_LIST_DIR}/../arm-none-eabi.cmake)
