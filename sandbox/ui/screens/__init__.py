"""The screens: home, lessons, and the sheets that lie over them."""
