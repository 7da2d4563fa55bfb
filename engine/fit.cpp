// (38) What is wrong with a placement, in sentences.
#include "isopel/fit.hpp"

#include "engine/message.hpp"

namespace isopel {
namespace {

using fits::Trouble;

void say(Trouble trouble, Size src, const Fit& fit, Sentence& sentence) {
  const auto say_limits = [&] { sentence << ", but sides are 1.." << ISOPEL_MAX_SIDE; };
  const Size from = fits::part_size(src, fit);
  switch (trouble) {
    case Trouble::none:
      break;
    case Trouble::src:
      sentence << "the source is " << src;
      say_limits();
      break;
    case Trouble::part:
      sentence << "the part is " << from << " at " << fit.part.left << ", " << fit.part.top
               << ", but it must lie in the source of " << src;
      break;
    case Trouble::mode:
      sentence << "there is no fit mode " << static_cast<std::int32_t>(fit.mode) << ", only 0..7";
      break;
    case Trouble::rule:
      sentence << "there is no size rule " << static_cast<std::int32_t>(fit.rule) << ", only 0..4";
      break;
    case Trouble::size:
      sentence << "the size is " << fit.size;
      say_limits();
      break;
    case Trouble::side:
      sentence << "the short side is to become " << fit.side << ", but it is 1.." << ISOPEL_MAX_SIDE
               << " with fit mode 4 (short side) and 0 with others";
      break;
    case Trouble::limit:
      sentence << "the limit is " << fit.limit << ", but it is more than the short side's " << fit.side << ", at most "
               << ISOPEL_MAX_SIDE << ", or 0, and 0 in all fit modes but 4 (short side)";
      break;
    case Trouble::anchor:
      sentence << "the anchor is " << fit.anchor.x << ", " << fit.anchor.y << ", but it is -65536..65536";
      break;
    case Trouble::option:
      sentence << "fit mode " << static_cast<std::int32_t>(fit.mode) << " has shrink_only "
               << (fit.shrink_only ? "true" : "false") << " and multiple " << fit.multiple
               << ", but shrink_only is for modes 1 and 2, and multiple, 1.." << ISOPEL_MAX_SIDE << ", for mode 2";
      break;
    case Trouble::too_large:
      sentence << "a crop of " << fit.size << " is larger than the " << from << " that it is taken from";
      break;
    case Trouble::too_small:
      sentence << "a pad to " << fit.size << " is smaller than the " << from << " inside";
      break;
    case Trouble::resized: {
      const auto say_side = [&](std::int32_t side) {
        if (side > ISOPEL_MAX_SIDE) sentence << "more than ";
        sentence << std::min<std::int32_t>(side, ISOPEL_MAX_SIDE);
      };
      const Size size = fits::resized(from, fit);
      sentence << from << " would be resized to ";
      say_side(size.width);
      sentence << " by ";
      say_side(size.height);
      sentence << " pixels";
      say_limits();
      break;
    }
  }
}

}  // namespace

Status place(Size src, const Fit& fit, Placement& out, Message* message) noexcept {
  const Trouble trouble = fits::find_trouble(src, fit);
  if (trouble != Trouble::none) {
    Sentence sentence(message);
    say(trouble, src, fit, sentence);
    return fits::status_of(trouble);
  }
  out = place(src, fit);
  return Status::ok;
}

}  // namespace isopel
