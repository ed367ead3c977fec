"""The extraction as an HTTP service; needs the extra `service`."""
