/* How the benchmark calls a resizer, ours and others alike. A library is wrapped by describing it in this struct; a
 * wrapper in a shared object that exports isopel_bench_peer_at() is loaded with `isopel-bench --peer wrapper.so`.
 * docs/benchmarking.md shows one. C99; ids are those of isopel.h. */
#ifndef ISOPEL_BENCH_PEER_H_
#define ISOPEL_BENCH_PEER_H_

#include <isopel/isopel.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Changes whenever a member below does. */
#define ISOPEL_BENCH_INTERFACE 1

/* One resize. Contract 1's grid: pixel centres at k + 1/2, edges meet. */
typedef struct isopel_bench_case {
  int32_t src_width, src_height, dst_width, dst_height;
  int32_t element;    /* ISOPEL_ELEMENT_U8, _U16 (0..65535) or _F32 (0..1) */
  int32_t channels;   /* 1, 3 or 4, none of which is alpha; ISOPEL_BENCH_NV12 */
  int32_t filter;     /* ISOPEL_FILTER_... */
  int32_t antialias;  /* whether the filter is widened by the scale when shrinking */
  const char* preset; /* null; or whose bytes are wanted, such as "opencv-4/linear", then all above but sizes and format
                         is the preset's */
} isopel_bench_case;

/* Channels of 8-bit frames: height rows of luma, then height / 2 rows of chroma pairs (centred) of the same stride. */
#define ISOPEL_BENCH_NV12 12

/* Answers of `supports`. */
enum {
  ISOPEL_BENCH_NO = 0,
  ISOPEL_BENCH_YES = 1,
  ISOPEL_BENCH_KEYS_75 = 2 /* asked for Catmull-Rom: the same 4x4 taps with Keys' kernel of -3/4 in place of -1/2 */
};

typedef struct isopel_bench_peer isopel_bench_peer;
struct isopel_bench_peer {
  int32_t interface; /* ISOPEL_BENCH_INTERFACE */
  const char* name;  /* for tables, without blanks and slashes: "zimg" */
  const char* version;
  const char* note;      /* one sentence about how it is called, or null */
  int32_t planar;        /* whether it gets channels as planes, one after the other, `stride * height` bytes each */
  int32_t row_alignment; /* strides are multiples of this; 1: rows are packed. Images begin on multiples of 64. */
  const void* context;   /* for the wrapper's own use */

  int32_t (*supports)(const isopel_bench_peer* self, const isopel_bench_case* one);
  /* Whatever can be done before an image is there; null on failure. It may keep what `one` points to. */
  void* (*plan)(const isopel_bench_peer* self, const isopel_bench_case* one);
  /* One resize, on the calling thread; false on failure. */
  int32_t (*run)(void* plan, const void* src, ptrdiff_t src_stride, void* dst, ptrdiff_t dst_stride);
  void (*release)(void* plan);
  /* Says which of isopel's archs ("avx2") is the best that may be used from now on; null if it has no such switch. */
  void (*limit)(const char* arch);
};

/* What a shared object exports: its peers by number from 0, null after the last. */
const isopel_bench_peer* isopel_bench_peer_at(int32_t index);

#ifdef __cplusplus
}
#endif

#endif /* ISOPEL_BENCH_PEER_H_ */
