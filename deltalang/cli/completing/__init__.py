"""What a shell asks when somebody presses Tab: scripts for the shells, and the answers.

The script of a shell hands over the line up to the cursor; the answer says by what to replace the
last word. Words are taken apart by `lines`, values are found by `values` and `formulas`, and each
class of `shells` writes them down as its shell wants them.
"""
