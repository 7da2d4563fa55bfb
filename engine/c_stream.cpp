// The C interface of stream.hpp.
#include <new>
#include <type_traits>

#include "engine/c_convert.hpp"
#include "engine/message.hpp"
#include "isopel/stream.hpp"

namespace isopel {
namespace {

static_assert(sizeof(Stream) <= sizeof(isopel_stream) && alignof(Stream) <= alignof(isopel_stream));
static_assert(std::is_trivially_copyable_v<Stream>);

Stream& to_cpp(isopel_stream* stream) { return *std::launder(reinterpret_cast<Stream*>(stream)); }
const Stream& to_cpp(const isopel_stream* stream) { return *std::launder(reinterpret_cast<const Stream*>(stream)); }
}  // namespace
}  // namespace isopel

using namespace isopel;

uint64_t isopel_stream_scratch_size(const isopel_spec* spec) {
  return spec == nullptr ? 0 : stream_scratch_size(to_cpp(*spec));
}

uint64_t isopel_plan_stream_scratch_size(const isopel_plan* plan) {
  return plan == nullptr ? 0 : stream_scratch_size(to_cpp(plan));
}

isopel_status isopel_stream_start(const isopel_plan* plan, void* scratch, size_t scratch_size, isopel_stream* stream,
                                  isopel_message* message) {
  if (plan == nullptr) return refuse_null("plan", message);
  if (stream == nullptr) return refuse_null("stream", message);
  Stream started;
  const Status status = Stream::start(to_cpp(plan), {static_cast<std::byte*>(scratch), scratch_size}, started, message);
  new (stream) Stream(started);  // an empty one after a failure
  return to_c(status);
}

isopel_status isopel_stream_push(isopel_stream* stream, isopel_const_image row, isopel_message* message) {
  if (stream == nullptr) return refuse_null("stream", message);
  return to_c(to_cpp(stream).push(to_cpp(row), message));
}

bool isopel_stream_has_row(const isopel_stream* stream) { return stream != nullptr && to_cpp(stream).has_row(); }

isopel_status isopel_stream_pull(isopel_stream* stream, isopel_image row, isopel_message* message) {
  if (stream == nullptr) return refuse_null("stream", message);
  return to_c(to_cpp(stream).pull(to_cpp(row), message));
}

int32_t isopel_stream_pushed(const isopel_stream* stream) { return stream == nullptr ? 0 : to_cpp(stream).pushed(); }

int32_t isopel_stream_pulled(const isopel_stream* stream) { return stream == nullptr ? 0 : to_cpp(stream).pulled(); }

void isopel_stream_restart(isopel_stream* stream) {
  if (stream != nullptr) to_cpp(stream).restart();
}
