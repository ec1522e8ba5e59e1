"""The outputs of a mining run: JSON for programs, a table for the terminal, a page for people.

`deltalang mine --to json|table|html` writes them:

    json    `dump_report`, `load_report`: everything, and back again (`mining.schema.json`)
    table   `report_table`: aligned text
    html    `report_page`: one file with plots, needs neither network nor JavaScript
"""
