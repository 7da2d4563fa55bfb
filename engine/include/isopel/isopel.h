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
#define ISOPEL_MAX_CHANNELS 1024
#define ISOPEL_MAX_BLOCK_ROWS 64

/* Room for one sentence, its terminating zero included. */
#define ISOPEL_MESSAGE_SIZE 320

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
  ISOPEL_BAD_SCALE = 19,        /* a scale that does not lead to the destination's size, or is not known */
  ISOPEL_BAD_BORDER = 20,       /* a border that is unbounded or undefined for this filter, grid, box or scale */
  ISOPEL_BAD_CROP = 21,         /* a crop that leaves the resized image, or a pad outside 0..ISOPEL_MAX_SIDE */
  ISOPEL_BAD_FILL = 22,         /* a fill colour that is not a sample of the source's format */
  ISOPEL_BAD_TENSOR = 23,       /* a normalization or quantization that divides by zero or overflows */
  ISOPEL_BAD_ALIGNMENT = 24,    /* data or a stride that is not a multiple of the sample's size */
  ISOPEL_BAD_PLAN = 25          /* a plan image that is damaged, or was not made for this spec and library */
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
  ISOPEL_ALPHA_NONE = 0,         /* a channel like the others */
  ISOPEL_ALPHA_WEIGHTED = 1,     /* alpha: the others are multiplied by it before and divided by it after resampling */
  ISOPEL_ALPHA_PREMULTIPLIED = 2 /* alpha, and the others are multiplied by it already: none gets larger than it */
};

/* What taps outside the image mean. */
typedef int32_t isopel_border;
enum {
  ISOPEL_BORDER_REPLICATE = 0,   /* the edge pixel is repeated */
  ISOPEL_BORDER_RENORMALIZE = 1, /* they are left out and the others scaled to sum to one, as Pillow does */
  ISOPEL_BORDER_CONSTANT = 2,    /* they have the colour isopel_spec.fill */
  ISOPEL_BORDER_REFLECT = 3,     /* the image is mirrored at the centres of its edge pixels: c b | a b c | b a */
  ISOPEL_BORDER_EXTRAPOLATE = 4, /* the line through the last two pixels goes on: 2 a - b | a b */
  ISOPEL_BORDER_UNDEFINED = 5    /* output pixels with taps outside are not written */
};

/* Where output pixels sit among source pixels. */
typedef int32_t isopel_grid;
enum {
  ISOPEL_GRID_HALF_PIXEL = 0,    /* the outer edges of both images meet */
  ISOPEL_GRID_ALIGN_CORNERS = 1, /* the centres of the corner pixels meet */
  ISOPEL_GRID_ASYMMETRIC = 2     /* the centres of the first pixels meet, and steps are src / dst */
};

/* In which light colours are averaged. */
typedef int32_t isopel_light;
enum {
  ISOPEL_LIGHT_ENCODED = 0, /* as they are stored */
  ISOPEL_LIGHT_LINEAR = 1   /* u8 samples are sRGB; they become linear before and sRGB again after resampling */
};

/* Where the samples of a chroma plane sit in the cells of luma pixels that share them. Luma, and all else, is centred.
 */
typedef int32_t isopel_siting;
enum {
  ISOPEL_SITING_CENTRE = 0,  /* in the middle of the cell: JPEG, MPEG-1 */
  ISOPEL_SITING_LEFT = 1,    /* on its left pixels, vertically in the middle: MPEG-2, H.264 and most video */
  ISOPEL_SITING_TOP_LEFT = 2 /* on its top left pixel: BT.2020, HEVC's UHD video */
};

/* The type of one sample. */
typedef int32_t isopel_element;
enum {
  ISOPEL_ELEMENT_U8 = 0,
  ISOPEL_ELEMENT_RGB565 = 1, /* a colour pixel in 16 bits, low byte first: red in the upper 5, green in 6, blue in 5 */
  ISOPEL_ELEMENT_I8 = 2,
  ISOPEL_ELEMENT_U16 = 3, /* 0..maximum of the format */
  ISOPEL_ELEMENT_F32 = 4,
  ISOPEL_ELEMENT_F16 = 5,      /* IEEE 754 binary16; computed in f32 */
  ISOPEL_ELEMENT_RGB565_BE = 6 /* RGB565 with its high byte first, as displays and some cameras send it */
};

/* Whether the samples of a pixel, or those of a channel, are neighbours in memory. */
typedef int32_t isopel_layout;
enum {
  ISOPEL_LAYOUT_INTERLEAVED = 0, /* height x width x channels */
  ISOPEL_LAYOUT_PLANAR = 1       /* channels x height x width */
};

/* A size in pixels; each side 1..ISOPEL_MAX_SIDE. */
typedef struct isopel_size {
  int32_t width, height;
} isopel_size;

/* Pixels of `channels` samples, 1..ISOPEL_MAX_CHANNELS. `maximum` is the largest value of u16 samples (1023, 4095,
 * ...); 0 means 65535; it is 0 for all other elements. */
typedef struct isopel_format {
  isopel_element element;
  int32_t channels;
  isopel_layout layout;
  int32_t maximum;
} isopel_format;

/* How to resample. `antialias` widens the filter by the scale when shrinking; it has no effect on nearest, on
 * area (which always averages) and on an axis that does not shrink. */
typedef struct isopel_rules {
  isopel_filter filter;
  isopel_border border;
  bool antialias;
  isopel_arithmetic arithmetic;
  isopel_alpha alpha;
  isopel_grid grid;
  isopel_light light;
} isopel_rules;

/* A part of the source in pixels, edges from 0 to its width and height. All zero means the whole. */
typedef struct isopel_box {
  double left, top, right, bottom;
} isopel_box;

/* Destination pixels per source pixel, for presets whose original takes such factors. 0 means what the sizes say. */
typedef struct isopel_scale {
  double x, y;
} isopel_scale;

/* A rectangle of destination pixels. All zero means the whole. */
typedef struct isopel_crop {
  int32_t left, top, width, height;
} isopel_crop;

/* Pixels around an image that have the colour isopel_spec.fill. */
typedef struct isopel_pad {
  int32_t left, top, right, bottom;
} isopel_pad;

/* How f32 and f16 results are stored: ((sample / divisor) - mean) / deviation, each of the three operations rounded
 * once, in f32; as torchvision's ToTensor (divisor 255) and Normalize do. Channels after the fourth are like the
 * fourth. All zero means: as they are. */
typedef struct isopel_normalization {
  float divisor, mean[4], deviation[4];
} isopel_normalization;

/* How 8-bit results are stored as i8: zero_point + sample * numerator / denominator, rounded half up, clamped. All zero
 * means zero_point -128 and 1 / 1, the sample minus 128. */
typedef struct isopel_quantization {
  int32_t zero_point, numerator, denominator;
} isopel_quantization;

/* Everything that determines a plan. `block_rows` is how many rows the kernels work on at once: more is faster
 * on wide processors and needs more scratch memory; it never changes a byte of the output. 1 suits
 * microcontrollers; 0 means 8, which suits hosts. */
typedef struct isopel_spec {
  isopel_size src, dst;
  isopel_format format;
  isopel_rules rules;
  int32_t block_rows;
  isopel_box box;           /* the part of the source that becomes the destination */
  isopel_scale scale;       /* 0: what the sizes say */
  isopel_format dst_format; /* of the destination; channels 0: `format`, which is the source's */
  isopel_crop crop;         /* the part of the `dst` pixels that is computed and stored */
  isopel_pad pad;           /* around the crop */
  float fill[4];            /* of the pad and of the constant border, as samples of the source */
  isopel_normalization normalization;
  isopel_quantization quantization;
  isopel_siting src_siting, dst_siting; /* of chroma planes; half-pixel grid only */
} isopel_spec;

/* A view of pixels that are read. Row y starts at (const char*)data + y * stride; stride is in bytes and may be
 * negative. */
typedef struct isopel_const_image {
  const void* data;
  isopel_size size;
  ptrdiff_t stride;
  isopel_format format;
  ptrdiff_t plane_stride; /* bytes from one plane of a planar image to the next; 0 means height * |stride| */
} isopel_const_image;

/* A view of pixels that are written; the bytes between rows are never touched. */
typedef struct isopel_image {
  void* data;
  isopel_size size;
  ptrdiff_t stride;
  isopel_format format;
  ptrdiff_t plane_stride; /* as above */
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
  uint64_t private_state[64];
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

/* The size of the destination image: the crop with its pad. 0x0 for ones that are ISOPEL_BAD_CROP. */
isopel_size isopel_output_size(const isopel_spec* spec);

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

/* The plan's tables as bytes that isopel_plan_open uses in place: in flash, in a file, in a cache. The size is 0 for an
 * empty plan. `out` may have any alignment; the bytes are in the byte order of this processor. */
uint64_t isopel_plan_image_size(const isopel_plan* plan);
isopel_status isopel_plan_save(const isopel_plan* plan, void* out, size_t out_size, isopel_message* message);
/* The plan for the spec from its image, which must stay alive and unchanged, and begins on a multiple of 4 bytes.
 * Nothing is computed or copied. What isopel_plan_save did not make for this spec is ISOPEL_BAD_PLAN. After a failure
 * the plan is empty. */
isopel_status isopel_plan_open(const isopel_spec* spec, const void* image, size_t image_size, const isopel_arch* arch,
                               isopel_plan* plan, isopel_message* message);

/* Resamples the whole image. `scratch` may have any alignment and any contents. */
isopel_status isopel_plan_execute(const isopel_plan* plan, isopel_const_image src, isopel_image dst, void* scratch,
                                  size_t scratch_size, isopel_message* message);
/* Writes only the rows [first, last) of dst, which is the view of the whole destination. Bands that cover the
 * image give the bytes of isopel_plan_execute, in any order and from any number of threads. */
isopel_status isopel_plan_execute_rows(const isopel_plan* plan, isopel_const_image src, isopel_image dst, int32_t first,
                                       int32_t last, void* scratch, size_t scratch_size, isopel_message* message);

/* Writes only a tile of dst, which is the view of the whole destination: the pixels of a rectangle of it. Tiles that
 * cover the image give the bytes of isopel_plan_execute. */
isopel_status isopel_plan_execute_tile(const isopel_plan* plan, isopel_const_image src, isopel_image dst,
                                       isopel_crop tile, void* scratch, size_t scratch_size, isopel_message* message);

/* Rows in, rows out: a resize whose source comes line by line and is never in memory as a whole; see stream.hpp. A
 * stream points to its plan and its scratch memory; its bytes may be copied. */
typedef struct isopel_stream {
  uint64_t words[8];
} isopel_stream;

/* Bytes of scratch memory that a stream of any plan of the spec, or of this plan, needs. 0 for a plan that
 * isopel_stream_start refuses. */
uint64_t isopel_stream_scratch_size(const isopel_spec* spec);
uint64_t isopel_plan_stream_scratch_size(const isopel_plan* plan);
/* Begins. After a failure the stream is empty: pushing rows is ISOPEL_NO_PLAN. */
isopel_status isopel_stream_start(const isopel_plan* plan, void* scratch, size_t scratch_size, isopel_stream* stream,
                                  isopel_message* message);
/* Takes the next row of the source, a view of height 1. ISOPEL_BAD_ROWS when finished rows wait to be pulled, and after
 * the last one. */
isopel_status isopel_stream_push(isopel_stream* stream, isopel_const_image row, isopel_message* message);
/* Whether the next row of the destination can be pulled. */
bool isopel_stream_has_row(const isopel_stream* stream);
/* Writes the next row of the destination to a view of height 1. ISOPEL_BAD_ROWS when the rows that it needs have not
 * come, and after the last one. */
isopel_status isopel_stream_pull(isopel_stream* stream, isopel_image row, isopel_message* message);
/* How many rows have come, and how many have gone. */
int32_t isopel_stream_pushed(const isopel_stream* stream);
int32_t isopel_stream_pulled(const isopel_stream* stream);
/* Begins anew with the next image. */
void isopel_stream_restart(isopel_stream* stream);

/* The two resizes that Pillow's resize(..., reducing_gap=gap), gap >= 1, makes of one: `reduce` and then `resize` of
 * its result, or `resize` alone if `reduces` is false. */
isopel_status isopel_reducing_gap(const isopel_spec* spec, double gap, bool* reduces, isopel_spec* reduce,
                                  isopel_spec* resize, isopel_message* message);

/* The one call for hosts: plan and scratch come from the heap. The two formats may differ, as format and dst_format of
 * a spec may. Not in microcontroller builds. */
isopel_status isopel_resize(isopel_const_image src, isopel_image dst, isopel_rules rules, isopel_message* message);

/* What is done with the source, or with a part of it, to get the destination. */
typedef int32_t isopel_fit_mode;
enum {
  ISOPEL_FIT_STRETCH = 0,    /* resized to the size, whatever becomes of its aspect ratio */
  ISOPEL_FIT_INSIDE = 1,     /* resized as large as fits inside the size; the destination is as large as the result */
  ISOPEL_FIT_LETTERBOX = 2,  /* the same, and padded to the size */
  ISOPEL_FIT_COVER = 3,      /* resized as small as fills the size; what juts out is cut off */
  ISOPEL_FIT_SHORT_SIDE = 4, /* resized so that the shorter side is `side`, then cut or padded to the size */
  ISOPEL_FIT_CROP = 5,       /* not resized: cut to the size */
  ISOPEL_FIT_PAD = 6,        /* not resized: padded to the size */
  ISOPEL_FIT_CROP_OR_PAD = 7 /* not resized: cut on one axis and padded on the other where it has to be */
};

/* How a side that keeps the aspect ratio becomes a whole number. None becomes 0. */
typedef int32_t isopel_size_rule;
enum {
  ISOPEL_SIZE_ROUND = 0, /* nearest, halves up; exact */
  ISOPEL_SIZE_FLOOR = 1,
  ISOPEL_SIZE_CEIL = 2,
  ISOPEL_SIZE_TORCHVISION = 3, /* int(size * long / short), which is a floor; max_size and crops as there, too */
  ISOPEL_SIZE_YOLO = 4         /* round(side * r) with r in doubles, halves to even */
};

/* Where the image sits in the room that is left, or the crop in the image, in 1/65536: -65536 left or top, 0 in the
 * middle, 65536 right or bottom. */
typedef struct isopel_anchor {
  int32_t x, y;
} isopel_anchor;

/* What is wanted; see Fit in fit.hpp. What is zero is left out; `size` may be so with ISOPEL_FIT_SHORT_SIDE only. */
typedef struct isopel_fit {
  isopel_fit_mode mode;
  isopel_size size;
  isopel_size_rule rule;
  isopel_anchor anchor;
  isopel_crop part; /* whole pixels of the source that are taken for all of it */
  int32_t side;     /* short side only: what the shorter side becomes */
  int32_t limit;    /* short side only: the most that the longer side becomes, more than `side` */
  bool shrink_only; /* inside and letterbox only: what is smaller keeps its size */
  int32_t multiple; /* letterbox only: no more pad than makes `size` less a multiple of this */
} isopel_fit;

/* The plan: the box of the source is resized to `resized`, of that the crop is kept, and the pad is put around it. */
typedef struct isopel_placement {
  isopel_size src;
  isopel_box box;
  isopel_size resized;
  isopel_crop crop;
  isopel_pad pad;
  isopel_size dst;
} isopel_placement;

/* Where a source of that size goes. ISOPEL_BAD_SIZE, _BAD_BOX, _BAD_RULES or _BAD_CROP if there is no such placement.
 */
isopel_status isopel_place(isopel_size src, const isopel_fit* fit, isopel_placement* placement,
                           isopel_message* message);
/* Puts sizes, box, crop and pad of the placement into a spec, and takes its scale out. */
isopel_status isopel_placement_apply(const isopel_placement* placement, isopel_spec* spec, isopel_message* message);

/* Coordinates of edges in 1/65536 pixel: pixel 0 goes from 0 to 65536. Beyond 2^24 pixels they are taken as those. */
typedef struct isopel_point {
  int64_t x, y;
} isopel_point;
typedef struct isopel_rect {
  int64_t left, top, right, bottom;
} isopel_rect;

/* From the destination to the source and back, each coordinate rounded once, halves up. A null placement gives zeros.
 * Boxes in pixels are rounded to 1/65536 pixel before and after. */
isopel_point isopel_point_to_source(const isopel_placement* placement, isopel_point point);
isopel_point isopel_point_to_destination(const isopel_placement* placement, isopel_point point);
isopel_rect isopel_rect_to_source(const isopel_placement* placement, isopel_rect rect);
isopel_rect isopel_rect_to_destination(const isopel_placement* placement, isopel_rect rect);
isopel_box isopel_box_to_source(const isopel_placement* placement, isopel_box box);
isopel_box isopel_box_to_destination(const isopel_placement* placement, isopel_box box);
/* The part that lies in an image of that size; what is outside becomes empty, at the nearest edge. */
isopel_rect isopel_rect_clip(isopel_rect rect, isopel_size size);
isopel_box isopel_box_clip(isopel_box box, isopel_size size);

/* The ranges of a random resized crop, in 1/65536: its share of the source's area, 1..65536, and its width divided by
 * its height, 64..67108864. All zero means those of torchvision: 0.08 to 1 and 3/4 to 4/3. */
typedef struct isopel_crop_ranges {
  int32_t least_area, most_area, least_aspect, most_aspect;
} isopel_crop_ranges;

/* The part of the source that image `index` of the sequence `seed` takes (isopel_fit.part), and whether it is to be
 * mirrored, which is left to the caller. The same on every processor. `ranges` and `mirrored` may be null. */
isopel_status isopel_random_resized_crop(isopel_size src, uint64_t seed, uint64_t index,
                                         const isopel_crop_ranges* ranges, isopel_crop* crop, bool* mirrored,
                                         isopel_message* message);

/* Half-scale Gaussian, as OpenVX's HalfScaleGaussian: along each axis output i is the mean of the `kernel_size` pixels
 * around pixel 2i + 1 where the side is even, 2i where it is odd, with the weights 1, or 1 2 1, or 1 4 6 4 1; rounded
 * once, halves up. */
typedef struct isopel_half_scale_spec {
  isopel_size src;
  isopel_format format; /* u8, interleaved; of source and destination */
  int32_t kernel_size;  /* 1, 3 or 5 */
  isopel_border border; /* all but extrapolate */
  uint8_t fill[4];      /* of the constant border, by channel; channels after the fourth are like the fourth */
} isopel_half_scale_spec;

/* The size of half an image, rounded up; and how many images a pyramid of halves has, from one of this size to a single
 * pixel. */
isopel_size isopel_half_size(isopel_size size);
int32_t isopel_pyramid_levels(isopel_size size);

/* Bytes of scratch memory that isopel_half_scale needs; 0 for kernels of one pixel, which need none, and for a spec
 * that it refuses. What an image needs suffices for all smaller levels of its pyramid. */
uint64_t isopel_half_scale_scratch_size(const isopel_half_scale_spec* spec);
/* Halves `src` into `dst`, of isopel_half_size(spec->src). With ISOPEL_BORDER_UNDEFINED, outputs whose kernel leaves
 * the image keep their bytes. `scratch` may have any alignment and any contents. */
isopel_status isopel_half_scale(const isopel_half_scale_spec* spec, isopel_const_image src, isopel_image dst,
                                void* scratch, size_t scratch_size, isopel_message* message);

/* --- Camera and video frames: see docs/video.md and, for C++, isopel/video.hpp --- */

/* How luma and chroma samples of 8 bits lie in memory. Chroma has half the columns and, but for YUYV and UYVY, half the
 * rows. */
typedef int32_t isopel_yuv_layout;
enum {
  ISOPEL_YUV_NONE = 0, /* of a destination: RGB */
  ISOPEL_YUV_NV12 = 1, /* a plane of Y, a plane of U V pairs */
  ISOPEL_YUV_NV21 = 2, /* a plane of Y, a plane of V U pairs */
  ISOPEL_YUV_I420 = 3, /* a plane each of Y, U and V; with the last two exchanged it is YV12 */
  ISOPEL_YUV_YUYV = 4, /* one plane: Y0 U Y1 V */
  ISOPEL_YUV_UYVY = 5  /* one plane: U Y0 V Y1 */
};

/* From luma and chroma to RGB. Limited: luma is 16..235, chroma 16..240; full: both are 0..255. */
typedef int32_t isopel_yuv_matrix;
enum {
  ISOPEL_MATRIX_BT601_LIMITED_8BIT = 0, /* the integers 298, 409, -100, -208, 516 of many shaders and drivers */
  ISOPEL_MATRIX_BT601_LIMITED = 1,      /* this and the others have 16 fraction bits */
  ISOPEL_MATRIX_BT601_FULL = 2,         /* JPEG */
  ISOPEL_MATRIX_BT709_LIMITED = 3,
  ISOPEL_MATRIX_BT709_FULL = 4,
  ISOPEL_MATRIX_BT2020_LIMITED = 5,
  ISOPEL_MATRIX_BT2020_FULL = 6
};

/* What comes first on the way to RGB. */
typedef int32_t isopel_order;
enum {
  ISOPEL_ORDER_CONVERT_THEN_RESIZE = 0, /* every pixel takes the chroma sample of its cell; the RGB image is resized */
  ISOPEL_ORDER_RESIZE_THEN_CONVERT = 1 /* every plane is resized to the destination's size, then pixels are converted */
};

/* Everything that determines a video plan. The rules are those of contract 1 on the half-pixel grid; the constant
 * border is black. `dst_layout` ISOPEL_YUV_NONE is RGB, 8 bits. `block_rows` 0 means 8. */
typedef struct isopel_video_spec {
  isopel_size src, dst;
  isopel_yuv_layout layout;
  isopel_siting siting;
  isopel_yuv_layout dst_layout;
  isopel_yuv_matrix matrix;
  isopel_order order;
  isopel_rules rules;
  int32_t block_rows;
} isopel_video_spec;

/* Planes in the order of the layout's comment; those that it does not have are ignored. Strides are in bytes and may be
 * negative. */
typedef struct isopel_const_yuv_image {
  const void* planes[3];
  ptrdiff_t strides[3];
  isopel_size size;
  isopel_yuv_layout layout;
} isopel_const_yuv_image;

typedef struct isopel_yuv_image {
  void* planes[3];
  ptrdiff_t strides[3];
  isopel_size size;
  isopel_yuv_layout layout;
} isopel_yuv_image;

/* As isopel_plan. */
typedef struct isopel_video_plan {
  uint64_t private_state[160];
} isopel_video_plan;

uint64_t isopel_video_memory_size(const isopel_video_spec* spec);
uint64_t isopel_video_scratch_size(const isopel_video_spec* spec);
isopel_status isopel_video_check(const isopel_video_spec* spec, isopel_message* message);
isopel_status isopel_video_plan_make(const isopel_video_spec* spec, void* memory, size_t memory_size,
                                     const isopel_arch* arch, isopel_video_plan* plan, isopel_message* message);
uint64_t isopel_video_plan_memory_size(const isopel_video_plan* plan);
uint64_t isopel_video_plan_scratch_size(const isopel_video_plan* plan);
const isopel_arch* isopel_video_plan_arch(const isopel_video_plan* plan);

/* The rows [first, last) of an RGB destination, or of a YUV one; there rows of NV12, NV21 and I420 go in pairs: both
 * numbers are even. The whole is [0, height). */
isopel_status isopel_video_plan_execute_rgb(const isopel_video_plan* plan, isopel_const_yuv_image src, isopel_image dst,
                                            int32_t first, int32_t last, void* scratch, size_t scratch_size,
                                            isopel_message* message);
isopel_status isopel_video_plan_execute_yuv(const isopel_video_plan* plan, isopel_const_yuv_image src,
                                            isopel_yuv_image dst, int32_t first, int32_t last, void* scratch,
                                            size_t scratch_size, isopel_message* message);

#ifdef __cplusplus
}
#endif

#endif /* ISOPEL_ISOPEL_H_ */
