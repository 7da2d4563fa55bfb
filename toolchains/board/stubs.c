// What newlib lacks for GoogleTest and for C++ without crti.o and crtbegin.o.

#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "semihosting.h"

extern char heap_start[], heap_end[];

// newlib's _sbrk wants the heap below the stack pointer. Ours is in PSRAM, far above it.
void* _sbrk(ptrdiff_t increment) {
  static char* top = heap_start;
  if (increment > heap_end - top || increment < heap_start - top) {
    errno = ENOMEM;
    return (void*)-1;
  }
  char* const old = top;
  top += increment;
  return old;
}

// crti.o, crtn.o and crtbegin.o would bring these; -nostartfiles leaves them out.
void* __dso_handle = &__dso_handle;
void _init(void) {}
void _fini(void) {}

// newlib's abort() says nothing, so an exception that nobody catches would end a test in silence.
void abort(void) {
  semihosting_print("board: abort() (a failed assert, or an exception that nobody caught)\n");
  semihosting_exit(134);  // what a shell reports for SIGABRT
}

// GoogleTest names these for its XML reports and death tests. Semihosting has no folders.
int mkdir(const char* path, mode_t mode) {
  (void)path;
  (void)mode;
  errno = ENOSYS;
  return -1;
}

// GoogleTest asks whether the folder of a report exists, and climbs up for ever when the answer is always no. The
// linker sends calls of stat() here (--wrap). Opening the file will tell.
int __wrap_stat(const char* path, struct stat* status) {
  (void)path;
  *status = (struct stat){.st_mode = S_IFDIR};
  return 0;
}

int rmdir(const char* path) {
  (void)path;
  errno = ENOSYS;
  return -1;
}

char* getcwd(char* buffer, size_t size) {
  if (size < 2) {
    errno = ERANGE;
    return NULL;
  }
  buffer[0] = '.';
  buffer[1] = '\0';
  return buffer;
}
