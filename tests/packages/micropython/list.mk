# What micropython_module/micropython.mk compiles:  make -f list.mk USER_C_MODULES=...
USERMOD_DIR := $(USER_C_MODULES)/micropython_module
include $(USERMOD_DIR)/micropython.mk
list:
	@printf '%s\n' $(SRC_USERMOD_LIB_CXX)
