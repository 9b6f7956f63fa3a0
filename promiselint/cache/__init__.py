"""Values kept from run to run, by the digest of what they were made from."""
