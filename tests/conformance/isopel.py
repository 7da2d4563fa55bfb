"""isopel's C interface for Python, as far as the comparisons need it: a preset's rules, a placement, a plan, one
execution. The structures are those of isopel.h, field by field."""
import ctypes

import numpy

OK = 0
OPENMV = (5, 6)  # arithmetics
F32, F16, PLANAR = 4, 5, 1
SHORT_SIDE, TORCHVISION = 4, 3  # a mode and a rule of Fit


class Size(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int32), ("height", ctypes.c_int32)]


class Format(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int32) for name in ("element", "channels", "layout", "maximum")]


class Rules(ctypes.Structure):
    _fields_ = [("filter", ctypes.c_int32), ("border", ctypes.c_int32), ("antialias", ctypes.c_bool),
                ("arithmetic", ctypes.c_int32), ("alpha", ctypes.c_int32), ("grid", ctypes.c_int32),
                ("light", ctypes.c_int32)]


class Box(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double) for name in ("left", "top", "right", "bottom")]


class Scale(ctypes.Structure):
    _fields_ = [("x", ctypes.c_double), ("y", ctypes.c_double)]


class Crop(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int32) for name in ("left", "top", "width", "height")]


class Pad(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int32) for name in ("left", "top", "right", "bottom")]


class Normalization(ctypes.Structure):
    _fields_ = [("divisor", ctypes.c_float), ("mean", ctypes.c_float * 4), ("deviation", ctypes.c_float * 4)]


class Quantization(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int32) for name in ("zero_point", "numerator", "denominator")]


class Spec(ctypes.Structure):
    _fields_ = [("src", Size), ("dst", Size), ("format", Format), ("rules", Rules), ("block_rows", ctypes.c_int32),
                ("box", Box), ("scale", Scale), ("dst_format", Format), ("crop", Crop), ("pad", Pad),
                ("fill", ctypes.c_float * 4), ("normalization", Normalization), ("quantization", Quantization),
                ("src_siting", ctypes.c_int32), ("dst_siting", ctypes.c_int32)]


class Anchor(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int32), ("y", ctypes.c_int32)]


class Fit(ctypes.Structure):
    _fields_ = [("mode", ctypes.c_int32), ("size", Size), ("rule", ctypes.c_int32), ("anchor", Anchor), ("part", Crop),
                ("side", ctypes.c_int32), ("limit", ctypes.c_int32), ("shrink_only", ctypes.c_bool),
                ("multiple", ctypes.c_int32)]


class Placement(ctypes.Structure):
    _fields_ = [("src", Size), ("box", Box), ("resized", Size), ("crop", Crop), ("pad", Pad), ("dst", Size)]


class View(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", Size), ("stride", ctypes.c_ssize_t), ("format", Format),
                ("plane_stride", ctypes.c_ssize_t)]


class Plan(ctypes.Structure):
    _fields_ = [("private_state", ctypes.c_uint64 * 64)]


class Message(ctypes.Structure):
    _fields_ = [("text", ctypes.c_char * 224)]


class Refused(Exception):
    """isopel returned a status that is not OK; the text is its sentence."""


def view(pixels, pixel_format=None):
    height, width, channels = pixels.shape
    return View(pixels.ctypes.data, Size(width, height), width * channels, pixel_format or Format(0, channels))


def fnv1a(data):
    """32 bits, as tools/hash.hpp."""
    value = 0x811c9dc5
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xffffffff
    return f"{value:08x}"


class Library:
    def __init__(self, path):
        self.c = ctypes.CDLL(str(path))
        self.c.isopel_preset_name.restype = ctypes.c_char_p
        for name in ("isopel_memory_size", "isopel_scratch_size", "isopel_plan_scratch_size"):
            getattr(self.c, name).restype = ctypes.c_uint64
        self.c.isopel_plan_make.argtypes = [ctypes.POINTER(Spec), ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p,
                                            ctypes.POINTER(Plan), ctypes.POINTER(Message)]
        self.c.isopel_plan_execute.argtypes = [ctypes.POINTER(Plan), View, View, ctypes.c_void_p, ctypes.c_size_t,
                                               ctypes.POINTER(Message)]
        self.c.isopel_place.argtypes = [Size, ctypes.POINTER(Fit), ctypes.POINTER(Placement), ctypes.POINTER(Message)]

    def presets(self):
        return [self.c.isopel_preset_name(index).decode() for index in range(self.c.isopel_preset_count())]

    def rules(self, preset):
        rules, message = Rules(), Message()
        self._check(self.c.isopel_preset_rules(preset.encode(), ctypes.byref(rules), ctypes.byref(message)), message)
        return rules

    def resize(self, rules, case):
        """The pixels of a cases.Case; goes through a plan because the spec is what knows boxes and scales."""
        height, width, channels = case.pixels.shape
        packed = rules.arithmetic in OPENMV and channels == 2  # the two bytes of RGB565
        spec = Spec(Size(width, height), Size(*case.size), Format(1, 1) if packed else Format(0, channels), rules, 0,
                    Box(*(case.box or (0, 0, 0, 0))), Scale(*(case.scale or (0, 0))))
        if case.gap is None:
            return self._execute(spec, case.pixels)
        message, reduces, first, second = Message(), ctypes.c_bool(), Spec(), Spec()
        self._check(self.c.isopel_reducing_gap(ctypes.byref(spec), ctypes.c_double(case.gap), ctypes.byref(reduces),
                                               ctypes.byref(first), ctypes.byref(second), ctypes.byref(message)),
                    message)
        return self._execute(second, self._execute(first, case.pixels) if reduces else case.pixels)

    def tensor(self, rules, fit, normalization, element, pixels):
        """The floats, channels x height x width, of where the fit leads."""
        message, placement = Message(), Placement()
        height, width, channels = pixels.shape
        self._check(self.c.isopel_place(Size(width, height), fit, placement, message), message)
        spec = Spec(format=Format(0, channels), rules=rules, dst_format=Format(element, channels, PLANAR),
                    normalization=normalization)
        self._check(self.c.isopel_placement_apply(ctypes.byref(placement), ctypes.byref(spec), ctypes.byref(message)),
                    message)
        size = placement.dst
        out = numpy.empty((channels, size.height, size.width), {F32: numpy.float32, F16: numpy.float16}[element])
        self._execute_into(View(out.ctypes.data, size, size.width * out.itemsize, spec.dst_format), spec, pixels)
        return out

    def _execute(self, spec, pixels):
        out = numpy.empty((spec.dst.height, spec.dst.width, pixels.shape[2]), numpy.uint8)
        self._execute_into(view(out, spec.format), spec, pixels)
        return out

    def _execute_into(self, out, spec, pixels):
        message, plan = Message(), Plan()
        memory = numpy.empty(self.c.isopel_memory_size(ctypes.byref(spec)), numpy.uint8)
        scratch = numpy.empty(self.c.isopel_scratch_size(ctypes.byref(spec)), numpy.uint8)
        self._check(self.c.isopel_plan_make(spec, memory.ctypes.data, memory.size, None, plan, message), message)
        self._check(self.c.isopel_plan_execute(plan, view(pixels, spec.format), out, scratch.ctypes.data, scratch.size,
                                               message), message)

    @staticmethod
    def _check(status, message):
        if status != OK:
            raise Refused(message.text.decode())
