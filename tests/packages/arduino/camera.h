// A stand-in for the Camera library of Arduino's core.
#pragma once
#include "Arduino.h"

enum { CAMERA_RGB565 = 2, CAMERA_R320x240 = 2 };

struct ImageSensor {};

struct FrameBuffer {
  uint8_t* getBuffer() { return bytes; }
  uint8_t bytes[320 * 240 * 2];
};

struct Camera {
  explicit Camera(ImageSensor&) {}
  bool begin(int32_t resolution, int32_t format, int32_t) {
    return resolution == CAMERA_R320x240 && format == CAMERA_RGB565;
  }
  int grabFrame(FrameBuffer& frame, uint32_t) {
    for (uint32_t i = 0; i < sizeof frame.bytes; ++i) frame.bytes[i] = static_cast<uint8_t>(i * i + i / 640);
    return 0;
  }
};
