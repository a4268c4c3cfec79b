"""Do references lead somewhere, and are the papers there that a text leans on?"""
