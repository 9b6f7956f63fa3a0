"""Documents of a whole archive, judged by several workers: processes of this machine, or Ray's."""
