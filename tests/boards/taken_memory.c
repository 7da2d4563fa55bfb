// Half of the RAM that the board `emulated` has.
char taken_memory[256 * 1024];
