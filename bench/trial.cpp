#include "bench/trial.hpp"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>

#include "bench/peers/isopel.hpp"
#include "tools/hash.hpp"

namespace isopel::bench {

void fail(const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  std::fputs("isopel-bench: ", stderr);
  std::vfprintf(stderr, format, arguments);
  std::fputc('\n', stderr);
  va_end(arguments);
  std::exit(EXIT_FAILURE);
}

Trial::Trial(const isopel_bench_peer& peer, const Case& one, std::span<const std::uint8_t> src)
    : peer_(peer),
      case_(describe(one)),
      src_(one, one.geometry.src, peer),
      dst_(one, one.geometry.dst, peer),
      from_(src_.needed()),
      to_(dst_.needed()),
      plan_(peer.plan(&peer, &case_)) {
  if (plan_ == nullptr) fail("%s: %s makes no plan", name_of(one).text, peer.name);
  arrange(src_, src, from_.data());
}

void Trial::run_with_plan() {
  void* const plan = peer_.plan(&peer_, &case_);
  if (plan == nullptr || !peer_.run(plan, from_.data(), src_.stride, to_.data(), dst_.stride)) fail_run();
  peer_.release(plan);
}

void Trial::fail_run() const {
  fail("%s fails at %dx%d to %dx%d", peer_.name, static_cast<int>(case_.src_width), static_cast<int>(case_.src_height),
       static_cast<int>(case_.dst_width), static_cast<int>(case_.dst_height));
}

Judge::Judge(const Case& one, int rows)
    : case_(one), rows_(rows), noise_(source_of(one, Content::noise)), calm_(source_of(one, Content::calm)) {
  if (one.method.preset == nullptr) return;
  Trial ours(*isopel_peer_at(0), one, noise());
  ours.run();
  preset_ = ours.output();
}

const Judge::References& Judge::references(bool keys_75) {
  std::optional<References>& made = keys_75 ? keys_75_ : own_;
  if (!made) {
    const double keys = keys_75 ? -0.75 : -0.5;
    made.emplace(References{{case_, keys, noise_.bytes(), rows_}, {case_, keys, calm_.bytes(), rows_}});
  }
  return *made;
}

Verdict Judge::verdict(const isopel_bench_peer& peer) {
  const isopel_bench_case described = describe(case_);
  Trial noise(peer, case_, noise_.bytes()), calm(peer, case_, calm_.bytes());
  noise.run();
  calm.run();
  return verdict(peer.supports(&peer, &described) == ISOPEL_BENCH_KEYS_75, noise.output(), calm.output());
}

Verdict Judge::verdict(bool keys_75, Bytes noise, const Bytes& calm) {
  Verdict verdict;
  verdict.hash = tools::fnv1a(noise);
  if (case_.method.preset != nullptr) {
    verdict.which = noise == preset_ ? Class::alike : Class::other;
    verdict.noise = errors_between(case_, noise, preset_);
  } else {
    const References& exact = references(keys_75);
    verdict.noise = exact.noise.errors(noise);
    verdict.calm = exact.calm.errors(calm);
    const bool nearest = case_.method.rules.filter == Filter::nearest;
    verdict.which = nearest ? classify_nearest(verdict.noise.inside)
                            : classify(case_.pixels.format.element, verdict.calm.inside, keys_75);
  }
  verdict.output = std::move(noise);
  return verdict;
}

}  // namespace isopel::bench
