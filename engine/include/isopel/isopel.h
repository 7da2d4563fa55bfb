/* isopel: image resampling whose bytes are the same on every processor.
 *
 * The C99 interface. Nothing here needs a C++ run time, allocates, throws or keeps global state
 * (isopel_resize, the one call for hosts, allocates). isopel.hpp offers the same nouns to C++20.
 * The arithmetic is written down in engine/CONTRACT.md; it is contract ISOPEL_CONTRACT.
 */
#ifndef ISOPEL_ISOPEL_H_
#define ISOPEL_ISOPEL_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ISOPEL_VERSION_MAJOR 0
#define ISOPEL_VERSION_MINOR 1
#define ISOPEL_VERSION_PATCH 0
#define ISOPEL_VERSION "0.1.0"

/* The number of the arithmetic. A changed output byte is a new number. */
#define ISOPEL_CONTRACT 1

/* Limits of contract 1: the longest side in pixels, and the most taps of one output pixel on one axis. */
#define ISOPEL_MAX_SIDE 1048576
#define ISOPEL_MAX_TAPS 32768
#define ISOPEL_MAX_CHANNELS 4
#define ISOPEL_MAX_BLOCK_ROWS 64

/* Room for one sentence, its terminating zero included. */
#define ISOPEL_MESSAGE_SIZE 224

#ifdef __cplusplus
extern "C" {
#endif

/* What went wrong. Every function that can fail returns one of these and writes nothing to the destination
 * unless it returns ISOPEL_OK. */
typedef int32_t isopel_status;
enum {
  ISOPEL_OK = 0,
  ISOPEL_NULL_POINTER = 1,      /* a pointer that must not be null is null */
  ISOPEL_BAD_SIZE = 2,          /* a width or height outside 1..ISOPEL_MAX_SIDE */
  ISOPEL_BAD_FORMAT = 3,        /* an element or a channel count that the engine does not have */
  ISOPEL_BAD_RULES = 4,         /* a filter or border id that does not exist or is not in this build */
  ISOPEL_BAD_BLOCK_ROWS = 5,    /* block_rows outside 1..ISOPEL_MAX_BLOCK_ROWS */
  ISOPEL_TOO_MANY_TAPS = 6,     /* an output pixel would need more than ISOPEL_MAX_TAPS taps on one axis */
  ISOPEL_MEMORY_TOO_SMALL = 7,  /* the memory for the plan's tables is too small */
  ISOPEL_SCRATCH_TOO_SMALL = 8, /* the scratch memory of an execution is too small */
  ISOPEL_BAD_STRIDE = 9,        /* a stride whose magnitude is smaller than one row */
  ISOPEL_SIZE_MISMATCH = 10,    /* an image's size is not the one that the plan was made for */
  ISOPEL_FORMAT_MISMATCH = 11,  /* an image's format is not the one that the plan was made for */
  ISOPEL_OVERLAP = 12,          /* the address ranges of source, destination, scratch or tables overlap */
  ISOPEL_BAD_ROWS = 13,         /* a row range that is not inside the destination */
  ISOPEL_ARCH_UNAVAILABLE = 14, /* an arch that does not exist, or that this processor cannot run */
  ISOPEL_OUT_OF_MEMORY = 15,    /* isopel_resize could not allocate */
  ISOPEL_NO_PLAN = 16,          /* a plan that was never made is executed */
  ISOPEL_NO_PRESET = 17,        /* there is no preset of that name */
  ISOPEL_BAD_BOX = 18,          /* a box that is empty or leaves the source, or that the arithmetic does not know */
  ISOPEL_BAD_SCALE = 19         /* a scale that does not lead to the destination's size, or is not known */
};

/* The filter: the continuous weight function. Its support is half its width in source pixels. */
typedef int32_t isopel_filter;
enum {
  ISOPEL_FILTER_NEAREST = 0,     /* the source pixel that contains the centre of the output pixel */
  ISOPEL_FILTER_BILINEAR = 1,    /* triangle, support 1 */
  ISOPEL_FILTER_CATMULL_ROM = 2, /* Keys cubic with a = -1/2, support 2 */
  ISOPEL_FILTER_AREA = 3,        /* exact overlap when shrinking; bilinear on an axis that does not shrink */
  ISOPEL_FILTER_LANCZOS2 = 4,    /* sinc(x) sinc(x/2), support 2 */
  ISOPEL_FILTER_LANCZOS3 = 5,    /* sinc(x) sinc(x/3), support 3 */
  ISOPEL_FILTER_LANCZOS4 = 6,    /* sinc(x) sinc(x/4), support 4 */
  ISOPEL_FILTER_BOX = 7,         /* one, support 1/2; Pillow's arithmetic only */
  ISOPEL_FILTER_HAMMING = 8,     /* sinc(x) times a Hamming window, support 1; Pillow's arithmetic only */
  ISOPEL_FILTER_CUBIC = 9        /* Keys cubic with a = -3/4, support 2; OpenCV's arithmetic only */
};

/* The arithmetic: number formats, roundings and the order of passes. It decides the bytes. */
typedef int32_t isopel_arithmetic;
enum {
  ISOPEL_ARITHMETIC_CONTRACT_1 = 0,       /* isopel's own: engine/CONTRACT.md */
  ISOPEL_ARITHMETIC_PILLOW = 1,           /* of Pillow's resize for 8-bit images: engine/PRESETS.md */
  ISOPEL_ARITHMETIC_OPENCV = 2,           /* of OpenCV's resize; where its builds differ, of those for x86-64 */
  ISOPEL_ARITHMETIC_OPENCV_EXACT = 3,     /* of OpenCV's INTER_LINEAR_EXACT, and INTER_NEAREST_EXACT before 4.8 */
  ISOPEL_ARITHMETIC_OPENCV_ARM64 = 4,     /* of OpenCV's INTER_AREA and INTER_CUBIC as compiled for AArch64 */
  ISOPEL_ARITHMETIC_OPENMV = 5,           /* of OpenMV's image.scale, firmware 4.4 and later */
  ISOPEL_ARITHMETIC_OPENMV_4_3 = 6,       /* of OpenMV's image.scale, firmware 4.3 and before */
  ISOPEL_ARITHMETIC_PILLOW_12_2 = 7,      /* of Pillow 12.2 and 12.3: very tall images go along y first */
  ISOPEL_ARITHMETIC_PILLOW_13 = 8,        /* of Pillow 13: images that get flatter go along y first */
  ISOPEL_ARITHMETIC_OPENCV_EXACT_4_8 = 9, /* of OpenCV's INTER_NEAREST_EXACT from 4.8 to 4.14 */
  ISOPEL_ARITHMETIC_OPENCV_EXACT_5_0 = 10 /* of OpenCV 5.0's INTER_NEAREST_EXACT */
};

/* What the last of 2 or 4 channels is. */
typedef int32_t isopel_alpha;
enum {
  ISOPEL_ALPHA_NONE = 0,    /* a channel like the others */
  ISOPEL_ALPHA_WEIGHTED = 1 /* alpha: the others are multiplied by it before and divided by it after resampling */
};

/* What taps outside the image mean. */
typedef int32_t isopel_border;
enum {
  ISOPEL_BORDER_REPLICATE = 0,  /* the edge pixel is repeated */
  ISOPEL_BORDER_RENORMALIZE = 1 /* they are left out and the others scaled to sum to one, as Pillow does */
};

/* The type of one sample. */
typedef int32_t isopel_element;
enum {
  ISOPEL_ELEMENT_U8 = 0,
  ISOPEL_ELEMENT_RGB565 = 1 /* a colour pixel in 16 bits, low byte first: red in the upper 5, green in 6, blue in 5 */
};

/* A size in pixels; each side 1..ISOPEL_MAX_SIDE. */
typedef struct isopel_size {
  int32_t width, height;
} isopel_size;

/* Interleaved pixels of `channels` samples, 1..ISOPEL_MAX_CHANNELS. */
typedef struct isopel_format {
  isopel_element element;
  int32_t channels;
} isopel_format;

/* How to resample. `antialias` widens the filter by the scale when shrinking; it has no effect on nearest, on
 * area (which always averages) and on an axis that does not shrink. */
typedef struct isopel_rules {
  isopel_filter filter;
  isopel_border border;
  bool antialias;
  isopel_arithmetic arithmetic;
  isopel_alpha alpha;
} isopel_rules;

/* A part of the source in pixels, edges from 0 to its width and height. All zero means the whole. */
typedef struct isopel_box {
  double left, top, right, bottom;
} isopel_box;

/* Destination pixels per source pixel, for presets whose original takes such factors. 0 means what the sizes say. */
typedef struct isopel_scale {
  double x, y;
} isopel_scale;

/* Everything that determines a plan. `block_rows` is how many rows the kernels work on at once: more is faster
 * on wide processors and needs more scratch memory; it never changes a byte of the output. 1 suits
 * microcontrollers; 0 means 8, which suits hosts. */
typedef struct isopel_spec {
  isopel_size src, dst;
  isopel_format format;
  isopel_rules rules;
  int32_t block_rows;
  isopel_box box;     /* the part of the source that becomes the destination */
  isopel_scale scale; /* 0: what the sizes say */
} isopel_spec;

/* A view of pixels that are read. Row y starts at (const char*)data + y * stride; stride is in bytes and may be
 * negative. */
typedef struct isopel_const_image {
  const void* data;
  isopel_size size;
  ptrdiff_t stride;
  isopel_format format;
} isopel_const_image;

/* A view of pixels that are written; the bytes between rows are never touched. */
typedef struct isopel_image {
  void* data;
  isopel_size size;
  ptrdiff_t stride;
  isopel_format format;
} isopel_image;

/* One sentence about a status, with the offending values. Every parameter of this type may be null. */
typedef struct isopel_message {
  char text[ISOPEL_MESSAGE_SIZE];
} isopel_message;

/* A folder of kernels for one kind of processor: "scalar", "avx2", "neon", "armv7em", ... */
typedef struct isopel_arch isopel_arch;

/* A set of archs: bit i stands for isopel_arch_at(i). */
typedef uint32_t isopel_arch_mask;

/* A finished plan. Its contents are private; it may be copied, and read by many threads at once. It points into
 * the table memory that it was made with, which must stay alive and unchanged. */
typedef struct isopel_plan {
  uint64_t private_state[32];
} isopel_plan;

/* The sentence for a status, without values. Never null. */
const char* isopel_status_text(isopel_status status);

/* The archs compiled into this library, best first; "scalar" is always the last. */
int32_t isopel_arch_count(void);
/* The arch at `index` 0..isopel_arch_count()-1, or null. */
const isopel_arch* isopel_arch_at(int32_t index);
/* The arch of that name, or null. */
const isopel_arch* isopel_arch_by_name(const char* name);
const char* isopel_arch_name(const isopel_arch* arch);
/* Whether this processor can run the arch. */
bool isopel_arch_available(const isopel_arch* arch);
/* The best available arch that is not in `excluded`; scalar when nothing else is left. On hosts the environment
 * has a say: ISOPEL_ARCH=name forces one, ISOPEL_ARCH_EXCLUDE=name,name leaves some out (names that
 * this build does not have are ignored). Null when the environment
 * forces an arch that does not exist or cannot run here; `message` then says which. */
const isopel_arch* isopel_best_arch(isopel_arch_mask excluded, isopel_message* message);

/* The coverage matrix: which kernels an arch brings of its own; the scalar kernel serves for the others. */
int32_t isopel_kernel_count(void);
const char* isopel_kernel_name(int32_t kernel);
bool isopel_arch_has_kernel(const isopel_arch* arch, int32_t kernel);

/* Presets are rules with a name that give the bytes of another library: "pillow/bilinear", ... `index` is
 * 0..isopel_preset_count()-1; what is outside gives null. */
int32_t isopel_preset_count(void);
const char* isopel_preset_name(int32_t index);
/* What the preset reproduces: library, versions, call. */
const char* isopel_preset_about(int32_t index);
/* The rules of a preset. ISOPEL_NO_PRESET when there is none of that name; `message` then offers the closest names. */
isopel_status isopel_preset_rules(const char* name, isopel_rules* rules, isopel_message* message);

/* Bytes that isopel_plan_make and isopel_plan_execute need at most for this spec, on every processor alike; they
 * depend on nothing else. The finished plan often needs a little less: isopel_plan_memory_size and
 * isopel_plan_scratch_size tell. 0 for a spec that isopel_spec_check refuses. */
uint64_t isopel_memory_size(const isopel_spec* spec);
uint64_t isopel_scratch_size(const isopel_spec* spec);

/* Whether a plan can be made for the spec. */
isopel_status isopel_spec_check(const isopel_spec* spec, isopel_message* message);

/* Makes a plan in `plan` and its tables in `memory` (any alignment). `arch` null means isopel_best_arch(0). After a
 * failure the plan is empty: executing it is ISOPEL_NO_PLAN. */
isopel_status isopel_plan_make(const isopel_spec* spec, void* memory, size_t memory_size, const isopel_arch* arch,
                               isopel_plan* plan, isopel_message* message);
/* Bytes of the table memory that the plan really uses. */
uint64_t isopel_plan_memory_size(const isopel_plan* plan);
/* Bytes of scratch memory that each execution needs; every thread needs its own. */
uint64_t isopel_plan_scratch_size(const isopel_plan* plan);
/* The arch that the plan runs on. */
const isopel_arch* isopel_plan_arch(const isopel_plan* plan);

/* Resamples the whole image. `scratch` may have any alignment and any contents. */
isopel_status isopel_plan_execute(const isopel_plan* plan, isopel_const_image src, isopel_image dst, void* scratch,
                                  size_t scratch_size, isopel_message* message);
/* Writes only the rows [first, last) of dst, which is the view of the whole destination. Bands that cover the
 * image give the bytes of isopel_plan_execute, in any order and from any number of threads. */
isopel_status isopel_plan_execute_rows(const isopel_plan* plan, isopel_const_image src, isopel_image dst, int32_t first,
                                       int32_t last, void* scratch, size_t scratch_size, isopel_message* message);

/* The two resizes that Pillow's resize(..., reducing_gap=gap), gap >= 1, makes of one: `reduce` and then `resize` of
 * its result, or `resize` alone if `reduces` is false. */
isopel_status isopel_reducing_gap(const isopel_spec* spec, double gap, bool* reduces, isopel_spec* reduce,
                                  isopel_spec* resize, isopel_message* message);

/* The one call for hosts: plan and scratch come from the heap. Not in microcontroller builds. */
isopel_status isopel_resize(isopel_const_image src, isopel_image dst, isopel_rules rules, isopel_message* message);

#ifdef __cplusplus
}
#endif

#endif /* ISOPEL_ISOPEL_H_ */
