"""How is a text written: as values, in Markdown with its brackets and braces, in plain words, in Word?

Room: bridging. `model` is what all the others speak; `view` is what a party sees of it.
"""
