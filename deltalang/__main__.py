"""`python -m deltalang` is the command `deltalang`."""

from deltalang.cli.main import main

main()
