"""The command line: calls the library and prints."""
