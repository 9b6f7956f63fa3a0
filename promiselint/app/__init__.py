"""The composition root: one function for each use case, each from paths and options to one value.

Every module here opens what it needs (`opening`) and calls the pure rooms in order; nothing is printed here.
"""
