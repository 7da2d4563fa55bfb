// isopel for MicroPython:
//
//     import isopel
//     isopel.resize(src, dst, (320, 240), (96, 96), format="rgb565", filter="area", store="i8")
//
// src and dst are bytearrays, memoryviews or whatever has a buffer; rows lie one after another. Tables and scratch
// memory come from MicroPython's heap and go back to it. What cannot be is a ValueError with isopel's sentence.
// README.md lists the arguments.

#include <string.h>

#include "isopel/isopel.h"
#include "py/runtime.h"

__attribute__((noreturn)) static void refuse(const char* sentence) {
  mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("%s"), sentence);
}

static void check(isopel_status status, const isopel_message* why) {
  if (status != ISOPEL_OK) refuse(why->text[0] != '\0' ? why->text : isopel_status_text(status));
}

static isopel_size size_of(mp_obj_t pair) {
  mp_obj_t* sides;
  mp_obj_get_array_fixed_n(pair, 2, &sides);
  return (isopel_size){(int32_t)mp_obj_get_int(sides[0]), (int32_t)mp_obj_get_int(sides[1])};
}

typedef struct {
  const char* name;
  int32_t value;
} choice;

static int32_t choose(const choice* choices, size_t count, mp_obj_t name, const char* otherwise) {
  const char* wanted = mp_obj_str_get_str(name);
  for (size_t i = 0; i < count; ++i) {
    if (strcmp(choices[i].name, wanted) == 0) return choices[i].value;
  }
  refuse(otherwise);
}

static isopel_rules rules_of(mp_obj_t preset, mp_obj_t filter, mp_obj_t antialias) {
  static const choice filters[] = {
      {"nearest", ISOPEL_FILTER_NEAREST},         {"bilinear", ISOPEL_FILTER_BILINEAR},
      {"catmull-rom", ISOPEL_FILTER_CATMULL_ROM}, {"area", ISOPEL_FILTER_AREA},
      {"lanczos2", ISOPEL_FILTER_LANCZOS2},       {"lanczos3", ISOPEL_FILTER_LANCZOS3},
      {"lanczos4", ISOPEL_FILTER_LANCZOS4},
  };
  isopel_rules rules = {0};
  if (preset != mp_const_none) {
    if (filter != mp_const_none || antialias != mp_const_none) refuse("a preset has its own filter and antialias");
    isopel_message why = {""};
    check(isopel_preset_rules(mp_obj_str_get_str(preset), &rules, &why), &why);
    return rules;
  }
  rules.filter = ISOPEL_FILTER_BILINEAR;
  if (filter != mp_const_none) {
    rules.filter = choose(filters, MP_ARRAY_SIZE(filters), filter,
                          "filter is nearest, bilinear, catmull-rom, area, lanczos2, lanczos3 or lanczos4");
  }
  rules.antialias = antialias != mp_const_none && mp_obj_is_true(antialias);
  return rules;
}

static isopel_format format_of(mp_obj_t name) {
  static const choice elements[] = {
      {"gray", ISOPEL_ELEMENT_U8},
      {"rgb", ISOPEL_ELEMENT_U8},
      {"rgb565", ISOPEL_ELEMENT_RGB565},
      {"rgb565-be", ISOPEL_ELEMENT_RGB565_BE},
  };
  const isopel_element element =
      choose(elements, MP_ARRAY_SIZE(elements), name, "format is gray, rgb, rgb565 or rgb565-be");
  return (isopel_format){.element = element, .channels = strcmp(mp_obj_str_get_str(name), "rgb") == 0 ? 3 : 1};
}

static bool is_packed(isopel_format format) {
  return format.element == ISOPEL_ELEMENT_RGB565 || format.element == ISOPEL_ELEMENT_RGB565_BE;
}

// What is stored: the source's format, or one number for each channel.
static isopel_format stored_as(isopel_format format, mp_obj_t name) {
  static const choice elements[] = {{"same", -1}, {"u8", ISOPEL_ELEMENT_U8}, {"i8", ISOPEL_ELEMENT_I8}};
  const int32_t element = choose(elements, MP_ARRAY_SIZE(elements), name, "store is same, u8 or i8");
  if (element < 0) return format;
  return (isopel_format){.element = element, .channels = is_packed(format) ? 3 : format.channels};
}

static ptrdiff_t row_of(isopel_size size, isopel_format format) {
  return (ptrdiff_t)size.width * (is_packed(format) ? 2 : format.channels);
}

// The buffer's bytes, if they are those of an image of that size.
static void* bytes_of(mp_obj_t object, mp_uint_t access, isopel_size size, isopel_format format,
                      const char* otherwise) {
  mp_buffer_info_t buffer;
  mp_get_buffer_raise(object, &buffer, access);
  if ((uint64_t)buffer.len != (uint64_t)row_of(size, format) * (uint64_t)size.height) refuse(otherwise);
  return buffer.buf;
}

static mp_obj_t isopel_module_resize(size_t positional, const mp_obj_t* given, mp_map_t* named) {
  enum { SRC, DST, SRC_SIZE, DST_SIZE, FORMAT, FILTER, ANTIALIAS, PRESET, STORE };
  static const mp_arg_t allowed[] = {
      {MP_QSTR_src, MP_ARG_REQUIRED | MP_ARG_OBJ, {.u_obj = MP_OBJ_NULL}},
      {MP_QSTR_dst, MP_ARG_REQUIRED | MP_ARG_OBJ, {.u_obj = MP_OBJ_NULL}},
      {MP_QSTR_src_size, MP_ARG_REQUIRED | MP_ARG_OBJ, {.u_obj = MP_OBJ_NULL}},
      {MP_QSTR_dst_size, MP_ARG_REQUIRED | MP_ARG_OBJ, {.u_obj = MP_OBJ_NULL}},
      {MP_QSTR_format, MP_ARG_KW_ONLY | MP_ARG_OBJ, {.u_rom_obj = MP_ROM_QSTR(MP_QSTR_gray)}},
      {MP_QSTR_filter, MP_ARG_KW_ONLY | MP_ARG_OBJ, {.u_rom_obj = MP_ROM_NONE}},
      {MP_QSTR_antialias, MP_ARG_KW_ONLY | MP_ARG_OBJ, {.u_rom_obj = MP_ROM_NONE}},
      {MP_QSTR_preset, MP_ARG_KW_ONLY | MP_ARG_OBJ, {.u_rom_obj = MP_ROM_NONE}},
      {MP_QSTR_store, MP_ARG_KW_ONLY | MP_ARG_OBJ, {.u_rom_obj = MP_ROM_QSTR(MP_QSTR_same)}},
  };
  mp_arg_val_t values[MP_ARRAY_SIZE(allowed)];
  mp_arg_parse_all(positional, given, named, MP_ARRAY_SIZE(allowed), allowed, values);

  isopel_spec spec = {.src = size_of(values[SRC_SIZE].u_obj), .dst = size_of(values[DST_SIZE].u_obj), .block_rows = 1};
  spec.format = format_of(values[FORMAT].u_obj);
  spec.rules = rules_of(values[PRESET].u_obj, values[FILTER].u_obj, values[ANTIALIAS].u_obj);
  spec.dst_format = stored_as(spec.format, values[STORE].u_obj);
  isopel_message why = {""};
  check(isopel_spec_check(&spec, &why), &why);

  const isopel_const_image src = {
      .data = bytes_of(values[SRC].u_obj, MP_BUFFER_READ, spec.src, spec.format, "src is not of src_size and format"),
      .size = spec.src,
      .stride = row_of(spec.src, spec.format),
      .format = spec.format};
  const isopel_image dst = {.data = bytes_of(values[DST].u_obj, MP_BUFFER_WRITE, spec.dst, spec.dst_format,
                                             "dst is not of dst_size and what is stored"),
                            .size = spec.dst,
                            .stride = row_of(spec.dst, spec.dst_format),
                            .format = spec.dst_format};

  const size_t tables_size = (size_t)isopel_memory_size(&spec);
  byte* const tables = m_new(byte, tables_size);
  isopel_plan plan;
  isopel_status status = isopel_plan_make(&spec, tables, tables_size, NULL, &plan, &why);
  if (status == ISOPEL_OK) {
    const size_t scratch_size = (size_t)isopel_plan_scratch_size(&plan);
    byte* const scratch = m_new(byte, scratch_size);
    status = isopel_plan_execute(&plan, src, dst, scratch, scratch_size, &why);
    m_del(byte, scratch, scratch_size);
  }
  m_del(byte, tables, tables_size);
  check(status, &why);
  return values[DST].u_obj;
}
static MP_DEFINE_CONST_FUN_OBJ_KW(isopel_module_resize_obj, 4, isopel_module_resize);

static const mp_rom_map_elem_t isopel_module_globals_table[] = {
    {MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_isopel)},
    {MP_ROM_QSTR(MP_QSTR_resize), MP_ROM_PTR(&isopel_module_resize_obj)},
};
static MP_DEFINE_CONST_DICT(isopel_module_globals, isopel_module_globals_table);

const mp_obj_module_t isopel_user_module = {
    .base = {&mp_type_module},
    .globals = (mp_obj_dict_t*)&isopel_module_globals,
};

MP_REGISTER_MODULE(MP_QSTR_isopel, isopel_user_module);
