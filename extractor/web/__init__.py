"""The workbench: a local web page to read, judge and tune what was extracted."""
