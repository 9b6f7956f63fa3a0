"""promiselint holds what a vendor says of its product against the company's real roadmap."""

__version__ = "0.1.0"
