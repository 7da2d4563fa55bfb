#include "bench/peer_list.hpp"

#include <dlfcn.h>

#include <string_view>

#include "bench/images.hpp"
#include "bench/peers/isopel.hpp"
#include "bench/peers/registry.hpp"
#include "bench/trial.hpp"

namespace isopel::bench {
namespace {

PeerAt load(const std::string& path) {
  void* const object = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (object == nullptr) fail("%s", dlerror());
  void* const symbol = dlsym(object, "isopel_bench_peer_at");
  if (symbol == nullptr) fail("%s has no isopel_bench_peer_at", path.c_str());
  const auto at = reinterpret_cast<PeerAt>(symbol);
  if (at(0) == nullptr) fail("%s has no peers", path.c_str());
  for (int32_t i = 0; const isopel_bench_peer* peer = at(i); ++i) {
    if (peer->interface != ISOPEL_BENCH_INTERFACE) {
      fail("%s is made for version %d of bench/peer.h, not %d", path.c_str(), static_cast<int>(peer->interface),
           ISOPEL_BENCH_INTERFACE);
    }
  }
  return at;
}

}  // namespace

Peers all_peers(const Options& options) {
  std::vector<PeerAt> sources{isopel_peer_at};
  sources.insert(sources.end(), built_in_peers().begin(), built_in_peers().end());
  for (const std::string& path : options.objects) sources.push_back(load(path));
  Peers peers;
  for (const PeerAt at : sources) {
    for (int32_t i = 0; const isopel_bench_peer* peer = at(i); ++i) {
      if (!options.arch.empty() && peer->limit != nullptr) peer->limit(options.arch.c_str());
      peers.push_back(peer);
    }
  }
  return peers;
}

bool is_rung(const isopel_bench_peer& peer) { return std::string_view(peer.name).starts_with("isopel-"); }

Peers contenders(const Peers& all, const Case& one, const Options& options) {
  const std::string name = name_of(one).text;
  const isopel_bench_case described = describe(one);
  const bool ladder = matches(name, options.ladder);
  Peers list;
  for (const isopel_bench_peer* peer : all) {
    const bool wanted = is_rung(*peer) ? ladder : matches(peer->name, options.peers);
    if (wanted && peer->supports(peer, &described)) list.push_back(peer);
  }
  return list;
}

}  // namespace isopel::bench
