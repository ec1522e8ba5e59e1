"""Kernels: the work of the miners on arrays, by numpy or compiled by numba (`compiled_…`)."""
