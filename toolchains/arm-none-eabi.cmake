# What every bare-metal Arm target shares. Included by the toolchain files, after they have set
#   CMAKE_SYSTEM_PROCESSOR
#   ISOPEL_CPU_FLAGS   -mcpu and friends
#   ISOPEL_BOARD       the QEMU machine; it also names the linker script in toolchains/board
#   ISOPEL_CHIP        of real boards, whose files are in toolchains/boards: the file with its clock and serial port

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_C_COMPILER arm-none-eabi-gcc)
set(CMAKE_CXX_COMPILER arm-none-eabi-g++)
set(CMAKE_ASM_COMPILER arm-none-eabi-gcc)

# A program cannot be linked before board.cmake adds start-up code and a linker script.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

# Never -ffreestanding here: it turns memcpy of a few bytes into a call.
set(ISOPEL_BOARD_FLAGS "${ISOPEL_CPU_FLAGS} -ffunction-sections -fdata-sections")
set(CMAKE_C_FLAGS_INIT "${ISOPEL_BOARD_FLAGS}")
set(CMAKE_CXX_FLAGS_INIT "${ISOPEL_BOARD_FLAGS}")
set(CMAKE_ASM_FLAGS_INIT "${ISOPEL_CPU_FLAGS}")

# Firmware is built with -O2, and so are the published instruction counts.
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "C flags of Release")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "C++ flags of Release")

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

if(NOT ISOPEL_CHIP)
  set(CMAKE_CROSSCOMPILING_EMULATOR "${CMAKE_CURRENT_LIST_DIR}/board/run-qemu;${ISOPEL_BOARD}")
endif()
