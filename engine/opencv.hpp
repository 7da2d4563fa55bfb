// The passes and tables of OpenCV's arithmetics, which the compiler does not make.
#ifndef ISOPEL_ENGINE_OPENCV_HPP_
#define ISOPEL_ENGINE_OPENCV_HPP_

#include "isopel/tables/layout.hpp"

namespace isopel {

PlanLayout opencv_layout(const Spec& spec) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_OPENCV_HPP_
