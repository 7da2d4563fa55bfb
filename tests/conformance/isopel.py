"""isopel's C interface for Python, as far as the comparisons need it: a preset's rules, a plan, one execution."""
import ctypes

import numpy

OK = 0
OPENMV = (5, 6)  # arithmetics


class Size(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int32), ("height", ctypes.c_int32)]


class Format(ctypes.Structure):
    _fields_ = [("element", ctypes.c_int32), ("channels", ctypes.c_int32)]


class Rules(ctypes.Structure):
    _fields_ = [("filter", ctypes.c_int32), ("border", ctypes.c_int32), ("antialias", ctypes.c_bool),
                ("arithmetic", ctypes.c_int32), ("alpha", ctypes.c_int32)]


class Box(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double) for name in ("left", "top", "right", "bottom")]


class Scale(ctypes.Structure):
    _fields_ = [("x", ctypes.c_double), ("y", ctypes.c_double)]


class Spec(ctypes.Structure):
    _fields_ = [("src", Size), ("dst", Size), ("format", Format), ("rules", Rules), ("block_rows", ctypes.c_int32),
                ("box", Box), ("scale", Scale)]


class View(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", Size), ("stride", ctypes.c_ssize_t), ("format", Format)]


class Plan(ctypes.Structure):
    _fields_ = [("private_state", ctypes.c_uint64 * 32)]


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

    def _execute(self, spec, pixels):
        message, plan = Message(), Plan()
        memory = numpy.empty(self.c.isopel_memory_size(ctypes.byref(spec)), numpy.uint8)
        scratch = numpy.empty(self.c.isopel_scratch_size(ctypes.byref(spec)), numpy.uint8)
        out = numpy.empty((spec.dst.height, spec.dst.width, pixels.shape[2]), numpy.uint8)
        self._check(self.c.isopel_plan_make(spec, memory.ctypes.data, memory.size, None, plan, message), message)
        self._check(self.c.isopel_plan_execute(plan, view(pixels, spec.format), view(out, spec.format),
                                               scratch.ctypes.data, scratch.size, message), message)
        return out

    @staticmethod
    def _check(status, message):
        if status != OK:
            raise Refused(message.text.decode())
