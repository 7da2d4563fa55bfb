// A plugin for QEMU's user mode that counts the instructions a program executes.
//
//     cc -shared -fPIC -o count_plugin.so count_plugin.c
//     qemu-aarch64 -plugin count_plugin.so,count=PATH program
//
// When the program makes the system call 0x150e1, which no Linux has, the count so far is written to the file: eight
// bytes, as the host orders them. instructions.c is the other half.
//
// Debian's QEMU takes plugins, but comes without their header: the declarations below are those of plugin version 1
// (https://www.qemu.org/docs/master/devel/tcg-plugins.html).
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#define EXPORTED __attribute__((visibility("default")))

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
enum { ADD_U64 = 0, MARK = 0x150e1 };

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, struct qemu_plugin_tb*));
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb*, int operation, void* counter, uint64_t);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb*);
void qemu_plugin_register_vcpu_syscall_cb(qemu_plugin_id_t,
                                          void (*)(qemu_plugin_id_t, unsigned, int64_t, uint64_t, uint64_t, uint64_t,
                                                   uint64_t, uint64_t, uint64_t, uint64_t, uint64_t));

EXPORTED int qemu_plugin_version = 1;

static uint64_t count;
static int file = -1;

// A block is left before its end by nothing but a fault.
static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb* block) {
  (void)id;
  qemu_plugin_register_vcpu_tb_exec_inline(block, ADD_U64, &count, qemu_plugin_tb_n_insns(block));
}

static void called(qemu_plugin_id_t id, unsigned cpu, int64_t number, uint64_t a, uint64_t b, uint64_t c, uint64_t d,
                   uint64_t e, uint64_t f, uint64_t g, uint64_t h) {
  (void)id, (void)cpu, (void)a, (void)b, (void)c, (void)d, (void)e, (void)f, (void)g, (void)h;
  if (number == MARK && pwrite(file, &count, sizeof count, 0) != sizeof count) _exit(1);
}

EXPORTED int qemu_plugin_install(qemu_plugin_id_t id, const void* info, int argc, char** argv) {
  (void)info;
  if (argc != 1 || strncmp(argv[0], "count=", 6) != 0) return 1;
  file = open(argv[0] + 6, O_WRONLY | O_CREAT, 0600);
  if (file < 0) return 1;
  qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
  qemu_plugin_register_vcpu_syscall_cb(id, called);
  return 0;
}
