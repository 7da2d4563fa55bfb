// The kernels of contract 1's formats beyond u8, for kernels_test.cpp.
#ifndef ISOPEL_TESTS_KERNELS_FORMAT_KERNELS_HPP_
#define ISOPEL_TESTS_KERNELS_FORMAT_KERNELS_HPP_

#include <string_view>

#include "engine/kernels.hpp"

namespace isopel::test {

/// Compares that kernel of the table with the scalar one; false if it is none of these.
bool compare_format_kernel(std::string_view which, const KernelTable& table);

}  // namespace isopel::test

#endif  // ISOPEL_TESTS_KERNELS_FORMAT_KERNELS_HPP_
