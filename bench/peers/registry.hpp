// The peers that are linked in. Each file beside this one adds its own; the list is whatever CMake found.
#ifndef ISOPEL_BENCH_PEERS_REGISTRY_HPP_
#define ISOPEL_BENCH_PEERS_REGISTRY_HPP_

#include <vector>

#include "bench/peer.h"

namespace isopel::bench {

/// Peers by number from 0, null after the last.
using PeerAt = const isopel_bench_peer* (*)(int32_t index);

inline std::vector<PeerAt>& built_in_peers() {
  static std::vector<PeerAt> list;
  return list;
}

/// A variable of this type at namespace scope registers a file's peers.
struct Registration {
  explicit Registration(PeerAt at) { built_in_peers().push_back(at); }
};

/// peers[index], or null after the last.
template <std::size_t count>
const isopel_bench_peer* at_or_null(const isopel_bench_peer (&peers)[count], int32_t index) {
  return index >= 0 && static_cast<std::size_t>(index) < count ? &peers[index] : nullptr;
}

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_PEERS_REGISTRY_HPP_
