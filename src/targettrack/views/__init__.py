"""What a screen or a report contains: plain frozen data with codes, no words. Renderers read nothing else.

Views are named tuples, not dataclasses as the records are: making a dataclass costs half a millisecond at every start,
making a named tuple a fifth of that, and a run makes forty classes.
"""
