/* The MicroPython module, called through the table that it registers, with the stand-in for MicroPython beside this
 * file. What it prints is compared with micropython_module/try.expected, which the real MicroPython printed. */
#include "../../../examples/fnv1a.h"
#include "py/runtime.h"

extern const mp_obj_module_t* const registered_module;

static const object wide = {.kind = KIND_INT, .number = 320}, high = {.kind = KIND_INT, .number = 240};
static const object half = {.kind = KIND_INT, .number = 160}, small = {.kind = KIND_INT, .number = 96};
static const object smaller = {.kind = KIND_INT, .number = 95}, tiny = {.kind = KIND_INT, .number = 48};
static const object nothing = {.kind = KIND_INT, .number = 0}, yes = {.kind = KIND_BOOL, .number = 1};

static object string(const char* text) { return (object){.kind = KIND_STR, .text = text}; }
static object pair(const object* first, const object* second) {
  return (object){.kind = KIND_PAIR, .items = {first, second}};
}

static mp_function resize(void) {
  const mp_obj_dict_t* globals = registered_module->globals;
  for (size_t i = 0; i < globals->count; ++i) {
    if (strcmp(globals->table[i].key->text, "resize") == 0) {
      return ((const mp_obj_fun_builtin_var_t*)(const void*)globals->table[i].value)->call;
    }
  }
  exit(2);
}

static void call(const char* label, const object* src, const object* dst, const object* src_size,
                 const object* dst_size, mp_map_t named) {
  const mp_obj_t given[] = {src, dst, src_size, dst_size};
  if (setjmp(raised) != 0) {
    printf("%s\n", raised_text);
    return;
  }
  const mp_obj_t result = resize()(4, given, &named);
  printf("%s %08x\n", result == dst ? label : "something else was returned", (unsigned)fnv1a(dst->data, dst->size));
}

int main(void) {
  static uint8_t pixels[240 * 320], output[96 * 96], tensor[48 * 48 * 3];
  for (int y = 0; y < 240; ++y) {
    for (int x = 0; x < 320; ++x) pixels[y * 320 + x] = (uint8_t)(x * x + y * y);
  }
  const object frame = {.kind = KIND_BYTEARRAY, .data = pixels, .size = sizeof pixels};
  const object upper_half = {.kind = KIND_BYTEARRAY, .data = pixels, .size = sizeof pixels / 2};
  const object dst = {.kind = KIND_BYTEARRAY, .data = output, .size = sizeof output};
  const object numbers = {.kind = KIND_BYTEARRAY, .data = tensor, .size = sizeof tensor};
  const object constant = {.kind = KIND_BYTES, .data = output, .size = sizeof output};
  const object whole = pair(&wide, &high), input = pair(&small, &small), flat = pair(&wide, &nothing);
  const object low = {.kind = KIND_INT, .number = 120}, top = pair(&wide, &low), narrow = pair(&half, &high);
  const object odd = pair(&small, &smaller), square = pair(&tiny, &tiny);
  const object lanczos = string("lanczos3"), linear = string("opencv-4/linear"), packed = string("rgb565");
  const object i8 = string("i8"), sharp = string("sharp"), misspelt = string("pilow/bilinear");
  const object pillow = string("pillow/bilinear");

  call("bilinear", &frame, &dst, &whole, &input, (mp_map_t){0});
  call("lanczos3", &frame, &dst, &whole, &input, (mp_map_t){2, {"filter", "antialias"}, {&lanczos, &yes}});
  call("opencv-4/linear", &frame, &dst, &whole, &input, (mp_map_t){1, {"preset"}, {&linear}});
  call("memoryview", &upper_half, &dst, &top, &input, (mp_map_t){0});
  call("rgb565 to i8", &frame, &numbers, &narrow, &square, (mp_map_t){2, {"format", "store"}, {&packed, &i8}});
  call("", &frame, &dst, &whole, &odd, (mp_map_t){0});
  call("", &frame, &dst, &flat, &input, (mp_map_t){0});
  call("", &frame, &dst, &whole, &input, (mp_map_t){1, {"filter"}, {&sharp}});
  call("", &frame, &dst, &whole, &input, (mp_map_t){1, {"preset"}, {&misspelt}});
  call("", &frame, &dst, &whole, &input, (mp_map_t){2, {"preset", "antialias"}, {&pillow, &yes}});
  call("", &frame, &constant, &whole, &input, (mp_map_t){0});
  return 0;
}
