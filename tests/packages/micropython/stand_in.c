#include "py/runtime.h"

const object mp_const_none_object = {.kind = KIND_NONE};
const mp_obj_type_t mp_type_ValueError = 1, mp_type_module = 2;
jmp_buf raised;
char raised_text[512];

void mp_raise_msg_varg(const mp_obj_type_t* type, mp_rom_error_text_t format, ...) {
  (void)type;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(raised_text, sizeof raised_text, format, arguments);
  va_end(arguments);
  longjmp(raised, 1);
}

static mp_obj_t must_be(mp_obj_t object, kind wanted) {
  if (object == MP_OBJ_NULL || object->kind != wanted) mp_raise_msg_varg(NULL, "wrong type");
  return object;
}

void mp_arg_parse_all(size_t positional, const mp_obj_t* given, mp_map_t* named, size_t count, const mp_arg_t* allowed,
                      mp_arg_val_t* values) {
  static const char* const names[] = {"src",    "dst",       "src_size", "dst_size", "format",
                                      "filter", "antialias", "preset",   "store"};
  size_t taken = 0;
  for (size_t i = 0; i < count; ++i) {
    values[i] = allowed[i].defval;
    if (i < positional && !(allowed[i].flags & MP_ARG_KW_ONLY)) values[i].u_obj = given[i];
    for (size_t j = 0; j < named->used; ++j) {
      if (strcmp(named->names[j], names[allowed[i].qst]) == 0) {
        values[i].u_obj = named->values[j];
        ++taken;
      }
    }
    if (values[i].u_obj == MP_OBJ_NULL) mp_raise_msg_varg(NULL, "argument %s is missing", names[allowed[i].qst]);
  }
  if (taken != named->used) mp_raise_msg_varg(NULL, "unexpected argument");
}

void mp_get_buffer_raise(mp_obj_t object, mp_buffer_info_t* buffer, mp_uint_t access) {
  if (object->kind != KIND_BYTEARRAY && (access == MP_BUFFER_WRITE || object->kind != KIND_BYTES)) {
    mp_raise_msg_varg(NULL, "object with buffer protocol required");
  }
  *buffer = (mp_buffer_info_t){object->data, object->size};
}

void mp_obj_get_array_fixed_n(mp_obj_t tuple, size_t count, mp_obj_t** items) {
  must_be(tuple, KIND_PAIR);
  if (count != 2) mp_raise_msg_varg(NULL, "wrong length");
  *items = (mp_obj_t*)tuple->items;
}

long mp_obj_get_int(mp_obj_t object) { return must_be(object, KIND_INT)->number; }
const char* mp_obj_str_get_str(mp_obj_t object) { return must_be(object, KIND_STR)->text; }
bool mp_obj_is_true(mp_obj_t object) { return object->number != 0; }
