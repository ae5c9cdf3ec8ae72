// The grid.
