// The camera's RGB565 frame becomes the int8 input of a network, 96x96x3; prints a hash of it and the time it took.
// For the Nicla Vision (its GC2145 sends the high byte first). No frame is kept but the camera's.
#include <isopel.h>

#include "camera.h"
#include "gc2145.h"

GC2145 sensor;
Camera camera(sensor);
FrameBuffer frame;

// What isopel needs is known beforehand: `isopel sizes 320x240 96x96 --element rgb565-be --store i8 --block-rows 1
// --antialias on` prints it.
static uint8_t tables[3600], scratch[9728];
static int8_t tensor[96 * 96 * 3];
static isopel_spec spec;
static isopel_plan plan;
static isopel_message why;

static void stop_with(const char* sentence) {
  for (;;) {
    Serial.println(sentence);
    delay(1000);
  }
}

void setup() {
  Serial.begin(115200);
  while (!Serial) {
  }
  spec.src.width = 320;
  spec.src.height = 240;
  spec.dst.width = 96;
  spec.dst.height = 96;
  spec.format.element = ISOPEL_ELEMENT_RGB565_BE;
  spec.format.channels = 1;
  spec.dst_format.element = ISOPEL_ELEMENT_I8;
  spec.dst_format.channels = 3;
  spec.rules.filter = ISOPEL_FILTER_BILINEAR;
  spec.rules.antialias = true;
  spec.block_rows = 1;
  if (isopel_plan_make(&spec, tables, sizeof tables, nullptr, &plan, &why) != ISOPEL_OK) stop_with(why.text);
  if (!camera.begin(CAMERA_R320x240, CAMERA_RGB565, 30)) stop_with("the camera does not start");
}

void loop() {
  if (camera.grabFrame(frame, 3000) != 0) return;

  isopel_const_image src = {};
  src.data = frame.getBuffer();
  src.size = spec.src;
  src.stride = 320 * 2;
  src.format = spec.format;
  isopel_image dst = {};
  dst.data = tensor;
  dst.size = spec.dst;
  dst.stride = 96 * 3;
  dst.format = spec.dst_format;

  const unsigned long start = micros();
  if (isopel_plan_execute(&plan, src, dst, scratch, sizeof scratch, &why) != ISOPEL_OK) stop_with(why.text);
  const unsigned long end = micros();

  uint32_t hash = 0x811c9dc5;  // FNV-1a, as all of isopel's programs print it
  for (size_t i = 0; i < sizeof tensor; ++i) hash = (hash ^ static_cast<uint8_t>(tensor[i])) * 0x01000193;
  Serial.print("tensor ");
  Serial.print(static_cast<unsigned long>(hash), HEX);
  Serial.print(", us ");
  Serial.println(end - start);
}
