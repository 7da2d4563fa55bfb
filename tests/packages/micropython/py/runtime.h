/* A stand-in for MicroPython, as far as isopel_module.c uses it: objects are pointers to a tagged struct, and what
 * raises jumps back to the test. It is no MicroPython: names and types are the same, nothing else is claimed. */
#ifndef ISOPEL_TESTS_MICROPYTHON_RUNTIME_H_
#define ISOPEL_TESTS_MICROPYTHON_RUNTIME_H_

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned char byte;
typedef unsigned mp_uint_t;

typedef enum { KIND_NONE, KIND_BOOL, KIND_INT, KIND_STR, KIND_PAIR, KIND_BYTES, KIND_BYTEARRAY } kind;
typedef struct object {
  kind kind;
  long number;
  const char* text;
  const struct object* items[2];
  void* data;
  size_t size;
} object;
typedef const object* mp_obj_t;
typedef mp_obj_t mp_rom_obj_t;
typedef int mp_obj_type_t;
typedef const char* mp_rom_error_text_t;

extern const object mp_const_none_object;
extern const mp_obj_type_t mp_type_ValueError, mp_type_module;
extern jmp_buf raised;
extern char raised_text[512];

#define MP_OBJ_NULL ((mp_obj_t)0)
#define mp_const_none (&mp_const_none_object)
#define MP_ERROR_TEXT(text) (text)
#define MP_ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define MP_BUFFER_READ 1
#define MP_BUFFER_WRITE 2

/* Interned strings: those that the module names. */
#define MP_QSTR(name) static const object MP_QSTR_object_##name = {.kind = KIND_STR, .text = #name}
enum {
  MP_QSTR_src,
  MP_QSTR_dst,
  MP_QSTR_src_size,
  MP_QSTR_dst_size,
  MP_QSTR_format,
  MP_QSTR_filter,
  MP_QSTR_antialias
};
enum { MP_QSTR_preset = MP_QSTR_antialias + 1, MP_QSTR_store, MP_QSTR___name__, MP_QSTR_isopel, MP_QSTR_resize };
MP_QSTR(gray);
MP_QSTR(same);
MP_QSTR(__name__);
MP_QSTR(isopel);
MP_QSTR(resize);
#define MP_ROM_QSTR(name) (&MP_QSTR_object_of_##name)
#define MP_QSTR_object_of_MP_QSTR_gray MP_QSTR_object_gray
#define MP_QSTR_object_of_MP_QSTR_same MP_QSTR_object_same
#define MP_QSTR_object_of_MP_QSTR___name__ MP_QSTR_object___name__
#define MP_QSTR_object_of_MP_QSTR_isopel MP_QSTR_object_isopel
#define MP_QSTR_object_of_MP_QSTR_resize MP_QSTR_object_resize
#define MP_ROM_NONE mp_const_none
#define MP_ROM_PTR(pointer) ((mp_obj_t)(const void*)(pointer))

/* Arguments: positional ones in order, then named ones in pairs of string and value. */
#define MP_ARG_REQUIRED 1
#define MP_ARG_KW_ONLY 2
#define MP_ARG_OBJ 4
typedef union {
  mp_obj_t u_obj;
  mp_rom_obj_t u_rom_obj;
} mp_arg_val_t;
typedef struct {
  int qst, flags;
  mp_arg_val_t defval;
} mp_arg_t;
typedef struct {
  size_t used;
  const char* names[8];
  mp_obj_t values[8];
} mp_map_t;
void mp_arg_parse_all(size_t positional, const mp_obj_t* given, mp_map_t* named, size_t count, const mp_arg_t* allowed,
                      mp_arg_val_t* values);

typedef struct {
  void* buf;
  size_t len;
} mp_buffer_info_t;
void mp_get_buffer_raise(mp_obj_t object, mp_buffer_info_t* buffer, mp_uint_t access);
void mp_obj_get_array_fixed_n(mp_obj_t tuple, size_t count, mp_obj_t** items);
long mp_obj_get_int(mp_obj_t object);
const char* mp_obj_str_get_str(mp_obj_t object);
bool mp_obj_is_true(mp_obj_t object);
__attribute__((noreturn)) void mp_raise_msg_varg(const mp_obj_type_t* type, mp_rom_error_text_t format, ...);
#define m_new(type, count) ((type*)malloc(sizeof(type) * ((count) + 1)))
#define m_del(type, memory, count) free(memory)

/* The module's table: the test calls the function that it registers as resize. */
typedef mp_obj_t (*mp_function)(size_t positional, const mp_obj_t* given, mp_map_t* named);
typedef struct {
  size_t positional;
  mp_function call;
} mp_obj_fun_builtin_var_t;
#define MP_DEFINE_CONST_FUN_OBJ_KW(name, least, function) const mp_obj_fun_builtin_var_t name = {least, function}
typedef struct {
  mp_obj_t key, value;
} mp_rom_map_elem_t;
typedef struct {
  const mp_rom_map_elem_t* table;
  size_t count;
} mp_obj_dict_t;
#define MP_DEFINE_CONST_DICT(name, table) const mp_obj_dict_t name = {table, MP_ARRAY_SIZE(table)}
typedef struct {
  const mp_obj_type_t* type;
} mp_obj_base_t;
typedef struct {
  mp_obj_base_t base;
  mp_obj_dict_t* globals;
} mp_obj_module_t;
#define MP_REGISTER_MODULE(name, module) const mp_obj_module_t* const registered_module = &(module)

#endif /* ISOPEL_TESTS_MICROPYTHON_RUNTIME_H_ */
