"""The commands: one file each, and the only room that prints and exits."""
