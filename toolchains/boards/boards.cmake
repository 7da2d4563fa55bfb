# Programs for silicon: start-up, the chip, the layout and printf of the board that the toolchain file names.
# toolchains/board/board.cmake calls it; README.md says what is what.

include_guard(GLOBAL)

function(isopel_silicon_executable target)
  set(folder ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  if(NOT TARGET isopel_silicon_support)
    add_library(isopel_silicon_support OBJECT
      ${folder}/startup.c
      ${folder}/caches.c
      ${folder}/debugger.c
      ${folder}/syscalls.c
      ${folder}/${ISOPEL_CHIP}.c
      ${folder}/../board/instructions.c
      ${folder}/../board/memory_use.c)
    set_target_properties(isopel_silicon_support PROPERTIES C_STANDARD 11 C_EXTENSIONS ON)
    target_compile_options(isopel_silicon_support PRIVATE -Wall -Wextra -Os)
    target_compile_definitions(isopel_silicon_support PRIVATE ${ISOPEL_CHIP_DEFINITIONS})
    target_include_directories(isopel_silicon_support PRIVATE ${folder}/../board) # semihosting.h
  endif()

  set(script ${folder}/${ISOPEL_BOARD}.ld)
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:isopel_silicon_support>)
  target_include_directories(${target} PRIVATE ${folder} ${folder}/../board)
  target_link_options(${target} PRIVATE -nostartfiles --specs=nano.specs -T ${script} -L ${folder}
    -Wl,--gc-sections -Wl,-Map=$<TARGET_FILE:${target}>.map -Wl,--no-warn-rwx-segments)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${script} ${folder}/silicon.ld)
endfunction()
