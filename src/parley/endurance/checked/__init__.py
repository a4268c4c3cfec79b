"""Does the process say of real ceasefires what is published of them?

Room: endurance. Runs `parley.endurance.process` on groups of deals made up as the published data are.
"""
