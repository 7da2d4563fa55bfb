# Highway, headers only:  isopel_use_highway_headers(target)
#
# The headers are the same for every CPU, so cross builds use those of the host package. A plain
# -I/usr/include would drag the host's C library in; therefore a folder with one link, hwy.
# Nothing links libhwy: we have our own dispatch table.

include_guard(GLOBAL)

function(isopel_use_highway_headers target)
  find_path(ISOPEL_HIGHWAY_INCLUDE_DIR hwy/highway.h PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH
            DOC "Folder that holds hwy/highway.h")
  if(NOT ISOPEL_HIGHWAY_INCLUDE_DIR)
    message(FATAL_ERROR "hwy/highway.h not found. Run toolchains/setup.sh --host-only, "
                        "or set ISOPEL_HIGHWAY_INCLUDE_DIR.")
  endif()
  set(folder ${PROJECT_BINARY_DIR}/highway-headers)
  file(MAKE_DIRECTORY ${folder})
  file(CREATE_LINK ${ISOPEL_HIGHWAY_INCLUDE_DIR}/hwy ${folder}/hwy SYMBOLIC)
  # BUILD_INTERFACE: users of an installed isopel never see Highway.
  target_include_directories(${target} SYSTEM PRIVATE $<BUILD_INTERFACE:${folder}>)
endfunction()
