// Who takes part.
#ifndef ISOPEL_BENCH_PEER_LIST_HPP_
#define ISOPEL_BENCH_PEER_LIST_HPP_

#include <vector>

#include "bench/cases.hpp"
#include "bench/options.hpp"
#include "bench/peer.h"

namespace isopel::bench {

using Peers = std::vector<const isopel_bench_peer*>;

/// isopel first, its archs, those that are linked in, those that the options load; limited to the options' arch.
Peers all_peers(const Options& options);

/// Whether it is one of isopel's archs, a rung of the ladder.
bool is_rung(const isopel_bench_peer& peer);

/// Those that run the case.
Peers contenders(const Peers& all, const Case& one, const Options& options);

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_PEER_LIST_HPP_
