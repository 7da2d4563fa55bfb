# isopel as a user C module of MicroPython and OpenMV:
#
#     make -C ports/stm32 BOARD=... USER_C_MODULES=/path/to/isopel
#
# README.md here tells more. Its sources are every .cpp in engine/ and arch/ but the one with a heap; those of other
# processors are empty. With ISOPEL_LIBRARY=/path/to/libisopel.a that is linked instead.
ISOPEL_DIR := $(patsubst %/,%,$(dir $(USERMOD_DIR)))

SRC_USERMOD_C += $(USERMOD_DIR)/isopel_module.c
CFLAGS_USERMOD += -I$(ISOPEL_DIR)/engine/include
ifdef ISOPEL_LIBRARY
LDFLAGS_USERMOD += $(ISOPEL_LIBRARY)
else
SRC_USERMOD_LIB_CXX += $(filter-out %/resize.cpp,$(wildcard $(ISOPEL_DIR)/engine/*.cpp $(ISOPEL_DIR)/arch/*.cpp $(ISOPEL_DIR)/arch/*/*.cpp))
CXXFLAGS_USERMOD += -I$(ISOPEL_DIR) -I$(ISOPEL_DIR)/engine/include -std=gnu++20 -O2 -fno-exceptions -fno-rtti -ffp-contract=off -Wno-error
endif
