# GoogleTest on every target:  include(toolchains/googletest.cmake)  gives
#   GTest::gtest, GTest::gtest_main      link your test program with the second one
#   isopel_add_gtest(target)             registers a finished test program with ctest
#
# Hosts use the installed package. Cross targets compile Debian's sources (/usr/src/googletest),
# because no package has libraries for them.

include_guard(GLOBAL)
include(${CMAKE_CURRENT_LIST_DIR}/board/board.cmake)

if(NOT CMAKE_CROSSCOMPILING)
  find_package(GTest REQUIRED)
else()
  set(ISOPEL_GTEST_SOURCE /usr/src/googletest/googletest CACHE PATH "Sources of GoogleTest")
  if(NOT EXISTS ${ISOPEL_GTEST_SOURCE}/src/gtest-all.cc)
    message(FATAL_ERROR "No GoogleTest sources in ${ISOPEL_GTEST_SOURCE}. "
                        "Run toolchains/setup.sh, or set ISOPEL_GTEST_SOURCE.")
  endif()

  add_library(isopel_gtest STATIC EXCLUDE_FROM_ALL ${ISOPEL_GTEST_SOURCE}/src/gtest-all.cc)
  # SYSTEM: warnings in GoogleTest's headers are not ours to fix.
  target_include_directories(isopel_gtest SYSTEM PUBLIC ${ISOPEL_GTEST_SOURCE}/include)
  target_include_directories(isopel_gtest PRIVATE ${ISOPEL_GTEST_SOURCE})
  # -w for the same reason; -O0 because test speed is not GoogleTest's speed.
  target_compile_options(isopel_gtest PRIVATE -w -O0)
  target_compile_features(isopel_gtest PUBLIC cxx_std_14)

  if(ISOPEL_BOARD)
    # newlib has no threads, no fork, no regex and no stream redirection, and hides fileno(),
    # strdup() and PATH_MAX from strict ISO C++. The headers read these too, so: PUBLIC.
    target_compile_definitions(isopel_gtest PUBLIC
      _GNU_SOURCE _POSIX_PATH_MAX=255
      GTEST_HAS_PTHREAD=0 GTEST_HAS_DEATH_TEST=0
      GTEST_HAS_STREAM_REDIRECTION=0 GTEST_HAS_POSIX_RE=0)
  else()
    find_package(Threads REQUIRED)
    target_link_libraries(isopel_gtest PUBLIC Threads::Threads)
    # GoogleTest can stream results to a socket; a static glibc warns about that at every link.
    target_link_options(isopel_gtest INTERFACE -Wl,--no-warnings)
  endif()

  add_library(isopel_gtest_main STATIC EXCLUDE_FROM_ALL ${ISOPEL_GTEST_SOURCE}/src/gtest_main.cc)
  target_link_libraries(isopel_gtest_main PUBLIC isopel_gtest)

  add_library(GTest::gtest ALIAS isopel_gtest)
  add_library(GTest::gtest_main ALIAS isopel_gtest_main)
endif()

# On hosts and Linux targets ctest sees every single test. On boards it sees one test per image:
# starting QEMU once for each of some hundred tests is slow and shows nothing more.
# Extra arguments go to add_test or gtest_discover_tests (WORKING_DIRECTORY ...).
function(isopel_add_gtest target)
  isopel_board_executable(${target})
  if(ISOPEL_BOARD)
    add_test(NAME ${target} COMMAND ${target} --gtest_brief=1 ${ARGN})
  else()
    include(GoogleTest)
    gtest_discover_tests(${target} TEST_PREFIX "${target}." DISCOVERY_TIMEOUT 60 ${ARGN})
  endif()
endfunction()
