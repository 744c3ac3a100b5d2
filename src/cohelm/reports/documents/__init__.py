"""Results as documents that are kept: pages of their own and PDF."""
