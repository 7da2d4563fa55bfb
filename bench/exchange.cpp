#include "bench/exchange.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>

#include "bench/images.hpp"
#include "bench/trial.hpp"

namespace isopel::bench {
namespace {

/// A name without slashes.
std::string file_name(const Case& one) {
  std::string name = name_of(one).text;
  std::replace(name.begin(), name.end(), '/', '_');
  return name;
}

void write_file(const std::string& path, const Buffer& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) fail("cannot write %s", path.c_str());
}

Bytes read_file(const std::string& path, std::size_t size) {
  std::ifstream file(path, std::ios::binary);
  Bytes bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (bytes.size() != size) fail("%s has %zu bytes instead of %zu", path.c_str(), bytes.size(), size);
  return bytes;
}

}  // namespace

void write_sources(const std::vector<Case>& cases, const std::string& folder) {
  for (const Case& one : cases) {
    const std::string noise = folder + "/" + file_name(one) + ".noise", calm = folder + "/" + file_name(one) + ".calm";
    write_file(noise, source_of(one, Content::noise));
    write_file(calm, source_of(one, Content::calm));
    std::printf("%s %zu %d %s %s\n", name_of(one).text, sample_bytes(one), static_cast<int>(describe(one).channels),
                noise.c_str(), calm.c_str());
  }
}

void judge_files(const std::vector<Case>& cases, const std::string& path, int rows) {
  std::ifstream file(path);
  if (!file) fail("cannot read %s", path.c_str());
  std::string judged;
  std::unique_ptr<Judge> judge;  // of the case of the last line
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name_of_case, peer, noise, calm;
    int keys_75 = 0;
    if (!(words >> name_of_case >> peer >> keys_75 >> noise >> calm))
      fail("%s: not understood: %s", path.c_str(), line.c_str());
    const auto found =
        std::find_if(cases.begin(), cases.end(), [&](const Case& one) { return name_of_case == name_of(one).text; });
    if (found == cases.end()) fail("%s: no such case: %s", path.c_str(), name_of_case.c_str());
    if (judged != name_of_case) judge = std::make_unique<Judge>(*found, rows);
    judged = name_of_case;
    const Verdict v =
        judge->verdict(keys_75 != 0, read_file(noise, found->dst_bytes()), read_file(calm, found->dst_bytes()));
    std::printf(R"({"case": "%s", "peer": "%s", "hash": "%08x", "class": "%s", "largest": %.4f, "psnr": %.2f, )"
                R"("calm_largest": %.4f, "calm_bias": %.4f, "calm_psnr": %.2f})"
                "\n",
                name_of_case.c_str(), peer.c_str(), static_cast<unsigned>(v.hash), name(v.which), v.noise.all.largest,
                v.noise.all.psnr, v.calm.inside.largest, v.calm.inside.bias, v.calm.inside.psnr);
  }
}

}  // namespace isopel::bench
