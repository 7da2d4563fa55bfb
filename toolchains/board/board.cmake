# Programs for boards:  isopel_board_executable(target)
#
# Adds start-up code, stubs, the linker script and newlib's semihosting to an executable. Does
# nothing when the toolchain is not one of a board, so callers need no if().
# ISOPEL_BOARD (set by the toolchain file) is the machine's name.

include_guard(GLOBAL)

set(ISOPEL_BOARD_DIR ${CMAKE_CURRENT_LIST_DIR})

function(isopel_board_executable target)
  if(NOT ISOPEL_BOARD)
    return()
  endif()
  if(ISOPEL_CHIP) # a real board
    include(${ISOPEL_BOARD_DIR}/../boards/boards.cmake)
    isopel_silicon_executable(${target})
    return()
  endif()

  if(NOT TARGET isopel_board_support)
    add_library(isopel_board_support OBJECT
      ${ISOPEL_BOARD_DIR}/startup.c
      ${ISOPEL_BOARD_DIR}/memory.c
      ${ISOPEL_BOARD_DIR}/fenced.c
      ${ISOPEL_BOARD_DIR}/fault.c
      ${ISOPEL_BOARD_DIR}/stubs.c
      ${ISOPEL_BOARD_DIR}/instructions.c
      ${ISOPEL_BOARD_DIR}/memory_use.c)
    set_target_properties(isopel_board_support PROPERTIES C_STANDARD 11 C_EXTENSIONS ON)
    target_compile_options(isopel_board_support PRIVATE -Wall -Wextra -Os)
    string(MAKE_C_IDENTIFIER ${ISOPEL_BOARD} machine)
    string(TOUPPER ${machine} machine)
    target_compile_definitions(isopel_board_support PRIVATE ISOPEL_BOARD_${machine}) # instructions.c
  endif()

  set(script ${ISOPEL_BOARD_DIR}/${ISOPEL_BOARD}.ld)
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:isopel_board_support>)
  target_include_directories(${target} PRIVATE ${ISOPEL_BOARD_DIR}) # instructions.h, fenced.h, memory_use.h
  # -L: the linker scripts INCLUDE a shared part.
  target_link_options(${target} PRIVATE
    -nostartfiles --specs=rdimon.specs
    -T ${script} -L ${ISOPEL_BOARD_DIR} -Wl,--gc-sections -Wl,--wrap=stat)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS
    ${script} ${ISOPEL_BOARD_DIR}/sections.ld)
endfunction()
