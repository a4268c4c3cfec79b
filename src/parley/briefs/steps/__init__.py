"""In which order, so that nobody gains by walking out: the section of a brief, its words and figures.

section         the section, and what stands in place of it where the case lists nothing to hand over
words           steps, safety, guarantees and what is needed, as sentences
timetable       the figure of who hands over what on which day; `timetable_plot` draws it
exposure        the figure of what each side would gain by walking out; `exposure_plot` draws it
"""
