"""How the documentation is built: Markdown in, pages out, nothing fetched."""

import sys
from pathlib import Path

from parley.ground.version import VERSION

sys.path.insert(0, str(Path(__file__).parent))

project = "Parley"
author = "The Parley maintainers"
project_copyright = author
version = release = VERSION

extensions = ["myst_parser", "rooms"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = f"Parley {VERSION}"
html_show_sphinx = False
html_copy_source = False
