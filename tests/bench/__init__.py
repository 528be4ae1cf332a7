"""`make bench`: figures beside their floors, medians, in one run. Prints a table and judges nothing."""
