// What newlib's printf asks for. There are no files: reading and opening fail.

#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>

#include "board.h"

extern char heap_start[], heap_end[];

int _write(int file, const char* text, int length) {
  (void)file;
  isopel_board_write(text, (size_t)length);
  return length;
}

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

__attribute__((weak)) void isopel_board_end(int code) {
  if (code != 0) isopel_board_write("exit: failure\n", 14);
}

__attribute__((noreturn)) void _exit(int code) {
  isopel_board_end(code);
  for (;;) __asm__ volatile("wfe");
}

int _fstat(int file, struct stat* status) {
  (void)file;
  *status = (struct stat){.st_mode = S_IFCHR};
  return 0;
}

int _isatty(int file) {
  (void)file;
  return 1;
}

static int refuse(void) {
  errno = ENOSYS;
  return -1;
}
int _read(int file, char* into, int length) {
  (void)file, (void)into, (void)length;
  return refuse();
}
int _lseek(int file, int offset, int whence) {
  (void)file, (void)offset, (void)whence;
  return refuse();
}
int _close(int file) {
  (void)file;
  return refuse();
}
int _kill(int process, int signal) {
  (void)process, (void)signal;
  return refuse();
}
int _getpid(void) { return 1; }
void _init(void) {}
void _fini(void) {}
