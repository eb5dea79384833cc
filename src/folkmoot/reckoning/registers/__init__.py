"""
Reading lists of organisations as they are found in the world, faults and all.

A file becomes rows; a cell becomes a value, or a fault that says what is wrong and what to
do about it. Nothing here knows a database: what is done with a row is decided elsewhere.
"""
