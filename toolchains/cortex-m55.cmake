# Cortex-M55 with Helium for integers and floats, and the double-precision FPU. Programs run on QEMU's mps3-an547.

set(CMAKE_SYSTEM_PROCESSOR cortex-m55)
set(ISOPEL_CPU_FLAGS "-mcpu=cortex-m55 -mthumb -mfloat-abi=hard")
set(ISOPEL_BOARD mps3-an547)

include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
