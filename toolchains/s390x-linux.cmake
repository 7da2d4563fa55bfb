# IBM Z Linux, big-endian; Debian's g++-s390x-linux-gnu. No arch of its own: the scalar one. Programs run under qemu-s390x.

set(CMAKE_SYSTEM_PROCESSOR s390x)
set(ISOPEL_CROSS_PREFIX s390x-linux-gnu)
set(ISOPEL_QEMU qemu-s390x)

include(${CMAKE_CURRENT_LIST_DIR}/linux-cross.cmake)
