#ifndef ISOPEL_BENCH_PEERS_ISOPEL_HPP_
#define ISOPEL_BENCH_PEERS_ISOPEL_HPP_

#include "bench/peer.h"

namespace isopel::bench {

/// isopel as a peer: number 0 is its best arch on this processor, the others are its archs, best first.
const isopel_bench_peer* isopel_peer_at(int32_t index);

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_PEERS_ISOPEL_HPP_
