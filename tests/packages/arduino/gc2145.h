// A stand-in for the camera's driver in Arduino's core.
#pragma once
#include "camera.h"

struct GC2145 : ImageSensor {};
